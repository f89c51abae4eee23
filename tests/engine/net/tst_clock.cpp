// SPDX-License-Identifier: GPL-3.0-or-later
// The clock never falls, counts nanoseconds, and translates the kernel's stamps.
#include "engine/net/clock.h"

#include <QTest>

#include <cstdlib>

using engine::Clock;

namespace {
constexpr std::int64_t second = 1'000'000'000;
}

class TestClock : public QObject {
    Q_OBJECT
private slots:
    void neverFalls();
    void countsNanoseconds();
    void translatesWallStamps();
    void wallClockThatWasSet();
    void readsBoth();
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
    const Clock::Moment after{1'000 * second, 50'000 * second};
    const Clock::Moment now{1'010 * second, 50'010 * second};
    QCOMPARE(Clock::steadyOf(50'003 * second, after, now), 1'003 * second);
    QCOMPARE(Clock::steadyOf(50'011 * second, after, now), 1'010 * second); // not later than now
    QCOMPARE(Clock::steadyOf(50'000 * second - 500'000, after, now), 1'000 * second - 500'000);
    QCOMPARE(Clock::steadyOf(49'999 * second, after, now), std::nullopt); // the kernel held nothing yet
}

// Pauses became 0: the stamps lay before all that had happened, or behind it.
void TestClock::wallClockThatWasSet()
{
    const std::int64_t years = 20 * 365 * 86'400 * second;
    const Clock::Moment after{1'000 * second, 50'000 * second};
    for (const std::int64_t step : {years, -years, 2 * second, -2 * second}) {
        const Clock::Moment now{1'010 * second, 50'010 * second + step};
        QCOMPARE(Clock::steadyOf(50'003 * second, after, now), std::nullopt);
        QCOMPARE(Clock::steadyOf(50'003 * second + step, after, now), std::nullopt);
    }
    // A program that is told another wall clock than the kernel's.
    const Clock::Moment told{after.steady, after.wall + years}, toldNow{1'010 * second, 50'010 * second + years};
    QCOMPARE(Clock::steadyOf(50'003 * second, told, toldNow), std::nullopt);
    // Slewed by 500 ppm (adjtime(3)) it is still of use.
    const Clock::Moment slewed{1'010 * second, 50'010 * second + 5'000'000};
    QVERIFY(Clock::steadyOf(50'003 * second, after, slewed));
}

void TestClock::readsBoth()
{
    const std::int64_t before = Clock::now();
    const Clock::Moment both = Clock::both();
    QVERIFY(both.steady >= before && both.steady <= Clock::now());
    QVERIFY(std::abs(both.wall / 1'000'000 - Clock::wallMs()) < 60'000);
}

INTERIM_SUITE(TestClock)
#include "tst_clock.moc"
