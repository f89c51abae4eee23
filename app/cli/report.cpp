// SPDX-License-Identifier: GPL-3.0-or-later
// Output of send, replay and demo.
#include "cli/report.h"

#include "cli/curl_run.h"
#include "cli/terminal.h"
#include "cli/timeline_drawing.h"
#include "formats/json/exchange_json.h"
#include "formats/secrets.h"
#include "session/advice_of.h"
#include "session/coding_finding.h"
#include "words/outcomes.h"

using namespace Qt::StringLiterals;

namespace cli {
bool writeReport(std::vector<wire::Event> events, const request::RequestSpec &spec, const OutputOptions &options,
                 const TextStyle &style, const record::Record *record, const ReportSink &sink)
{
    if (!options.showSecrets)
        events = formats::maskSecrets(std::move(events));
    const request::RequestSpec shownSpec = options.showSecrets ? spec : formats::maskSecrets(spec);
    const record::Exchange exchange = record::summarize(events);
    formats::Advice advice = session::adviceFor(exchange, shownSpec);
    if (const auto finding = record ? session::codingFinding(*record, events, exchange) : std::nullopt)
        advice.findings.append(*finding);
    QJsonObject beside;
    if (options.import)
        beside.insert(u"import"_s, importToJson(*options.import));
    if (options.drawing == Drawing::Json) {
        formats::JsonWriter writer(sink);
        formats::writeExchange({shownSpec, exchange, events, advice}, writer, beside);
        return writer.finish() && sink("\n");
    }
    return sink(timelineText({shownSpec, exchange, advice}, style).toUtf8());
}

QByteArray reportText(const std::vector<wire::Event> &events, const request::RequestSpec &spec,
                      const OutputOptions &options, const TextStyle &style, const record::Record *record)
{
    QByteArray text;
    writeReport(events, spec, options, style, record, [&text](const QByteArray &piece) {
        text += piece;
        return true;
    });
    return text;
}

int exitStatusOf(const record::Exchange &exchange, bool failOnStatus)
{
    if (exchange.outcome != record::Outcome::FinalStatus)
        return Failed;
    const record::ResponseSeen *final = nullptr;
    for (const record::Attempt &attempt : exchange.attempts) {
        if (attempt.final && attempt.reason != record::Reason::FollowUp)
            final = &*attempt.final;
    }
    return failOnStatus && final && final->status >= 400 ? StatusFailed : Done;
}

QString failureLine(const record::Exchange &exchange)
{
    if (exchange.outcome == record::Outcome::FinalStatus)
        return {};
    if (!exchange.error.empty())
        return QString::fromStdString(formats::maskedLine(exchange.error));
    return u"the exchange ended without a final status (%1)"_s.arg(words::outcomeText(exchange.outcome));
}

} // namespace cli
