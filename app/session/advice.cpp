// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/advice.h"

#include "guidance/evaluate.h"

namespace session {

formats::Advice adviceFor(const record::Exchange &exchange, const std::vector<wire::Event> &events,
                          const wire::RequestSpec &spec)
{
    const guidance::Evaluation evaluation = guidance::evaluate(exchange, events, spec);
    formats::Advice advice{evaluation.verdict.topic, evaluation.verdict.headline, {}, {}};
    for (const guidance::Sentence &sentence : evaluation.verdict.sentences)
        advice.sentences.append(sentence.text);
    for (const guidance::Finding &finding : evaluation.findings)
        advice.findings.append({finding.rule, finding.severity, finding.title, finding.text, finding.reference,
                                finding.events});
    return advice;
}

} // namespace session
