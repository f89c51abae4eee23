// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/expect_reading.h"

#include <QTest>

using namespace wire;

namespace {

QByteArray reading(const Fields &fields)
{
    const auto found = readExpect(fields);
    std::string parts = found.present ? "present" : "absent";
    parts += found.exact ? " exact" : "";
    parts += found.has100 ? " has100" : "";
    parts += found.others ? " others" : "";
    return QByteArray::fromStdString(parts + (found.shape.empty() ? "" : " " + found.shape));
}

Fields expecting(const char *value)
{
    return {{"Host", "h"}, {"expect", value}};
}

} // namespace

class TestExpectReading : public QObject {
    Q_OBJECT

private slots:
    void readings_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *value, const char *expected) {
            QTest::newRow(value) << QByteArray(value) << QByteArray(expected);
        };
        row("100-continue", "present exact has100");
        row("100-CONTINUE", "present exact has100");
        row(" 100-Continue\t", "present exact has100");
        row("", "present empty");
        row(" , ,", "present empty");
        row("foo", "present others unknown");
        row("foo, bar=\"x,y\";z", "present others unknown");
        row("100-continu", "present others unknown");
        row("foo, 100-continue", "present has100 others list");
        row("100-continue, 100-continue", "present has100 list");
        row("100-continue,", "present has100 list");
        row("100-continue;a=b", "present others parameters");
        row("100-continue ;a=b", "present others parameters");
        row("100-continue=1", "present others parameters");
        row("100-continue;a=b, 100-continue", "present has100 others parameters");
        row("y 100-continue", "present others prefixed");
        row("100-continue y", "present others prefixed");
        row("x100-continue", "present others prefixed");
        row("100-continuex", "present others prefixed");
        row("\"100-continue\"", "present others prefixed");
        row("\v100-continue", "present others prefixed");
        row("100-continue\r", "present others prefixed");
        row("foo=\"100-continue\"", "present others prefixed");
        row("y 100-continue, 100-continue", "present has100 others prefixed");
    }
    void readings()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        QCOMPARE(reading(expecting(value.constData())), expected);
    }

    void readingsOfSeveralLines()
    {
        QCOMPARE(reading({}), QByteArray("absent"));
        QCOMPARE(reading({{"Expects", "100-continue"}}), QByteArray("absent"));
        QCOMPARE(reading({{"Expect", "100-continue"}, {"expect", "100-continue"}}),
                 QByteArray("present has100 repeated"));
        QCOMPARE(reading({{"Expect", "100-continue"}, {"Expect", ""}}), QByteArray("present has100 repeated"));
        QCOMPARE(reading({{"Expect", "a"}, {"Expect", "b"}}), QByteArray("present others repeated"));
        QCOMPARE(reading({{"Expect", "100-continue"}, {"Expect", "y 100-continue"}}),
                 QByteArray("present has100 others prefixed"));
    }
};

INTERIM_SUITE(TestExpectReading)
#include "tst_expect_reading.moc"
