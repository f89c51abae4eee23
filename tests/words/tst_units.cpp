// SPDX-License-Identifier: GPL-3.0-or-later
// Times and sizes as people read them.
#include "words/units.h"

#include "base/quantity.h"

#include <QDateTime>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace words;

class TestUnits : public QObject {
    Q_OBJECT

private slots:
    void durations_data();
    void durations();
    void recordedTextIsTheSame();
    void exactTimes();
    void sizes();
    void followsTheLocale();
    void momentsAreOfToday();
};

void TestUnits::durations_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 ns, const char *text) { QTest::newRow(text) << ns << QString::fromUtf8(text); };
    row(0, "0 ms");
    row(431, "431 ns");
    row(4'200, "4.2 µs");
    row(19'000, "19 µs");
    row(430'000, "430 µs");
    row(999'700, "1 ms");
    row(1'632'000, "1.63 ms");
    row(12'340'000, "12.3 ms");
    row(431'000'000, "431 ms");
    row(999'400'000, "999 ms");
    row(999'700'000, "1 s");
    row(1'013'400'000, "1.013 s");
    row(1'500'000'000, "1.5 s");
    row(12'300'000'000, "12.3 s");
    row(119'000'000'000, "119 s");
    row(120'000'000'000, "2 min");
    row(125'000'000'000, "2 min 5 s");
    row(-1'000'000, "-1 ms");
}

void TestUnits::durations()
{
    QFETCH(qint64, ns);
    QTEST(durationText(ns, QLocale(QLocale::English)), "text");
}

// What the engine records in English stands beside what is said here of the same value.
void TestUnits::recordedTextIsTheSame()
{
    for (qint64 value = 1; value > 0 && value < std::numeric_limits<qint64>::max() / 3; value = value * 3 + 2) {
        QCOMPARE(durationText(value, QLocale::c()).toStdString(), base::durationText(value));
        QCOMPARE(durationText(-value, QLocale::c()).toStdString(), base::durationText(-value));
        const auto count = static_cast<std::uint64_t>(value);
        QCOMPARE(sizeText(count, QLocale::c()).toStdString(), base::sizeText(count));
        QCOMPARE(bytesText(count, QLocale::c()).toStdString(), base::bytesText(count));
        QCOMPARE(countText(count, QLocale::c()).toStdString(), base::countText(count));
    }
}

void TestUnits::exactTimes()
{
    const QLocale en(QLocale::English);
    QCOMPARE(exactDurationText(1'630'412, en), u"1.630412 ms"_s);
    QCOMPARE(millisText(2'063'000, en), u"2.063"_s);
}

void TestUnits::sizes()
{
    const QLocale en(QLocale::English);
    QCOMPARE(sizeText(0, en), u"0 bytes"_s);
    QCOMPARE(sizeText(1, en), u"1 byte"_s);
    QCOMPARE(sizeText(182, en), u"182 bytes"_s);
    QCOMPARE(sizeText(1024, en), u"1 KiB"_s);
    QCOMPARE(sizeText(1536, en), u"1.5 KiB"_s);
    QCOMPARE(sizeText(4 << 20, en), u"4 MiB"_s);
    QCOMPARE(sizeText((4 << 20) - 1, en), u"4 MiB"_s);
    QCOMPARE(sizeText((1 << 20) - 1, en), u"1 MiB"_s); // never 1,024 KiB
    QCOMPARE(sizeText(4'000'000, en), u"3.81 MiB"_s);
    QCOMPARE(sizeText(100ULL << 30, en), u"100 GiB"_s);
    QVERIFY(bytesText(1, en) == u"1 byte"_s && bytesText(0, en) == u"0 bytes"_s
            && bytesText(1234, en) == u"1,234 bytes"_s);
    QCOMPARE(countText(4'194'304, en), u"4,194,304"_s);
    QCOMPARE(countText(4'194'304, QLocale::c()), u"4,194,304"_s); // grouped even where the locale omits it
    QCOMPARE(rateText(4 << 20, 2'092'000, en), u"1.87 GiB/s"_s);
    QCOMPARE(rateText(10, 1'000'000'000, en), u"10 bytes/s"_s);
    QCOMPARE(rateText(10, 0, en), QString());
}

void TestUnits::followsTheLocale()
{
    const QLocale de(QLocale::German, QLocale::Germany);
    QCOMPARE(durationText(1'632'000, de), u"1,63 ms"_s);
    QCOMPARE(durationText(1'500'000'000, de), u"1,5 s"_s);
    QCOMPARE(countText(4'194'304, de), u"4.194.304"_s);
    QCOMPARE(durationText(1'632'000, QLocale(QLocale::Arabic, QLocale::Egypt)), u"١٫٦٣ ms"_s);
}

void TestUnits::momentsAreOfToday()
{
    const QLocale en(QLocale::English);
    const QDateTime noon(QDate(2026, 3, 1), QTime(12, 0));
    const auto at = [&](qint64 seconds) {
        return clockText(noon.addSecs(seconds).toMSecsSinceEpoch(), noon.toMSecsSinceEpoch(), en);
    };
    QCOMPARE(at(-1), u"11:59:59"_s);
    QCOMPARE(at(-86'400), u"2/28/26 12:00:00"_s); // another day is named
}

INTERIM_SUITE(TestUnits)
#include "tst_units.moc"
