// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file_variables.h"

#include <QTest>

class TestHttpFileVariables : public QObject {
    Q_OBJECT
private slots:
    void definitions()
    {
        formats::FileVariables variables;
        for (const char *line : {"@a = 1", "  @b=2  ", "@empty =", "@url = http://h/?x=y"})
            QVERIFY2(variables.define(line), line);
        for (const char *line : {"a = 1", "@ = 1", "@a b = 1", "@a", "", "GET http://h/@a=1"})
            QVERIFY2(!variables.define(line), line);
        QStringList unknown;
        QCOMPARE(variables.filled("{{a}}-{{ b }}-{{empty}}-{{url}}", unknown), std::string("1-2--http://h/?x=y"));
        QVERIFY(unknown.isEmpty());
        QVERIFY(variables.define("@a = 3"));
        QCOMPARE(variables.filled("{{a}}", unknown), std::string("3"));
    }

    void valuesOfOthers()
    {
        formats::FileVariables variables;
        variables.define("@host = {{name}}:{{port}}");
        variables.define("@name = h");
        variables.define("@port = 1");
        QStringList unknown;
        QCOMPARE(variables.filled("http://{{host}}/", unknown), std::string("http://h:1/"));
        QVERIFY(unknown.isEmpty());
    }

    void unknownOnesAreSaidAndStay()
    {
        const formats::FileVariables variables;
        QStringList unknown;
        QCOMPARE(variables.filled("{{nope}} {{$guid}} {{nope}} {{", unknown), std::string("{{nope}} {{$guid}} {{nope}} {{"));
        QCOMPARE(unknown.size(), 2);
        QVERIFY(unknown[0].contains(QLatin1String("write @nope = ...")) && unknown[1].contains(QLatin1String("anew each time")));
        unknown.clear();
        variables.filled("{{\x1b[31m\n}}", unknown);
        QVERIFY(!unknown.join(QString()).contains(u'\x1b') && !unknown.join(QString()).contains(u'\n'));
    }

    void circlesAndGrowthEnd()
    {
        formats::FileVariables variables;
        variables.define("@a = {{b}}");
        variables.define("@b = {{a}}");
        QStringList unknown;
        QCOMPARE(variables.filled("{{a}}", unknown), std::string("{{a}}"));
        QVERIFY(unknown.join(QString()).contains(QLatin1String("contains itself")));
        variables.define("@v0 = " + std::string(1000, 'x'));
        for (int i = 1; i < 19; ++i) {
            const std::string before = "{{v" + std::to_string(i - 1) + "}}";
            variables.define("@v" + std::to_string(i) + " = " + before + before);
        }
        QVERIFY(variables.filled("{{v18}}", unknown).size() < 8u << 20);
    }

    // Each value is twice the one before, and the first one is empty: no bytes come of it, but a million looks would.
    void doublingIsBounded()
    {
        formats::FileVariables variables;
        QVERIFY(variables.define("@v0 ="));
        for (int i = 1; i < 40; ++i) {
            const std::string before = "{{v" + std::to_string(i - 1) + "}}";
            variables.define("@v" + std::to_string(i) + " = " + before + before);
        }
        QStringList unknown;
        const std::string out = variables.filled("<{{v19}}>{{v18}}", unknown);
        QVERIFY(out.starts_with('<') && out.ends_with("{{v18}}") && out.size() < 10'000);
        QVERIFY(!unknown.isEmpty() && unknown.size() < 100);
        unknown.clear();
        QCOMPARE(variables.filled("<{{v5}}>", unknown), std::string("<>"));
        QVERIFY(unknown.isEmpty());
    }
};

INTERIM_SUITE(TestHttpFileVariables)
#include "tst_http_file_variables.moc"
