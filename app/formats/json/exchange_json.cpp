// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange document: request, attempts, events, findings, guidance, outcome.
#include "formats/json/exchange_json.h"

#include "formats/json/event_json.h"
#include "formats/json/json_text.h"
#include "wire/expect_rule.h"

#include <utility>

namespace formats {
namespace {

using Null = QJsonValue;

QString bodyKind(const ExchangeParts &parts)
{
    if (parts.exchange.role == wire::Role::Server)
        return QStringLiteral("received");
    switch (parts.spec.body.kind) {
    case wire::BodyKind::Text: return QStringLiteral("text");
    case wire::BodyKind::File: return QStringLiteral("file");
    case wire::BodyKind::Generated: return QStringLiteral("generated");
    case wire::BodyKind::Form: return QStringLiteral("form");
    case wire::BodyKind::Multipart: return QStringLiteral("multipart");
    case wire::BodyKind::None: break;
    }
    return QStringLiteral("none");
}

wire::Fields typedFields(const wire::RequestSpec &spec)
{
    wire::Fields fields;
    for (const wire::HeaderLine &line : spec.headers)
        fields.push_back({line.name, line.value});
    return fields;
}

// As it went out in the first attempt; where no head of it left, be it that a proxy opened no tunnel, as it was asked for.
QJsonObject requestToJson(const ExchangeParts &parts)
{
    const record::Attempt *first = parts.exchange.main();
    const bool seen = first && first->request.seen && first->reason != "proxy-connect";
    const bool server = parts.exchange.role == wire::Role::Server;
    const wire::RequestSpec &spec = parts.spec;
    const std::uint64_t size = server ? (seen ? first->request.contentBytes : 0) : spec.body.length();
    return {{QStringLiteral("method"), byteText(seen ? first->request.head.method : spec.method)},
            {QStringLiteral("url"), byteText(server && seen ? first->request.head.target : spec.url)},
            {QStringLiteral("http_version"), versionText(seen ? first->request.head.version : spec.version)},
            {QStringLiteral("headers"), fieldsToJson(seen ? first->request.head.fields : typedFields(spec))},
            {QStringLiteral("body"), QJsonObject{{QStringLiteral("kind"), bodyKind(parts)},
                                                 {QStringLiteral("size"), integer(size)}}}};
}

QJsonObject targetToJson(const record::Target &target, const std::string &proxy)
{
    return {{QStringLiteral("host"), personText(target.host)},
            {QStringLiteral("port"), target.port},
            {QStringLiteral("address"), textOrNull(target.address)},
            {QStringLiteral("address_port"), target.addressPort == 0 ? Null() : QJsonValue(target.addressPort)},
            {QStringLiteral("unix_socket"), textOrNull(target.unixSocket)},
            {QStringLiteral("via"), textOrNull(proxy)},
            {QStringLiteral("tls"), target.tls}};
}

// Milliseconds; a whole number where it is one.
QJsonValue milliseconds(std::int64_t ns)
{
    if (ns % 1'000'000 == 0)
        return static_cast<qint64>(ns / 1'000'000);
    return static_cast<double>(ns) / 1e6;
}

QString ruleOf(const ExchangeParts &parts, const record::Attempt &attempt)
{
    if (!attempt.handshake.sent && (attempt.index > 0 || attempt.reason == "proxy-connect"))
        return QStringLiteral("off"); // a repeat without Expect, or a follow-up
    return byteText(wire::ruleKey(wire::decideExpect(parts.spec), parts.spec.expect.rule));
}

QJsonObject expectToJson(const ExchangeParts &parts, const record::Attempt &attempt)
{
    const record::Handshake &handshake = attempt.handshake;
    const bool client = parts.exchange.role == wire::Role::Client;
    return {{QStringLiteral("sent"), handshake.sent},
            {QStringLiteral("value"), handshake.sent ? QJsonValue(byteText(handshake.value)) : Null()},
            {QStringLiteral("rule"), client ? QJsonValue(ruleOf(parts, attempt)) : Null()},
            {QStringLiteral("wait_ms"), client ? milliseconds(parts.spec.expect.waitNs) : Null()},
            {QStringLiteral("outcome"), byteText(keyOf(handshake.outcome))},
            {QStringLiteral("pause_ns"), static_cast<qint64>(handshake.pauseNs())}};
}

QJsonObject responseToJson(const record::ResponseSeen &response)
{
    return {{QStringLiteral("status"), response.status},
            {QStringLiteral("reason"), byteText(response.reason)},
            {QStringLiteral("version"), versionText(response.version)},
            {QStringLiteral("t_ns"), static_cast<qint64>(response.at)},
            {QStringLiteral("headers"), fieldsToJson(response.fields)},
            {QStringLiteral("body_bytes_sent_before"), integer(response.bodySentBefore)}};
}

QJsonArray responsesToJson(const std::vector<record::ResponseSeen> &responses)
{
    QJsonArray out;
    for (const record::ResponseSeen &response : responses)
        out.append(responseToJson(response));
    return out;
}

QJsonValue finalToJson(const std::optional<record::ResponseSeen> &response)
{
    if (!response)
        return Null();
    QJsonObject out = responseToJson(*response);
    out.insert(QStringLiteral("body_size"), integer(response->bodySize));
    out.insert(QStringLiteral("complete"), response->complete);
    return out;
}

QJsonObject sentToJson(const record::RequestSeen &request)
{
    return {{QStringLiteral("method"), byteText(request.head.method)},
            {QStringLiteral("target"), byteText(request.head.target)},
            {QStringLiteral("headers"), fieldsToJson(request.head.fields)}};
}

QJsonObject attemptToJson(const ExchangeParts &parts, const record::Attempt &attempt)
{
    const record::RequestSeen &request = attempt.request;
    QJsonObject out{{QStringLiteral("index"), integer(attempt.index)},
                    {QStringLiteral("connection"), integer(attempt.connection)},
                    {QStringLiteral("reason"), byteText(attempt.reason)},
                    {QStringLiteral("target"), targetToJson(attempt.target, parts.spec.proxy)}};
    out.insert(QStringLiteral("began_ns"), static_cast<qint64>(attempt.beganAt));
    out.insert(QStringLiteral("ended_ns"), attempt.endedAt < 0 ? Null() : static_cast<qint64>(attempt.endedAt));
    out.insert(QStringLiteral("request"), request.seen ? QJsonValue(sentToJson(request)) : Null());
    out.insert(QStringLiteral("expect"), expectToJson(parts, attempt));
    out.insert(QStringLiteral("interim"), responsesToJson(attempt.interims));
    out.insert(QStringLiteral("final"), finalToJson(attempt.final));
    out.insert(QStringLiteral("after_final"), responsesToJson(attempt.strays));
    out.insert(QStringLiteral("head_bytes_sent"), integer(request.headBytes));
    out.insert(QStringLiteral("body_bytes_sent"), integer(request.bodyBytes));
    out.insert(QStringLiteral("connection_after"), byteText(keyOf(attempt.after)));
    out.insert(QStringLiteral("outcome"), byteText(keyOf(attempt.outcome)));
    out.insert(QStringLiteral("error"), textOrNull(attempt.error));
    return out;
}

QString confidenceText(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Likely: return QStringLiteral("likely");
    case Confidence::Open: return QStringLiteral("open");
    case Confidence::Certain: break;
    }
    return QStringLiteral("certain");
}

QJsonArray evidenceToJson(const QVector<quint64> &events)
{
    QJsonArray out;
    for (const quint64 seq : events)
        out.append(integer(seq));
    return out;
}

QJsonArray findingsToJson(const QVector<FindingEntry> &findings)
{
    QJsonArray out;
    for (const FindingEntry &finding : findings)
        out.append(QJsonObject{{QStringLiteral("rule"), finding.rule},
                               {QStringLiteral("severity"), severityText(finding.severity)},
                               {QStringLiteral("confidence"), confidenceText(finding.confidence)},
                               {QStringLiteral("title"), finding.title},
                               {QStringLiteral("text"), finding.text},
                               {QStringLiteral("reference"), finding.reference},
                               {QStringLiteral("references"), QJsonArray::fromStringList(finding.references)},
                               {QStringLiteral("events"), evidenceToJson(finding.events)}});
    return out;
}

QJsonObject adviceToJson(const Advice &advice)
{
    QJsonArray sentences, evidence, actions;
    for (const SentenceEntry &sentence : advice.sentences) {
        sentences.append(sentence.text);
        evidence.append(evidenceToJson(sentence.events));
    }
    for (const ActionEntry &action : advice.actions)
        actions.append(QJsonObject{{QStringLiteral("key"), action.key}, {QStringLiteral("words"), action.words}});
    return {{QStringLiteral("rule"), advice.rule},
            {QStringLiteral("topic"), advice.topic},
            {QStringLiteral("confidence"), confidenceText(advice.confidence)},
            {QStringLiteral("headline"), advice.headline},
            {QStringLiteral("sentences"), sentences},
            {QStringLiteral("evidence"), evidence},
            {QStringLiteral("actions"), actions},
            {QStringLiteral("who"), advice.who},
            {QStringLiteral("why"), advice.why},
            {QStringLiteral("references"), QJsonArray::fromStringList(advice.references)}};
}

} // namespace

