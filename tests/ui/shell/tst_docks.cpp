// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/docks.h"

#include "ui/kit/style.h"
#include "ui/own_settings.h"

#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDocks : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        support::forgetSettings();
        docks_ = make();
        QVERIFY(QTest::qWaitForWindowExposed(docks_.get()));
    }

    void theColumnsHaveTheirWidths()
    {
        const auto widths = docks_->sizes();
        QCOMPARE(widths.size(), 3);
        QVERIFY(widths[1] > widths[2] && widths[2] > widths[0]);
        docks_->resize(docks_->width() + 100, docks_->height()); // the page takes it
        QTRY_COMPARE(docks_->sizes()[1], widths[1] + 100);
    }

    void narrowOnesHaveATabForTheLeft()
    {
        docks_->setNarrow(true);
        docks_->spread();
        QCOMPARE(docks_->count(), 2);
        QCOMPARE(tabs()->count(), 3);
        QCOMPARE(tabs()->tabText(1), u"History"_s);
        QVERIFY(!lower_->isVisible());
        docks_->bringForward(lower_);
        QVERIFY(lower_->isVisible() && upper_->isVisible());
        docks_->bringForward(second_);
        QVERIFY(second_->isVisible() && !lower_->isVisible());
        docks_->setNarrow(false);
        QCOMPARE(tabs()->count(), 2);
        QVERIFY(lower_->isVisible());
        QCOMPARE(docks_->indexOf(page_->parentWidget()), 1);
        docks_->bringForward(lower_); // it is seen already
        QCOMPARE(tabs()->currentIndex(), 1);
    }

    void aPageMayGoWithoutTheLeft()
    {
        for (const bool narrow : {false, true}) {
            docks_->setNarrow(narrow);
            docks_->showPage(page_, false);
            docks_->bringForward(lower_);
            QVERIFY(page_->isVisible() && !lower_->isVisible());
            QCOMPARE(tabs()->isTabVisible(1), !narrow);
        }
        docks_->setNarrow(false);
        QVERIFY(!lower_->isVisible());
        docks_->showPage(page_, true);
        QVERIFY(lower_->isVisible());
    }

    void whatIsMovedIsKept()
    {
        docks_->setSizes({ui::em(30), ui::em(40), ui::em(30)});
        const auto moved = docks_->sizes();
        {
            QSettings settings;
            docks_->remember(settings);
        }
        docks_ = make();
        QVERIFY(docks_->sizes() != moved);
        docks_->restore(QSettings());
        QCOMPARE(docks_->sizes(), moved);
    }

    void movingIsTold()
    {
        QSignalSpy moved(docks_.get(), &ui::Docks::moved);
        auto *handle = docks_->handle(1);
        QTest::mousePress(handle, Qt::LeftButton);
        QTest::mouseMove(handle, QPoint(30, 5));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(30, 5));
        QVERIFY(moved.count() > 0);
    }

private:
    std::unique_ptr<ui::Docks> make()
    {
        auto docks = std::make_unique<ui::Docks>();
        upper_ = new QLabel(u"upper"_s);
        lower_ = new QLabel(u"lower"_s);
        second_ = new QLabel(u"second"_s);
        page_ = new QLabel(u"page"_s);
        docks->addLeft(upper_);
        docks->addLeft(lower_);
        docks->addRight(new QLabel(u"first"_s), u"First"_s);
        docks->addRight(second_, u"Second"_s, u"tip"_s);
        docks->addPage(page_);
        docks->resize(ui::em(110), ui::em(60));
        docks->show();
        docks->spread();
        return docks;
    }
    QTabWidget *tabs() const { return docks_->findChild<QTabWidget *>(); }

    std::unique_ptr<ui::Docks> docks_;
    QLabel *upper_ = nullptr;
    QLabel *lower_ = nullptr;
    QLabel *second_ = nullptr;
    QLabel *page_ = nullptr;
};

INTERIM_SUITE(TestDocks)
#include "tst_docks.moc"
