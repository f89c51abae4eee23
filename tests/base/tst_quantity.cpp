// SPDX-License-Identifier: GPL-3.0-or-later
// Durations, counts and sizes in English; tests/words/tst_units.cpp holds the same through a locale.
#include "base/quantity.h"

#include <QTest>

#include <limits>

using namespace base;
using std::string;

class TestQuantity : public QObject {
    Q_OBJECT

private slots:
    void durations()
    {
        QCOMPARE(durationText(0), string("0 ms"));
        QCOMPARE(durationText(999), string("999 ns"));
        QCOMPARE(durationText(200'000), string("200 µs"));
        QCOMPARE(durationText(250'000'000), string("250 ms"));
        QCOMPARE(durationText(1'050'000'000), string("1.05 s"));
        QCOMPARE(durationText(10'000'000'000), string("10 s"));
        QCOMPARE(durationText(-61'000'000'000'000), string("-1,016 min 40 s"));
        QCOMPARE(durationText(std::numeric_limits<std::int64_t>::max()), string("153,722,867 min 17 s"));
        QCOMPARE(durationText(std::numeric_limits<std::int64_t>::min()), string("-153,722,867 min 17 s"));
    }

    // Both sides of where another unit, or a digit less, begins.
    void noNumberIsAsLargeAsTheNextUnit()
    {
        QCOMPARE(durationText(9'994), string("9.99 µs"));
        QCOMPARE(durationText(9'995), string("10 µs"));
        QCOMPARE(durationText(99'949), string("99.9 µs"));
        QCOMPARE(durationText(99'950), string("100 µs"));
        QCOMPARE(durationText(999'499), string("999 µs"));
        QCOMPARE(durationText(999'500), string("1 ms"));
        QCOMPARE(durationText(999'499'999), string("999 ms"));
        QCOMPARE(durationText(999'500'000), string("1 s"));
        QCOMPARE(durationText(9'999'499'999), string("9.999 s"));
        QCOMPARE(durationText(9'999'500'000), string("10 s"));
        QCOMPARE(durationText(119'499'999'999), string("119 s"));
        QCOMPARE(durationText(119'500'000'000), string("2 min"));
    }

    void sizes()
    {
        QCOMPARE(sizeText(0), string("0 bytes"));
        QCOMPARE(sizeText(1), string("1 byte"));
        QCOMPARE(sizeText(1023), string("1,023 bytes"));
        QCOMPARE(sizeText(1024), string("1 KiB"));
        QCOMPARE(sizeText(1152 << 10), string("1.13 MiB")); // 1.125: a half goes up
        QCOMPARE(sizeText((1 << 20) - 1), string("1 MiB"));
        QCOMPARE(sizeText(std::numeric_limits<std::uint64_t>::max()), string("16 EiB"));
        QCOMPARE(bytesText(4'194'304), string("4,194,304 bytes"));
    }

    void groupsOfThree()
    {
        QCOMPARE(grouped(""), string());
        QCOMPARE(grouped("100"), string("100"));
        QCOMPARE(grouped("1000"), string("1,000"));
        QCOMPARE(grouped("1234567.8912"), string("1,234,567.8912"));
        QCOMPARE(countText(std::numeric_limits<std::uint64_t>::max()), string("18,446,744,073,709,551,615"));
    }
};

INTERIM_SUITE(TestQuantity)
#include "tst_quantity.moc"