QJsonObject exchangeToJson(const ExchangeParts &parts)
{
    const record::Exchange &exchange = parts.exchange;
    QJsonArray attempts;
    for (const record::Attempt &attempt : exchange.attempts)
        attempts.append(attemptToJson(parts, attempt));
    QJsonArray events;
    for (const wire::Event &event : parts.events)
        events.append(eventToJson(event, exchange.role));
    const bool client = exchange.role == wire::Role::Client;
    return {{QStringLiteral("format"), QStringLiteral("interim-exchange")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("seat"), client ? QStringLiteral("client") : QStringLiteral("server")},
            {QStringLiteral("request"), requestToJson(parts)},
            {QStringLiteral("attempts"), attempts},
            {QStringLiteral("events"), events},
            {QStringLiteral("findings"), findingsToJson(parts.advice.findings)},
            {QStringLiteral("guidance"), adviceToJson(parts.advice)},
            {QStringLiteral("duration_ns"), static_cast<qint64>(exchange.duration)},
            {QStringLiteral("bytes_sent"), integer(exchange.bytesSent)},
            {QStringLiteral("bytes_received"), integer(exchange.bytesReceived)},
            {QStringLiteral("outcome"), byteText(keyOf(exchange.outcome))},
            {QStringLiteral("error"), textOrNull(exchange.error)}};
}

