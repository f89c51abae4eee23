// SPDX-License-Identifier: GPL-3.0-or-later
// Names with a value behind them, in any text.
#include "request/sensitive_assigned.h"

#include <QTest>

using namespace request;

class TestSensitiveAssigned : public QObject {
    Q_OBJECT
private slots:
    void values_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("quoted");
        QTest::addColumn<QByteArray>("any");
        const auto row = [](const char *text, const char *quoted, const char *any) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(quoted) << QByteArray(any);
        };
        row("var access_token = \"S S\";", "var access_token = \"***\";", "var access_token = \"***\";");
        row("{password: 'S', b: 'c'}", "{password: '***', b: 'c'}", "{password: '***', b: 'c'}");
        row("{'password': `S\\`S`}", "{'password': `***`}", "{'password': `***`}");
        row("login(password: \\\"S\\\")", "login(password: \\\"***\\\")", "login(password: \\\"***\\\")");
        row(":password => 'S'", ":password => '***'", ":password => '***'");
        row("user: u\npassword: S S\nb: c", "user: u\npassword: S S\nb: c", "user: u\npassword: ***\nb: c");
        row("a:\n  - password: S\n", "a:\n  - password: S\n", "a:\n  - password: ***\n");
        row("auth:\n  a: S\n  b: S\nc: d", "auth:\n  a: S\n  b: S\nc: d", "auth:\n  ***\n  ***\nc: d");
        row("token: |\n  S\nc: d", "token: |\n  S\nc: d", "token: |\n  ***\nc: d");
        row("{password: S, b: c}", "{password: S, b: c}", "{password: ***, b: c}");
        row("{\"pass\": 12}", "{\"pass\": 12}", "{\"pass\": 12}");
        row("token=S", "token=S", "token=***");
        row("password:", "password:", "password:");
        row("password = \"S", "password = \"***", "password = \"***");
        row("keyboard: 'S'", "keyboard: 'S'", "keyboard: 'S'");
        row("Authorization: Bearer S", "Authorization: Bearer S", "Authorization: Bearer ***");
        row("a Authorization: Bearer S, b", "a Authorization: Bearer S, b", "a Authorization: Bearer ***, b");
        row("password:\"\"\"S \"S\" S\"\"\" b", "password:\"\"\"***\"\"\" b", "password:\"\"\"***\"\"\" b");
        row("password = '''\nS\n'''\n", "password = '''***'''\n", "password = '''***'''\n");
        row("password: 'it''s S'\nb: c", "password: '***'\nb: c", "password: '***'\nb: c");
        row("password: '', b: 'c'", "password: '', b: 'c'", "password: '', b: 'c'");
        row("password: '", "password: '", "password: '");
        row("\"password\": S S\nb: c", "\"password\": S S\nb: c", "\"password\": ***\nb: c");
        row("password\": S", "password\": S", "password\": ***");
        row("{\n  \"password\": null,\n  \"auth\": {\n", "{\n  \"password\": null,\n  \"auth\": {\n",
            "{\n  \"password\": null,\n  \"auth\": {\n");
        row("- name: DB_PASSWORD\n  value: S\n- name: a\n  value: b",
            "- name: DB_PASSWORD\n  value: S\n- name: a\n  value: b",
            "- name: DB_PASSWORD\n  value: ***\n- name: a\n  value: b");
        row("value: b", "value: b", "value: b");
        row("=:", "=:", "=:");
    }
    void values()
    {
        QFETCH(QByteArray, text);
        const std::string bytes = text.toStdString();
        const auto shown = [&](AssignedValue values) {
            return QByteArray::fromStdString(masked(bytes, partsOf(secretAssignments(bytes, values))));
        };
        QTEST(shown(AssignedValue::Quoted), "quoted");
        QTEST(shown(AssignedValue::Any), "any");
    }

    // Looking for the line's begin from each name took minutes.
    void oneLineOfMegabytes()
    {
        std::string text;
        while (text.size() < (4 << 20))
            text += "x token=S ";
        QCOMPARE(secretAssignments(text, AssignedValue::Any).size(), (text.size() + 9) / 10);
        text.clear(); // the line above is looked for too
        while (text.size() < (4 << 20))
            text += "{\"a\":{\"value\":";
        QVERIFY(secretAssignments(text, AssignedValue::Any).empty());
    }
};

INTERIM_SUITE(TestSensitiveAssigned)
#include "tst_sensitive_assigned.moc"
