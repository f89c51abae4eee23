// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/fold.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

class TestFold : public QObject {
    Q_OBJECT

private slots:
    void showsAndHides()
    {
        auto *content = new QLabel(u"words"_s);
        ui::Fold fold(u"Title"_s, content, false);
        fold.show();
        auto *caption = fold.findChild<QToolButton *>();
        QVERIFY(!content->isVisible() && !fold.isOpen());
        QCOMPARE(caption->accessibleName(), u"Title, hidden"_s);
        const int folded = fold.sizeHint().height();
        QSignalSpy toggled(&fold, &ui::Fold::toggled);
        caption->setFocus();
        QTest::keyClick(caption, Qt::Key_Space);
        QVERIFY(content->isVisible() && fold.isOpen());
        QCOMPARE(toggled.last()[0].toBool(), true);
        QCOMPARE(caption->accessibleName(), u"Title, shown"_s);
        QVERIFY(fold.sizeHint().height() > folded);
        QTest::mouseClick(caption, Qt::LeftButton);
        QVERIFY(!content->isVisible());
        fold.setOpen(true); // by the program: nobody is told
        QCOMPARE(toggled.count(), 2);
    }
};

INTERIM_SUITE(TestFold)
#include "tst_fold.moc"
