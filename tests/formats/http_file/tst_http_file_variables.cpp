// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_variables.h"

#include <QTest>

using namespace Qt::StringLiterals;

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
        formats::FilledWords words;
        QCOMPARE(variables.filled("{{a}}-{{ b }}-{{empty}}-{{url}}", words), std::string("1-2--http://h/?x=y"));
        QVERIFY(words.unknown.isEmpty());
        QVERIFY(variables.define("@a = 3"));
        QCOMPARE(variables.filled("{{a}}", words), std::string("3"));
    }

    void valuesOfOthers()
    {
        formats::FileVariables variables;
        variables.define("@host = {{name}}:{{port}}");
        variables.define("@name = h");
        variables.define("@port = 1");
        formats::FilledWords words;
        QCOMPARE(variables.filled("http://{{host}}/", words), std::string("http://h:1/"));
        QVERIFY(words.unknown.isEmpty());
    }

    void unknownOnesAreSaidAndStay()
    {
        formats::FileVariables variables;
        formats::FilledWords words;
        QCOMPARE(variables.filled("{{nope}} {{$faker}} {{nope}} {{", words),
                 std::string("{{nope}} {{$faker}} {{nope}} {{"));
        QCOMPARE(words.unknown.size(), 2);
        QVERIFY(words.unknown[0].contains("write @nope = ..."_L1)
                && words.unknown[1].contains("made by the other tool"_L1));
        words = {};
        variables.filled("{{\x1b[31m\n}}", words);
        QVERIFY(!words.unknown.join(QString()).contains(u'\x1b') && !words.unknown.join(QString()).contains(u'\n'));
    }

    void circlesAndGrowthEnd()
    {
        formats::FileVariables variables;
        variables.define("@a = {{b}}");
        variables.define("@b = {{a}}");
        formats::FilledWords words;
        QCOMPARE(variables.filled("{{a}}", words), std::string("{{a}}"));
        QVERIFY(words.unknown.join(QString()).contains("contains itself"_L1));
        variables.define("@v0 = " + std::string(1000, 'x'));
        for (int i = 1; i < 19; ++i) { // 256 MiB in the end
            const std::string before = "{{v" + std::to_string(i - 1) + "}}";
            variables.define("@v" + std::to_string(i) + " = " + before + before);
        }
        QVERIFY(variables.filled("{{v18}}", words).size() < 8u << 20);
    }

    // Each value is twice the one before, and the first one is empty: each is made once.
    void doublingIsBounded()
    {
        formats::FileVariables variables;
        QVERIFY(variables.define("@v0 ="));
        for (int i = 1; i < 40; ++i) {
            const std::string before = "{{v" + std::to_string(i - 1) + "}}";
            variables.define("@v" + std::to_string(i) + " = " + before + before);
        }
        formats::FilledWords words;
        QCOMPARE(variables.filled("<{{v39}}>{{v5}}", words), std::string("<>"));
        QVERIFY(words.unknown.isEmpty());
    }

    void chainsAreBounded()
    {
        formats::FileVariables variables;
        for (int i = 0; i < 30'000; ++i)
            variables.define("@a" + std::to_string(i) + " = {{a" + std::to_string(i + 1) + "}}");
        formats::FilledWords words;
        variables.filled("{{a0}}", words);
        QCOMPARE(words.unknown.size(), 1);
        QVERIFY2(words.unknown[0].contains("more than 50 variables stand one in another"_L1),
                 qPrintable(words.unknown[0]));
    }

    // 16 MiB in the sum of all texts, 10 000 names in one.
    void growthIsBoundedInSum()
    {
        formats::FileVariables variables;
        variables.define("@v = " + std::string(1 << 19, 'x'));
        std::size_t sum = 0;
        formats::FilledWords words;
        for (int i = 0; i < 100; ++i)
            sum += variables.filled("{{v}}", words).size();
        QVERIFY(sum < 17u << 20 && words.unknown.size() == 1);
        std::string many;
        for (int i = 0; i < 20'000; ++i)
            many += "{{w}}";
        words = {};
        QCOMPARE(variables.filled(many, words), many);
        QVERIFY(words.unknown.join(QString()).contains("more than 10000 variables in one text"_L1));
    }

    void whereValuesComeFrom_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *text, const char *said) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(said);
        };
        row("{{login.response.body.$.id}}", "it comes from the response to \"login\"");
        row("{{other.response.headers.X}}", "it comes from the response to another request");
        row("{{auth}}", "set by the script at line 7");
        row("{{$processEnv HOME}}", "a variable of the environment: not read");
        row("{{$dotenv X}}", "a variable of the file .env: not read");
        row("{{$prompt a}}", "the other tool asks for it");
        row("{{a + 1}}", "an expression of the other tool's scripts");
        row("{{$datetime nonsense}}", "made by the other tool, in a way that is not known here");
    }
    void whereValuesComeFrom()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        qputenv("HOME", "/secret-home");
        formats::FileVariables variables;
        variables.requestNamed("login");
        variables.explain("auth", u"it is set by the script at line 7, which is not run"_s);
        formats::FilledWords words;
        QCOMPARE(QByteArray::fromStdString(variables.filled(text.toStdString(), words)), text);
        QVERIFY2(words.unknown.size() == 1 && words.unknown[0].contains(said), qPrintable(words.unknown.join(u'\n')));
    }

    void bracesThatAreNoVariables()
    {
        formats::FileVariables variables;
        variables.define("@a = 1");
        formats::FilledWords words;
        QCOMPARE(variables.filled("{{{a}}} {{}} {{ {{a}} {{\n}} {\"x\":{\"y\":{}}}", words),
                 std::string("{1} {{}} {{ 1 {{\n}} {\"x\":{\"y\":{}}}"));
        QVERIFY2(words.unknown.isEmpty(), qPrintable(words.unknown.join(u'\n')));
        variables.define("@b = a b/c");
        QCOMPARE(variables.filled("{{%b}}", words), std::string("a%20b%2Fc"));
    }

    void valuesOfAnEnvironment()
    {
        formats::FileVariables variables(formats::readEnvironment("{\"dev\":{\"host\":\"h\",\"n\":8080}}",
                                                                  "{\"dev\":{\"k\":\"{{host}}-s\"}}", u"dev"_s));
        variables.define("@host = other");
        formats::FilledWords words;
        QCOMPARE(variables.filled("{{host}}:{{n}} {{k}}", words), std::string("h:8080 h-s"));
        QVERIFY(words.unknown.isEmpty()
                && words.taken.join(QString()).contains("{{host}} is that of the environment"_L1));
        formats::FileVariables unchosen(formats::readEnvironment("{\"dev\":{\"host\":\"h\"},\"prod\":{}}", "", {}));
        words = {};
        unchosen.filled("{{host}}", words);
        QVERIFY(words.unknown.join(QString()).contains("or choose an environment: dev, prod"_L1));
    }

    void madeAnew()
    {
        formats::FileVariables variables;
        variables.define("@id = {{$uuid}}");
        formats::FilledWords words;
        const std::string two = variables.filled("{{id}} {{id}}", words);
        QCOMPARE(two.size(), std::size_t(73));
        QCOMPARE(two.substr(0, 36), two.substr(37)); // one value a name
        QVERIFY(words.unknown.isEmpty() && words.taken.size() == 1);
        QVERIFY(words.taken[0].contains("{{$uuid}} was made now: "_L1 + QString::fromStdString(two.substr(0, 36))));
        const std::string apart = variables.filled("{{$uuid}} {{$uuid}}", words);
        QVERIFY(apart.substr(0, 36) != apart.substr(37));
    }
};

INTERIM_SUITE(TestHttpFileVariables)
#include "tst_http_file_variables.moc"
