// SPDX-License-Identifier: GPL-3.0-or-later
// Applies the rules: the verdict, every finding that holds, one finding a kind of anomaly.
#include "guidance/evaluate.h"

#include "guidance/judge.h"
#include "guidance/text_template.h"
#include "record/exchange.h"
#include "rules/evidence.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

/// What every rule is applied to.
struct Case {
    const Library &library;
    const record::Exchange &exchange;
    const rules::View &view;
    const QLocale &locale;

    QString say(const QString &text) const { return fill(text, view, locale); }
    QString say(const QVector<TextRule> &texts) const
    {
        QStringList parts;
        for (const TextRule &text : texts) {
            if (text.when.holds(view))
                parts.append(say(text.text));
        }
        return parts.join(' '_L1);
    }
    Sentence state(const TextRule &rule) const
    {
        Sentence sentence;
        sentence.text = fill(rule.text, view, locale, &sentence.values);
        sentence.events = prove(rule.evidence);
        return sentence;
    }
    QVector<quint64> prove(const QStringList &selectors) const { return rules::selectEvents(selectors, exchange); }
};

void addSentences(const Case &at, const QVector<TextRule> &rules, QVector<Sentence> &out)
{
    for (const TextRule &sentence : rules) {
        if (sentence.when.holds(at.view))
            out.append(at.state(sentence));
    }
}

Verdict verdictOf(const Case &at)
{
    const VerdictRule *rule = judge(at.library, at.view);
    if (!rule)
        return {};
    Verdict out;
    out.rule = rule->id;
    out.topic = at.say(rule->topic);
    out.severity = rule->severity;
    out.confidence = confidenceOf(rule->confidence, at.view);
    out.headline = at.say(rule->headline);
    addSentences(at, rule->sentences, out.sentences);
    addSentences(at, at.library.also(), out.sentences);
    for (const ActionRule &action : rule->actions) {
        if (action.when.holds(at.view))
            out.actions.append({action.key, at.library.actionWords(action.key)});
    }
    out.whoDoesThis = at.say(rule->who);
    const auto &why = at.library.why();
    const auto reason = std::find_if(why.begin(), why.end(),
                                     [&at](const TextRule &candidate) { return candidate.when.holds(at.view); });
    out.whyClient = reason == why.end() ? QString() : at.say(reason->text);
    for (const QString &reference : rule->references)
        out.references.append(at.library.shownReference(reference, out.topic.toInt()));
    out.sideBySide = at.library.sideBySide(rule->sideBySide, out.topic);
    out.corrections = at.library.correctionsFor(out.topic);
    return out;
}

void addFindings(const Case &at, QVector<Finding> &out)
{
    for (const FindingRule &rule : at.library.findings()) {
        if (!rule.when.holds(at.view))
            continue;
        QStringList references;
        for (const QString &reference : rule.references)
            references.append(at.library.shownReference(reference));
        out.append({rule.id, rule.severity, confidenceOf(rule.confidence, at.view), at.say(rule.title),
                    at.say(rule.text), references.join(u"; "_s), at.prove(rule.evidence)});
    }
}

void addAnomalies(const Case &at, QVector<Finding> &out)
{
    for (const wire::AnomalyInfo &info : wire::allAnomalies()) {
        const QString key = QString::fromUtf8(info.key.data(), static_cast<qsizetype>(info.key.size()));
        const AnomalyText *text = at.library.anomaly(key);
        if (!text || !at.view.has(u"anomaly."_s + key) || !text->when.holds(at.view))
            continue;
        const QString reference =
            QString::fromUtf8(info.reference.data(), static_cast<qsizetype>(info.reference.size()));
        out.append({key, text->severity.value_or(info.severity), confidenceOf(text->confidence, at.view),
                    at.say(text->title), at.say(text->text), at.library.shownReference(reference),
                    at.prove({u"anomaly:"_s + key})});
    }
}

} // namespace

Evaluation evaluate(const Library &library, const record::Exchange &exchange, const request::RequestSpec &spec,
                    const EvaluateOptions &options)
{
    const rules::View view = rules::buildView(exchange, spec, {options.nowNs, &library});
    const Case at{library, exchange, view, options.locale};
    Evaluation out;
    out.verdict = verdictOf(at);
    addAnomalies(at, out.findings);
    addFindings(at, out.findings);
    std::stable_sort(out.findings.begin(), out.findings.end(), [](const Finding &a, const Finding &b) {
        if (a.severity != b.severity)
            return a.severity > b.severity;
        return (a.events.isEmpty() ? 0 : a.events.front()) < (b.events.isEmpty() ? 0 : b.events.front());
    });
    return out;
}

Evaluation evaluate(const record::Exchange &exchange, const request::RequestSpec &spec, const EvaluateOptions &options)
{
    return evaluate(Library::builtin(), exchange, spec, options);
}

} // namespace guidance
