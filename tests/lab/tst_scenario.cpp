// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenario.h"

#include "support/scenario_files.h"

#include <QTest>

#include <map>
#include <set>

using namespace Qt::StringLiterals;

using namespace lab;

namespace {

std::string complaint(const QByteArray &text)
{
    const auto read = readScenario("dir/x.scenario", text.toStdString());
    const auto *error = std::get_if<ScenarioError>(&read);
    return error ? error->text : std::string();
}

} // namespace

class TestScenario : public QObject {
    Q_OBJECT
private slots:
    void reads()
    {
        const auto read =
            readScenario("a/b/my-name.scenario",
                         "# note\r\ntitle T t\r\nabout A a.\r\ngroup delays\r\nshow PUT 4k 250ms\r\n"
                         "param delay duration 5ms how long\r\nparam m on|off off\r\n\r\nwait $delay\r\nhang");
        QVERIFY(std::holds_alternative<Scenario>(read));
        const auto &scenario = std::get<Scenario>(read);
        QCOMPARE(scenario.name, std::string("my-name"));
        QCOMPARE(scenario.title, std::string("T t"));
        QCOMPARE(scenario.group, Group::Delays);
        QCOMPARE(scenario.method, std::string("PUT"));
        QCOMPARE(scenario.bodySize, 4096u);
        QCOMPARE(scenario.watchNs, 250'000'000);
        QCOMPARE(scenario.params.size(), 2u);
        QCOMPARE(scenario.params[0].about, std::string("how long"));
        QCOMPARE(scenario.params[1].choices, (std::vector<std::string>{"on", "off"}));
        QCOMPARE(scenario.steps.size(), 2u);
        QCOMPARE(scenario.steps[1].line, 10);
    }

    void complains_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char *name, const char *text, const char *line) {
            QTest::newRow(name) << QByteArray(text) << QByteArray("dir/x.scenario:") + line;
        };
        row("empty", "", "0: the file has no title line");
        row("no about", "title t\nhang\n", "2: the file has no about line");
        row("no group", "title t\nabout a\nhang\n",
            "3: the file has no group line; it stands before the steps: basics, delays, refusals or broken");
        row("unknown group", "title t\ngroup Delays\n", "2: the group is basics, delays, refusals or broken");
        row("two groups", "group delays basics\n", "1: the group is basics, delays, refusals or broken");
        row("second group", "group delays\ngroup delays\n", "2: a second group line; keep one");
        row("bare group", "group\n", "1: group wants words");
        row("late group", "title t\nabout a\nhang\ngroup delays\n", "4: group stands before the first step");
        row("no steps", "title t\nabout a\ngroup basics\n", "3: the scenario has no step");
        row("second title", "title t\ntitle u\n", "2: a second title line; keep one");
        row("bare title", "title\n", "1: title wants words");
        row("late head", "title t\nhang\nabout a\n", "3: about stands before the first step");
        row("bad show", "show P(T\n", "1: show wants a method");
        row("bad size", "show PUT lots\n", "1: the size should be such as");
        row("bad watch", "show PUT 4k long\n", "1: how long to watch the connection");
        row("bad name", "param De-lay duration 1s\n", "1: a parameter's name is of small letters");
        row("reserved", "param n count 1\n", "1: a parameter's name is of small letters");
        row("twice", "param a count 1\nparam a count 1\n", "2: a second parameter a");
        row("no default", "param a count\n", "1: param wants a name, a kind, a default");
        row("bad kind", "param a number 1\n", "1: the kind is duration");
        row("bad default", "param a duration x\n", "1: parameter a wants a duration");
    }

    void complains()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, line);
        const std::string got = complaint(text);
        QVERIFY2(got.starts_with(line.toStdString()), got.c_str());
        QCOMPARE(got.find('\n'), std::string::npos);
    }

    void everyGroupHasItsScenarios()
    {
        std::map<Group, int> counts;
        const auto library = support::allScenarios();
        for (const auto &scenario : library->scenarios())
            ++counts[scenario->group];
        for (const GroupWords &group : groupWords()) {
            QVERIFY2(counts[group.group] > 2, group.name.data());
            QVERIFY(group.about.ends_with('.'));
        }
        QCOMPARE(counts.size(), groupWords().size());
    }

    void saysItsStatuses()
    {
        const auto of = [](const char *steps) {
            const auto read = readScenario(
                "x.scenario", std::string("title t\nabout a\ngroup basics\nparam code status 503 x\n") + steps);
            return statusesOf(std::get<Scenario>(read));
        };
        QCOMPARE(of("hang\n"), std::set<int>());
        QCOMPARE(of("interim 103\ncontinue\nif content\n  final $code\nelse\n  final 200\nend\n"),
                 (std::set<int>{100, 103, 200, 503}));
        QCOMPARE(of("bytes \"HTTP/1.1 102\\r\\n\\r\\n\"\nbytes \"HTTP/1.1 1\"\nbytes \"a 200 b\"\n"),
                 std::set<int>{102});
    }

    /// The names that people's links and scripts hold: none may go or be renamed.
    void shipped()
    {
        const auto library = support::allScenarios();
        QStringList names;
        for (const auto &scenario : library->scenarios()) {
            names << QString::fromStdString(scenario->name);
            QVERIFY2(scenario->about.ends_with('.'), scenario->name.c_str());
            for (const Param &param : scenario->params)
                QVERIFY2(!param.about.empty(), scenario->name.c_str());
        }
        const auto promised =
            u"continue continue-late silent refuse-417 reject-413 require-428 bad-request-400 unauthorized-401 "
            "redirect-307 "
            "legacy-http10 legacy-417 double-100 100-without-reason 100-with-length continue-then-4xx early-hints "
            "processing-102 resumable-104 late-100-after-final final-then-close reset-mid-body drip hang garbage "
            "endless-headers endless-1xx"_s.split(u' ');
        for (const QString &name : promised)
            QVERIFY2(names.contains(name), qPrintable(name));
    }
};

INTERIM_SUITE(TestScenario)
#include "tst_scenario.moc"
