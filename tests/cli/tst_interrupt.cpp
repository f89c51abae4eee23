// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

class TestInterrupt : public QObject {
    Q_OBJECT
private slots:
    void signalsAreHeardOnce_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void signalsAreHeardOnce()
    {
        QFETCH(int, number);
        cli::Interrupt interrupt;
        QSignalSpy interrupted(&interrupt, &cli::Interrupt::interrupted);
        QSignalSpy terminated(&interrupt, &cli::Interrupt::terminated);
        QCOMPARE(std::raise(number), 0);
        QTRY_COMPARE(interrupted.size() + terminated.size(), 1);
        QCOMPARE(terminated.size(), number == SIGTERM ? 1 : 0);
        // The next one would have its own effect.
        QVERIFY(std::signal(number, SIG_DFL) == SIG_DFL);
    }
};

INTERIM_SUITE(TestInterrupt)
#include "tst_interrupt.moc"
