// SPDX-License-Identifier: GPL-3.0-or-later
// Looking up fields, and persistence (RFC 9112 section 9.3).
#include "wire/head.h"

#include <QTest>

using namespace wire;

class TestHead : public QObject {
    Q_OBJECT

private slots:
    void findsFieldsWithoutCase()
    {
        const Fields fields = {{"Via", "a"}, {"EXPECT", ""}, {"via", "b"}};
        QCOMPARE(valueOf(fields, "vIA").value_or("?"), std::string_view("a"));
        QCOMPARE(valueOf(fields, "Expect").value_or("?"), std::string_view(""));
        QVERIFY(!valueOf(fields, "Vi"));
        QVERIFY(!valueOf(fields, "Via "));
        QVERIFY(hasField(fields, "expect") && !hasField(fields, "") && !hasField({}, "Via"));
        const auto values = valuesOf(fields, "Via");
        QCOMPARE(values.size(), std::size_t{2});
        QCOMPARE(values[0], std::string_view("a"));
        QCOMPARE(values[1], std::string_view("b"));
        QVERIFY(valuesOf(fields, "Host").empty());
    }

    void findsMembersOverAllLines()
    {
        const Fields fields = {{"Connection", "TE, Upgrade"}, {"connection", "\"close\", x"}, {"X", "close"}};
        QVERIFY(hasMember(fields, "Connection", "upgrade"));
        QVERIFY(hasMember(fields, "Connection", "X"));
        QVERIFY(!hasMember(fields, "Connection", "close"));
        QVERIFY(!hasMember(fields, "Connection", "TE, Upgrade"));
    }

    void persistence()
    {
        struct {
            int version;
            const char *connection;
            bool stays;
        } const cases[] = {
            {11, "", true},
            {11, "close", false},
            {11, "CLOSE", false},
            {11, "keep-alive, close", false},
            {11, "closed", true},
            {11, "keep-alive", true},
            {10, "", false},
            {10, "Keep-Alive", true},
            {10, "keep-alive, close", false},
            {10, "x", false},
            {9, "", false},
            {9, "keep-alive", false},
            {19, "", true},
            {20, "", true},
            {0, "keep-alive", false},
        };
        for (const auto &one : cases) {
            Head head;
            head.version = one.version;
            if (*one.connection)
                head.fields = {{"connection", one.connection}};
            QVERIFY2(persists(head) == one.stays, qPrintable(QString::number(one.version) + ' ' + one.connection));
        }
    }
};

INTERIM_SUITE(TestHead)
#include "tst_head.moc"
