// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/spread.h"

#include <QTest>

#include <numeric>

using namespace compare;

class TestSpread : public QObject {
    Q_OBJECT
private slots:
    void nothing()
    {
        QCOMPARE(spreadOf({}).count, std::size_t(0));
        QVERIFY(spreadOf({}).buckets.empty());
    }

    void one()
    {
        const Spread spread = spreadOf({1'500'000});
        QVERIFY(spread.least == 1'500'000 && spread.median == spread.least && spread.p95 == spread.least
                && spread.most == spread.least);
        QVERIFY((spread.buckets == std::vector<Bucket>{{1'000'000, 2'000'000, 1}}));
    }

    // One stall in fifty: the median does not see it, the greatest does.
    void aStallInFifty()
    {
        std::vector<std::int64_t> times(49, 300'000);
        times.push_back(1'000'000'000);
        const Spread spread = spreadOf(times);
        QCOMPARE(spread.median, 300'000);
        QCOMPARE(spread.p95, 300'000);
        QCOMPARE(spread.most, 1'000'000'000);
        QCOMPARE(spread.buckets.front().count, std::size_t(49));
        QCOMPARE(spread.buckets.back().from, 1'000'000'000);
        QCOMPARE(spread.buckets.back().count, std::size_t(1));
    }

    void nearestRanks()
    {
        std::vector<std::int64_t> times(100);
        std::iota(times.rbegin(), times.rend(), 1);
        const Spread spread = spreadOf(times);
        QCOMPARE(spread.quarter, 25);
        QCOMPARE(spread.median, 50);
        QCOMPARE(spread.threeQuarters, 75);
        QCOMPARE(spread.p95, 95);
        QCOMPARE(spread.interquartile(), 50);
    }

    // Buckets touch each other and hold every time once, whatever the times.
    void bucketsTile()
    {
        std::vector<std::int64_t> times{-5,    0,     999,         1000,          1999,     2000,
                                        4'999, 5'000, 123'456'789, INT64_MAX - 1, INT64_MAX};
        const Spread spread = spreadOf(times);
        std::size_t count = 0;
        for (std::size_t i = 0; i < spread.buckets.size(); ++i) {
            const Bucket &bucket = spread.buckets[i];
            count += bucket.count;
            QVERIFY(bucket.from < bucket.below);
            QVERIFY(i == 0 || spread.buckets[i - 1].below == bucket.from);
        }
        QCOMPARE(count, times.size());
        QCOMPARE(spread.buckets.front().count, std::size_t(3));
        QVERIFY(spread.buckets.size() < 60);
    }

    // Two rows on one axis: a stall stands as far from the rest as it is.
    void onOneAxis()
    {
        const Spread quick = spreadOf({1'500'000, 1'600'000}), slow = spreadOf({1'700'000, 1'000'000'000});
        const auto a = bucketsBetween(quick, 1'000'000, 2'000'000'000),
                   b = bucketsBetween(slow, 1'000'000, 2'000'000'000);
        QVERIFY(a.size() == b.size() && a.size() == slow.buckets.size());
        QVERIFY(b == slow.buckets);
        QVERIFY(a.front() == quick.buckets.front() && a.back().count == 0 && a.back().from == 1'000'000'000);
        QVERIFY(bucketsBetween(quick, 0, 1000) == std::vector({Bucket{0, 1000, 0}}));
        QVERIFY(bucketsBetween({}, 1000, 1000).empty());
    }
};

INTERIM_SUITE(TestSpread)
#include "tst_spread.moc"
