// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/advice_of.h"

#include "guidance/evaluate.h"

using namespace Qt::StringLiterals;

namespace session {
namespace {

formats::Confidence confidenceOf(guidance::Confidence confidence)
{
    switch (confidence) {
    case guidance::Confidence::Likely: return formats::Confidence::Likely;
    case guidance::Confidence::Open: return formats::Confidence::Open;
    case guidance::Confidence::Certain: break;
    }
    return formats::Confidence::Certain;
}

formats::FindingEntry findingOf(const guidance::Finding &finding)
{
    return {finding.rule,
            finding.severity,
            confidenceOf(finding.confidence),
            finding.title,
            finding.text,
            finding.reference,
            finding.reference.split(u"; "_s, Qt::SkipEmptyParts),
            finding.events};
}

} // namespace

formats::Advice adviceOf(const guidance::Evaluation &evaluation)
{
    const guidance::Verdict &verdict = evaluation.verdict;
    formats::Advice advice;
    advice.rule = verdict.rule;
    advice.topic = verdict.topic;
    advice.confidence = confidenceOf(verdict.confidence);
    advice.headline = verdict.headline;
    for (const guidance::Sentence &sentence : verdict.sentences)
        advice.sentences.append({sentence.text, sentence.events});
    for (const guidance::ActionHint &action : verdict.actions)
        advice.actions.append({action.key, action.words});
    advice.who = verdict.whoDoesThis;
    advice.why = verdict.whyClient;
    advice.references = verdict.references;
    for (const guidance::Finding &finding : evaluation.findings)
        advice.findings.append(findingOf(finding));
    return advice;
}

formats::Advice adviceFor(const record::Exchange &exchange, const request::RequestSpec &spec)
{
    return adviceOf(guidance::evaluate(exchange, spec));
}

} // namespace session
