// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenario_library.h"

#include "support/scenario_files.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace lab;

namespace {

Play play(const Library &library, const char *target)
{
    wire::Head head;
    head.method = "GET";
    head.target = target;
    return library.choose(head);
}

const Step &answer(const Play &play)
{
    return play.scenario->steps.back();
}

} // namespace

class TestLibrary : public QObject {
    Q_OBJECT
private slots:
    void choosesByFirstSegment()
    {
        const auto library = support::allScenarios();
        QCOMPARE(play(*library, "/silent").scenario->name, std::string("silent"));
        QCOMPARE(play(*library, "/silent?status=204").scenario->name, std::string("silent"));
        QCOMPARE(play(*library, "http://x/status/503").scenario->name, std::string("status"));
        QCOMPARE(valueIn(play(*library, "/status/503").values, "code"), std::string_view("503"));
    }

    void pagesOfItsOwn()
    {
        const auto library = support::allScenarios();
        const Play unknown = play(*library, "/no-such-$thing");
        QCOMPARE(answer(unknown).argument, std::string("404"));
        QVERIFY(answer(unknown).content.find("/refuse-417\n") != std::string::npos);
        QCOMPARE(unknown.scenario->name, std::string());
        QCOMPARE(answer(play(*library, "/continue?delay=x")).argument, std::string("400"));
        QVERIFY(answer(play(*library, "/continue?delay=x")).content.find("parameter delay wants") != std::string::npos);
        QCOMPARE(answer(play(*library, "")).argument, std::string("400"));
        const Play list = play(*library, "/?anything");
        QCOMPARE(answer(list).argument, std::string("200"));
        for (const auto &scenario : library->scenarios())
            QVERIFY(answer(list).content.find("href=\"/" + scenario->name + "\"") != std::string::npos);
    }

    void listIsEscaped()
    {
        const auto library = support::libraryOf("a\"<b>.scenario", "title <script>&\nabout 'x'\ngroup basics\nhang\n");
        const std::string html = answer(play(*library, "/")).content;
        QCOMPARE(html.find("<script>"), std::string::npos);
        QCOMPARE(html.find("a\"<b>"), std::string::npos);
        QVERIFY(html.find("&lt;script&gt;&amp;") != std::string::npos);
        QVERIFY(html.find("&#39;x&#39;") != std::string::npos);
    }

    /// In the order of the groups, each once, and none that is empty.
    void listHasGroups()
    {
        Library library;
        const auto add = [&](const char *name, const char *group) {
            const std::string text = std::string("title t\nabout a\ngroup ") + group + "\nhang\n";
            QCOMPARE(library.add(std::string(name) + ".scenario", text), std::string());
        };
        add("one", "refusals");
        add("two", "basics");
        add("three", "refusals");
        const std::string html = answer(play(library, "/")).content;
        std::vector<std::size_t> at;
        for (const char *part : {"<h2>Basics</h2>", "\"/two\"", "</dl>", "<h2>Refusals</h2>", "\"/one\"", "\"/three\""})
            at.push_back(html.find(part));
        QVERIFY2(std::ranges::is_sorted(at) && at.back() != html.npos, html.c_str());
        QCOMPARE(html.find("Delays"), html.npos);
        QCOMPARE(html.find("<h2>Refusals</h2>", at[3] + 1), html.npos);
    }

    void refusesTwins()
    {
        const char *good = "title t\nabout a\ngroup basics\nhang\n";
        Library library;
        QCOMPARE(library.add("a.scenario", good), std::string());
        QVERIFY(library.add("b/a.scenario", good).starts_with("b/a.scenario:1: a second scenario a"));
        QVERIFY(library.add("c.scenario", "what\n").starts_with("c.scenario:1: "));
        QCOMPARE(library.scenarios().size(), 1u);
    }
};

INTERIM_SUITE(TestLibrary)
#include "tst_scenario_library.moc"
