// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/errand.h"

#include <QSemaphore>
#include <QThread>

#include <QTest>

using session::Errand;

class TestErrand : public QObject {
    Q_OBJECT
private slots:
    void worksElsewhereAndEndsHere()
    {
        Errand errand;
        QThread *worked = nullptr, *ended = nullptr;
        errand.run([&](const Errand::Wanted &wanted) {
            QThread *here = wanted() ? QThread::currentThread() : nullptr;
            return [&worked, &ended, here] {
                worked = here;
                ended = QThread::currentThread();
            };
        });
        QTRY_VERIFY(ended);
        QCOMPARE(ended, thread());
        QVERIFY(worked && worked != thread());
    }

    // By another piece of work, by hand, and with the errand itself.
    void droppedIsNotHeardOf_data()
    {
        QTest::addColumn<int>("how");
        for (int how = 0; how < 3; ++how)
            QTest::newRow(qPrintable(QString::number(how))) << how;
    }
    void droppedIsNotHeardOf()
    {
        QFETCH(int, how);
        auto errand = std::make_unique<Errand>();
        QSemaphore begun, goOn, over;
        bool wasWanted = true, heard = false, other = false;
        errand->run([&](const Errand::Wanted &wanted) {
            begun.release();
            goOn.acquire();
            wasWanted = wanted();
            over.release();
            return [&heard] { heard = true; };
        });
        begun.acquire();
        if (how == 0)
            errand->run([&other](const Errand::Wanted &) { return [&other] { other = true; }; });
        else if (how == 1)
            errand->drop();
        else
            errand.reset();
        goOn.release();
        over.acquire();
        if (how == 0)
            QTRY_VERIFY(other);
        QTest::qWait(50);
        QVERIFY(!wasWanted);
        QVERIFY(!heard);
    }
};

INTERIM_SUITE(TestErrand)
#include "tst_errand.moc"
