// SPDX-License-Identifier: GPL-3.0-or-later
// The clock never falls, counts nanoseconds, and translates the kernel's stamps.
#include "engine/clock.h"

#include <QTest>

using engine::Clock;

class TestClock : public QObject {
    Q_OBJECT
private slots:
    void neverFalls();
    void countsNanoseconds();
    void translatesWallStamps();
};

void TestClock::neverFalls()
{
    std::int64_t last = Clock::now();
    for (int i = 0; i < 10'000; ++i) {
        const std::int64_t next = Clock::now();
        QVERIFY(next >= last);
        last = next;
    }
}

void TestClock::countsNanoseconds()
{
    const std::int64_t before = Clock::now();
    QTest::qSleep(30);
    const std::int64_t passed = Clock::now() - before;
    QVERIFY2(passed >= 30'000'000, qPrintable(QString::number(passed)));
    QVERIFY2(passed < 30'000'000'000, qPrintable(QString::number(passed)));
}

void TestClock::translatesWallStamps()
{
    const std::int64_t wall = Clock::wallMs() * 1'000'000;
    const std::int64_t now = Clock::now();
    const std::int64_t past = Clock::steadyOf(wall - 5'000'000'000);
    QVERIFY(past <= now - 4'900'000'000);
    QVERIFY(past > now - 60'000'000'000);
    // A stamp from the future (a wall clock that was set back) is now.
    const std::int64_t future = Clock::steadyOf(wall + 3'600'000'000'000);
    QVERIFY(future >= now);
    QVERIFY(future <= Clock::now());
}

INTERIM_SUITE(TestClock)
#include "tst_clock.moc"
