// SPDX-License-Identifier: GPL-3.0-or-later
// The verdicts and findings over real runs: every scenario of the lab, played in memory under a virtual clock.
#include "guidance/evaluate.h"
#include "lab/pair.h"
#include "record/exchange.h"
#include "support/scenario_files.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The request as the pair sends it.
request::RequestSpec specOf(const support::PairOptions &options)
{
    request::RequestSpec spec;
    spec.method = options.method;
    spec.url = "http://127.0.0.1" + options.target;
    spec.body.kind = options.bodySize ? request::BodyKind::Generated : request::BodyKind::None;
    spec.body.size = options.bodySize;
    spec.expect.rule = request::ExpectRule::Always;
    return spec;
}

/// The pair leaves the attempt open; the engine would close it with an outcome.
std::vector<wire::Event> ended(std::vector<wire::Event> events, const char *outcome)
{
    wire::Event end;
    end.seq = events.size();
    end.at = events.back().at;
    end.kind = wire::Kind::Attempt;
    end.phase = wire::Phase::End;
    end.name = outcome;
    events.push_back(end);
    return events;
}

} // namespace

class TestScenarios : public QObject {
    Q_OBJECT
private slots:
    void verdicts_data();
    void verdicts();
};

void TestScenarios::verdicts_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("findings");
    const auto row = [](const char *target, int size, const char *verdict, const char *findings,
                        const char *outcome = "final-status") {
        QTest::newRow(target) << QByteArray(target) << size << QByteArray(outcome) << QString::fromLatin1(verdict)
                              << QString::fromLatin1(findings);
    };
    row("/continue", 5000, "continued", "");
    row("/continue?delay=250ms", 5000, "continued", "wait-cost");
    row("/continue-late", 5000, "continue-behind-content", "continue-after-content");
    row("/silent", 5000, "no-100-in-time", "stall");
    row("/refuse-417", 5000, "417", "plain-417");
    row("/refuse-417?connection=keep-alive", 5000, "417", "early-final-says-keep-alive plain-417");
    row("/reject-413", 2000000, "413-before-content", "");
    row("/require-428", 5000, "428", "");
    row("/bad-request-400", 5000, "400", "");
    row("/unauthorized-401", 5000, "401", "");
    row("/redirect-307", 5000, "redirection", "");
    row("/legacy-http10", 5000, "no-100-in-time", "stall-old-hop");
    row("/legacy-417", 5000, "417", "plain-417");
    row("/double-100", 5000, "continued", "second-continue");
    row("/100-without-reason", 5000, "continued", "no-space-after-status");
    row("/100-with-length", 5000, "continued", "content-after-interim length-in-interim");
    row("/continue-then-4xx", 5000, "continued-then-refused", "invited-then-refused");
    row("/early-hints", 5000, "continued", "other-interim");
    row("/processing-102", 5000, "continued", "");
    row("/resumable-104", 5000, "no-100-in-time", "resumption-offered stall");
    row("/late-100-after-final", 5000, "continued", "interim-after-final");
    row("/reset-mid-body", 2000000, "reset-mid-content", "hidden-answer", "closed-early");
    row("/garbage", 5000, "other-protocol", "not-http upload-held", "protocol-error");
    row("/status/503", 5000, "refused-instead", "");
}

void TestScenarios::verdicts()
{
    QFETCH(QByteArray, target);
    QFETCH(int, size);
    QFETCH(QByteArray, outcome);
    support::PairOptions options;
    options.target = target.toStdString();
    options.bodySize = static_cast<std::uint64_t>(size);
    support::Pair pair(support::allScenarios(), options);
    pair.run();
    const auto events = ended(pair.clientEvents(), outcome.constData());
    const auto evaluation = guidance::evaluate(record::summarize(events), specOf(options), {});
    QStringList found;
    for (const auto &finding : evaluation.findings) {
        found.append(finding.rule);
        QVERIFY2(!finding.events.isEmpty(), qPrintable(finding.rule));
        QVERIFY(!finding.reference.isEmpty());
    }
    found.sort();
    QTEST(evaluation.verdict.rule, "verdict");
    QTEST(found.join(' '_L1), "findings");
    for (const auto &sentence : evaluation.verdict.sentences)
        QVERIFY2(!sentence.text.contains('?'_L1), qPrintable(sentence.text));
    // The server's seat saw the same request.
    QVERIFY(!pair.finished.empty());
    const auto seen = record::replay(pair.finished.front().record);
    const auto serverSide = guidance::evaluate(record::summarize(seen), {}, {});
    QVERIFY2(serverSide.verdict.rule.isEmpty() || serverSide.verdict.rule.startsWith("seen-"_L1),
             qPrintable(serverSide.verdict.rule));
}

INTERIM_SUITE(TestScenarios)
#include "tst_scenarios.moc"
