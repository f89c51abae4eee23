// SPDX-License-Identifier: GPL-3.0-or-later
// Output of send, replay and demo.
#include "cli/report.h"

#include "cli/curl_run.h"
#include "cli/terminal.h"
#include "cli/timeline_text.h"
#include "formats/event_json.h"
#include "formats/exchange_json.h"
#include "formats/json_text.h"
#include "formats/secrets.h"
#include "session/advice.h"
#include "session/coding_finding.h"

#include <QJsonDocument>

namespace cli {
namespace {

/// Events become text one by one: the tree of all of them takes many times their size.
QByteArray documentText(const formats::ExchangeParts &parts, const OutputOptions &options)
{
    static const QByteArray place = "\n    \"events\": [\n";
    QJsonObject object = formats::exchangeToJson({parts.spec, parts.exchange, {}, parts.advice});
    if (options.import)
        object[QLatin1String("import")] = importToJson(*options.import);
    const QByteArray frame = QJsonDocument(object).toJson();
    const qsizetype at = frame.indexOf(place) + place.size();
    QByteArray out = frame.left(at);
    for (const wire::Event &event : parts.events) {
        QByteArray one = QJsonDocument(formats::eventToJson(event, parts.exchange.role)).toJson().chopped(1);
        one.replace("\n", "\n        ");
        out += (out.size() == at ? "        " : ",\n        ") + one;
    }
    if (!parts.events.empty())
        out += '\n';
    return formats::shownJson(out + frame.sliced(at));
}

} // namespace

QByteArray reportText(wire::Role role, const std::vector<wire::Event> &events, const wire::RequestSpec &spec,
                      const OutputOptions &options, const TextStyle &style, const record::Record *record)
{
    const std::vector<wire::Event> shown = options.showSecrets ? events : formats::maskSecrets(events);
    const wire::RequestSpec shownSpec = options.showSecrets ? spec : formats::maskSecrets(spec);
    const record::Exchange exchange = record::summarize(role, shown);
    formats::Advice advice = session::adviceFor(exchange, shown, shownSpec);
    if (const auto finding = record ? session::codingFinding(*record, events, exchange) : std::nullopt)
        advice.findings.append(*finding);
    if (options.drawing == Drawing::Json)
        return documentText({shownSpec, exchange, shown, advice}, options);
    return timelineText({shownSpec, exchange, shown, advice}, style).toUtf8();
}

int exitStatusOf(const record::Exchange &exchange, bool failOnStatus)
{
    if (exchange.outcome != record::Outcome::FinalStatus)
        return Failed;
    const record::ResponseSeen *final = nullptr;
    for (const record::Attempt &attempt : exchange.attempts) {
        if (attempt.final && attempt.reason != "follow-up")
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
    const std::string_view key = keyOf(exchange.outcome);
    return QStringLiteral("the exchange ended without a final status (%1)")
        .arg(QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())));
}

} // namespace cli
