// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/parameters.h"

#include <QTest>

using namespace lab;

namespace {

std::vector<Param> declared()
{
    return {{"delay", ParamKind::Duration, {}, "10ms", "a delay"},
            {"limit", ParamKind::Size, {}, "1M", "a limit"},
            {"count", ParamKind::Count, {}, "2", "a count"},
            {"code", ParamKind::Status, {}, "200", "a status"},
            {"to", ParamKind::Text, {}, "/", "a text"},
            {"mode", ParamKind::Choice, {"on", "off"}, "on", "a choice"}};
}

std::string setBy(const char *target, const char *name)
{
    const auto values = valuesFor(declared(), readTarget(target));
    if (const auto *error = std::get_if<ParamError>(&values))
        return "error: " + error->text;
    return std::string(valueIn(std::get<Values>(values), name));
}

} // namespace

class TestParameters : public QObject {
    Q_OBJECT
private slots:
    void targets()
    {
        const Target target = readTarget("http://lab:80/a%2fb//c?x=1&y=%41+b&flag&=z#frag");
        QCOMPARE(target.segments, (std::vector<std::string>{"a/b", "c"}));
        QCOMPARE(target.query, (Values{{"x", "1"}, {"y", "A b"}, {"flag", ""}, {"", "z"}}));
        QVERIFY(readTarget("/").segments.empty());
        QVERIFY(readTarget("http://lab").segments.empty());
        QCOMPARE(readTarget("/%zz%4").segments, (std::vector<std::string>{"%zz%4"}));
    }

    void values()
    {
        QCOMPARE(setBy("/s", "delay"), std::string("10ms"));
        QCOMPARE(setBy("/s?delay=2s", "delay"), std::string("2s"));
        QCOMPARE(setBy("/s/3s", "delay"), std::string("3s"));
        QCOMPARE(setBy("/s?count=forever", "count"), std::string("forever"));
        QCOMPARE(setBy("/s?mode=off&mode=on", "mode"), std::string("on"));
    }

    void wrongValues_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("duration") << QByteArray("/s?delay=soon") << QByteArray("parameter delay wants a duration");
        QTest::newRow("negative") << QByteArray("/s?delay=-1s") << QByteArray("delay wants");
        QTest::newRow("size") << QByteArray("/s?limit=big") << QByteArray("limit wants a size");
        QTest::newRow("count") << QByteArray("/s?count=x") << QByteArray("count wants");
        QTest::newRow("interim") << QByteArray("/s?code=100") << QByteArray("from 200 to 999");
        QTest::newRow("four digits") << QByteArray("/s?code=2000") << QByteArray("from 200 to 999");
        QTest::newRow("line end") << QByteArray("/s?to=%0d%0aSet-Cookie:x") << QByteArray("printable");
        QTest::newRow("choice") << QByteArray("/s?mode=maybe") << QByteArray("on or off");
        QTest::newRow("unknown") << QByteArray("/s?what=1") << QByteArray("it has delay, limit");
    }

    void wrongValues()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, part);
        const std::string line = setBy(target.constData(), "delay");
        QVERIFY2(line.starts_with("error: "), line.c_str());
        QVERIFY2(line.find(part.toStdString()) != std::string::npos, line.c_str());
        QCOMPARE(line.find_first_of("\r\n"), std::string::npos);
    }

    void expansion()
    {
        const Values values{{"a", "1"}, {"ab", "2"}};
        QCOMPARE(expanded("$a $ab $$a $unknown $ 5$", values), std::string("1 2 $a $unknown $ 5$"));
        QCOMPARE(namesIn("$a $$b $c1."), (std::vector<std::string>{"a", "c1"}));
        QCOMPARE(countOf("forever"), std::optional(endless));
        QVERIFY(!statusOf("99") && !statusOf("0200") && statusOf("417") == 417);
    }
};

INTERIM_SUITE(TestParameters)
#include "tst_parameters.moc"
