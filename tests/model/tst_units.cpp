// SPDX-License-Identifier: GPL-3.0-or-later
// Times and sizes as people read them.
#include "model/units.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace model;

class TestUnits : public QObject {
    Q_OBJECT

private slots:
    void durations();
    void sizes();
    void followsTheLocale();
};

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x00a0), u' ');
}

} // namespace

void TestUnits::durations()
{
    const QLocale en(QLocale::English);
    QCOMPARE(plain(durationText(0, en)), u"0 ms"_s);
    QCOMPARE(plain(durationText(431, en)), u"431 ns"_s);
    QCOMPARE(plain(durationText(19'000, en)), u"19.0 µs"_s);
    QCOMPARE(plain(durationText(1'632'000, en)), u"1.63 ms"_s);
    QCOMPARE(plain(durationText(999'700, en)), u"1.00 ms"_s);
    QCOMPARE(plain(durationText(1'013'000'000, en)), u"1,013 ms"_s);
    QCOMPARE(plain(durationText(12'400'000'000, en)), u"12.4 s"_s);
    QCOMPARE(plain(exactDurationText(1'630'412, en)), u"1.630412 ms"_s);
    QCOMPARE(millisText(2'063'000, en), u"2.063"_s);
}

void TestUnits::sizes()
{
    const QLocale en(QLocale::English);
    QCOMPARE(plain(sizeText(0, en)), u"0 B"_s);
    QCOMPARE(plain(sizeText(182, en)), u"182 B"_s);
    QCOMPARE(plain(sizeText(4 << 20, en)), u"4 MiB"_s);
    QCOMPARE(plain(sizeText(4'089'446, en)), u"3.9 MiB"_s);
    QVERIFY(bytesText(1, en) == u"1 byte"_s && bytesText(0, en) == u"0 bytes"_s
            && bytesText(1234, en) == u"1,234 bytes"_s);
    QCOMPARE(countText(4'194'304, en), u"4,194,304"_s);
    QCOMPARE(countText(4'194'304, QLocale::c()), u"4,194,304"_s); // grouped even where the locale omits it
    QCOMPARE(plain(rateText(4 << 20, 2'092'000, en)), u"1.9 GiB/s"_s);
    QCOMPARE(rateText(10, 0, en), QString());
}

void TestUnits::followsTheLocale()
{
    const QLocale de(QLocale::German, QLocale::Germany);
    QCOMPARE(plain(durationText(1'632'000, de)), u"1,63 ms"_s);
    QCOMPARE(countText(4'194'304, de), u"4.194.304"_s);
}

INTERIM_SUITE(TestUnits)
#include "tst_units.moc"
