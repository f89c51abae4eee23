// SPDX-License-Identifier: GPL-3.0-or-later
// Every scenario of resources/ in an in-memory pair under a virtual clock: what the client sees, cut in any
// way, and that both seats replay.
#include "lab/host.h"

#include "lab/pair.h"
#include "support/scenario_files.h"

#include <QtTest/QTest>

using support::Pair;
using support::PairOptions;
using support::story;

class TestHost : public QObject {
    Q_OBJECT
private slots:
    void scenarios_data();
    void scenarios();
};

void TestHost::scenarios_data()
{
    QTest::addColumn<PairOptions>("options");
    QTest::addColumn<std::string>("expected");
    const auto add = [](const char *name, const char *target, const char *expected, auto change) {
        PairOptions options;
        options.target = target;
        change(options);
        QTest::newRow(name) << options << std::string(expected);
    };
    const auto plain = [](PairOptions &) {};
    for (const auto &s : support::allScenarios()->scenarios())
        add(s->name.c_str(), ("/" + s->name).c_str(), "?", plain);
}

void TestHost::scenarios()
{
    QFETCH(PairOptions, options);
    QFETCH(std::string, expected);
    Pair pair(support::allScenarios(), options);
    pair.run();
    fprintf(stderr, "%s | %s | server:", QTest::currentDataTag(), story(pair.clientEvents()).substr(0,300).c_str());
    for (auto &f : pair.finished) fprintf(stderr, " [%s]", story(record::replay(f.record)).substr(0,300).c_str());
    fprintf(stderr, "\n");
}


QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
