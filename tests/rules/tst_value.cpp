// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/value.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;

class TestValue : public QObject {
    Q_OBJECT
private slots:
    void hasItsUnit()
    {
        QCOMPARE(as::flag(true).value, QVariant(true));
        QCOMPARE(as::number(5).value, QVariant(qlonglong(5)));
        QCOMPARE(as::number(5).unit, Unit::Plain);
        QCOMPARE(as::time(5).unit, Unit::Nanoseconds);
        QCOMPARE(as::bytes(5).value, QVariant(qlonglong(5)));
        QCOMPARE(as::bytes(5).unit, Unit::Bytes);
        QCOMPARE(as::port(65535).value, QVariant(qlonglong(65535)));
        QCOMPARE(as::port(65535).unit, Unit::Port);
        QCOMPARE(as::text(u"ä"_s).value, QVariant(u"ä"_s));
        QCOMPARE(as::key("fin").value, QVariant(u"fin"_s));
        QCOMPARE(as::key("fin").unit, Unit::Plain);
    }
    void noTimeIsBelowNone() { QCOMPARE(as::time(-1).value, QVariant(qlonglong(0))); }
    void theWiresBytesAreEscaped()
    {
        QCOMPARE(as::wire("a\x01").value, QVariant(u"a\\x01"_s));
        QCOMPARE(as::wire("a").unit, Unit::Wire);
        QVERIFY(as::wire("").isThere());
    }
    void ofNothingThereIsNone()
    {
        QVERIFY(!Value().isThere());
        QVERIFY(!as::time(std::nullopt).isThere());
        QVERIFY(!as::bytes(std::nullopt).isThere());
        QVERIFY(!as::wire(std::nullopt).isThere());
        QVERIFY(!unlessEmpty(as::text({})).isThere());
        QVERIFY(!unlessEmpty(as::wire("")).isThere());
        QCOMPARE(unlessEmpty(as::wire("a")).unit, Unit::Wire);
    }
};

INTERIM_SUITE(TestValue)
#include "tst_value.moc"