bool writeExchange(const ExchangeParts &parts, const JsonSink &sink, int indent, const QJsonObject &beside)
{
    static const QByteArray place = "\n    \"events\": [\n";
    constexpr qsizetype pieceBytes = 64 << 10;
    const QByteArray deeper = '\n' + QByteArray(indent, ' ');
    const auto indented = [&](QByteArray text) { return text.replace("\n", deeper); };
    QJsonObject object = exchangeToJson({parts.spec, parts.exchange, {}, parts.advice});
    for (auto member = beside.begin(); member != beside.end(); ++member)
        object.insert(member.key(), member.value());
    const QByteArray frame = QJsonDocument(object).toJson().chopped(1);
    const qsizetype at = frame.indexOf(place) + place.size();
    if (!sink(shownJson(indented(frame.left(at - 1)))))
        return false;
    QByteArray piece;
    bool first = true;
    for (const wire::Event &event : parts.events) {
        QByteArray one = '\n' + QJsonDocument(eventToJson(event, parts.exchange.role)).toJson().chopped(1);
        one.replace("\n", "\n        ");
        piece += (std::exchange(first, false) ? "" : ",") + indented(one);
        if (piece.size() < pieceBytes)
            continue;
        if (!sink(shownJson(piece)))
            return false;
        piece.clear();
    }
    return sink(shownJson(piece + indented(frame.sliced(at - 1))));
}

} // namespace formats
