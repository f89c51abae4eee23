// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/advice_of.h"

#include "guidance/evaluate.h"
#include "support/exchange_sample.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

class TestAdvice : public QObject {
    Q_OBJECT
private slots:
    void sentencesAndFindings()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        const auto advice = session::adviceFor(record::summarize(events), spec);
        QCOMPARE(advice.topic, u"417"_s);
        QVERIFY(!advice.headline.isEmpty());
        QVERIFY(!advice.sentences.isEmpty());
        for (const auto &finding : advice.findings)
            QVERIFY(!finding.rule.isEmpty() && !finding.title.isEmpty());
        const auto said = guidance::evaluate(record::summarize(events), spec);
        QCOMPARE(advice.rule, said.verdict.rule);
        QVERIFY(!advice.actions.isEmpty());
        QVERIFY(advice.references.contains(u"RFC 9110 §10.1.1"_s));
        QVERIFY(std::ranges::any_of(advice.sentences, [](const auto &one) { return !one.events.isEmpty(); }));
    }

    /// Nothing of an evaluation is lost on the way, and each word stays itself.
    void carriesEverything()
    {
        using guidance::Confidence;
        const QList<std::pair<Confidence, formats::Confidence>> words{
            {Confidence::Certain, formats::Confidence::Certain},
            {Confidence::Likely, formats::Confidence::Likely},
            {Confidence::Open, formats::Confidence::Open}};
        for (const auto &[from, to] : words) {
            guidance::Evaluation evaluation;
            guidance::Verdict &verdict = evaluation.verdict;
            verdict.rule = u"rule"_s;
            verdict.topic = u"417"_s;
            verdict.confidence = from;
            verdict.headline = u"headline"_s;
            verdict.sentences = {{u"a"_s, {1, 2}}, {u"b"_s, {}}};
            verdict.actions = {{u"key"_s, u"words"_s}};
            verdict.whoDoesThis = u"who"_s;
            verdict.whyClient = u"why"_s;
            verdict.references = {u"RFC 1"_s, u"RFC 2"_s};
            evaluation.findings = {
                {u"f"_s, wire::Severity::Warning, from, u"title"_s, u"text"_s, u"RFC 1; RFC 2"_s, {7}},
                {u"g"_s, wire::Severity::Info, Confidence::Certain, {}, {}, {}, {}}};
            const formats::Advice advice = session::adviceOf(evaluation);
            QCOMPARE(advice.rule, verdict.rule);
            QCOMPARE(advice.topic, verdict.topic);
            QVERIFY(advice.confidence == to);
            QCOMPARE(advice.headline, verdict.headline);
            QCOMPARE(advice.sentences.size(), 2);
            QCOMPARE(advice.sentences[0].text, u"a"_s);
            QCOMPARE(advice.sentences[0].events, (QVector<quint64>{1, 2}));
            QCOMPARE(advice.actions.value(0).key, u"key"_s);
            QCOMPARE(advice.actions.value(0).words, u"words"_s);
            QCOMPARE(advice.who, verdict.whoDoesThis);
            QCOMPARE(advice.why, verdict.whyClient);
            QCOMPARE(advice.references, verdict.references);
            QCOMPARE(advice.findings.size(), 2);
            const formats::FindingEntry &finding = advice.findings[0];
            QVERIFY(finding.confidence == to && advice.findings[1].confidence == formats::Confidence::Certain);
            QVERIFY(finding.severity == wire::Severity::Warning);
            QCOMPARE(finding.text, u"text"_s);
            QCOMPARE(finding.reference, u"RFC 1; RFC 2"_s);
            QCOMPARE(finding.references, verdict.references);
            QCOMPARE(finding.events, QVector<quint64>{7});
            QVERIFY(advice.findings[1].references.isEmpty());
        }
    }
};

INTERIM_SUITE(TestAdvice)
#include "tst_advice_of.moc"
