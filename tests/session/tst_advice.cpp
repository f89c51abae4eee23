// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/advice.h"

#include "guidance/evaluate.h"
#include "support/exchange_sample.h"

#include <QTest>

#include <algorithm>

class TestAdvice : public QObject {
    Q_OBJECT
private slots:
    void sentencesAndFindings()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        const auto advice = session::adviceFor(record::summarize(wire::Role::Client, events), events, spec);
        QCOMPARE(advice.topic, QStringLiteral("417"));
        QVERIFY(!advice.headline.isEmpty());
        QVERIFY(!advice.sentences.isEmpty());
        for (const auto &finding : advice.findings)
            QVERIFY(!finding.rule.isEmpty() && !finding.title.isEmpty());
        const auto said = guidance::evaluate(record::summarize(wire::Role::Client, events), events, spec);
        QCOMPARE(advice.rule, said.verdict.rule);
        QVERIFY(!advice.actions.isEmpty());
        QVERIFY(advice.references.contains(QStringLiteral("RFC 9110 §10.1.1")));
        QVERIFY(std::ranges::any_of(advice.sentences, [](const auto &one) { return !one.events.isEmpty(); }));
    }

    /// Nothing of an evaluation is lost on the way, and each word stays itself.
    void carriesEverything()
    {
        using guidance::Confidence;
        const QList<std::pair<Confidence, formats::Confidence>> words{{Confidence::Certain, formats::Confidence::Certain},
                                                                      {Confidence::Likely, formats::Confidence::Likely},
                                                                      {Confidence::Open, formats::Confidence::Open}};
        for (const auto &[from, to] : words) {
            guidance::Evaluation evaluation;
            guidance::Verdict &verdict = evaluation.verdict;
            verdict.rule = QStringLiteral("rule");
            verdict.topic = QStringLiteral("417");
            verdict.confidence = from;
            verdict.headline = QStringLiteral("headline");
            verdict.sentences = {{QStringLiteral("a"), {1, 2}}, {QStringLiteral("b"), {}}};
            verdict.actions = {{QStringLiteral("key"), QStringLiteral("words")}};
            verdict.whoDoesThis = QStringLiteral("who");
            verdict.whyClient = QStringLiteral("why");
            verdict.references = {QStringLiteral("RFC 1"), QStringLiteral("RFC 2")};
            evaluation.findings = {{QStringLiteral("f"), wire::Severity::Warning, from, QStringLiteral("title"),
                                    QStringLiteral("text"), QStringLiteral("RFC 1; RFC 2"), {7}},
                                   {QStringLiteral("g"), wire::Severity::Info, Confidence::Certain, {}, {}, {}, {}}};
            const formats::Advice advice = session::adviceOf(evaluation);
            QCOMPARE(advice.rule, verdict.rule);
            QCOMPARE(advice.topic, verdict.topic);
            QVERIFY(advice.confidence == to);
            QCOMPARE(advice.headline, verdict.headline);
            QCOMPARE(advice.sentences.size(), 2);
            QCOMPARE(advice.sentences[0].text, QStringLiteral("a"));
            QCOMPARE(advice.sentences[0].events, (QVector<quint64>{1, 2}));
            QCOMPARE(advice.actions.value(0).key, QStringLiteral("key"));
            QCOMPARE(advice.actions.value(0).words, QStringLiteral("words"));
            QCOMPARE(advice.who, verdict.whoDoesThis);
            QCOMPARE(advice.why, verdict.whyClient);
            QCOMPARE(advice.references, verdict.references);
            QCOMPARE(advice.findings.size(), 2);
            const formats::FindingEntry &finding = advice.findings[0];
            QVERIFY(finding.confidence == to && advice.findings[1].confidence == formats::Confidence::Certain);
            QVERIFY(finding.severity == wire::Severity::Warning);
            QCOMPARE(finding.text, QStringLiteral("text"));
            QCOMPARE(finding.reference, QStringLiteral("RFC 1; RFC 2"));
            QCOMPARE(finding.references, verdict.references);
            QCOMPARE(finding.events, QVector<quint64>{7});
            QVERIFY(advice.findings[1].references.isEmpty());
        }
    }
};

INTERIM_SUITE(TestAdvice)
#include "tst_advice.moc"
