// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/upload_bar.h"

#include <QProgressBar>
#include <QTest>

using namespace Qt::StringLiterals;

class TestUploadBar : public QObject {
    Q_OBJECT
private slots:
    void itIsThereWhileThereIsSomethingToWatch()
    {
        constexpr qint64 second = 1'000'000'000;
        ui::UploadBar bar;
        bar.setLocale(QLocale::c());
        QVERIFY(bar.isHidden());
        bar.setProgress(1 << 20, 4 << 20, 0, second / 4); // maybe it is done in a moment
        QVERIFY(bar.isHidden());
        bar.setProgress(0, 4 << 20, 0, second); // it waits
        QVERIFY(bar.isHidden());
        bar.setProgress(1 << 20, 4 << 20, second, 2 * second);
        QVERIFY(!bar.isHidden());
        QCOMPARE(bar.findChild<QProgressBar *>()->value(), 250);
        QCOMPARE(bar.text(), u"1 MiB of 4 MiB · 1 MiB/s · 3 s left"_s);
        bar.setProgress(4 << 20, 4 << 20, second, 3 * second);
        QVERIFY(bar.isHidden() && bar.text().isEmpty());
    }
};

INTERIM_SUITE(TestUploadBar)
#include "tst_upload_bar.moc"
