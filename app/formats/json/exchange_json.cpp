// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange document: request, attempts, events, findings, guidance, outcome.
#include "formats/json/exchange_json.h"

#include "formats/json/event_json.h"
#include "formats/json/json_text.h"
#include "request/expect_rule.h"

using namespace Qt::StringLiterals;

namespace formats {
namespace {

using Null = QJsonValue;

QString bodyKind(const ExchangeParts &parts)
{
    if (parts.exchange.role == wire::Role::Server)
        return u"received"_s;
    switch (parts.spec.body.kind) {
    case request::BodyKind::Text: return u"text"_s;
    case request::BodyKind::File: return u"file"_s;
    case request::BodyKind::Generated: return u"generated"_s;
    case request::BodyKind::Form: return u"form"_s;
    case request::BodyKind::Multipart: return u"multipart"_s;
    case request::BodyKind::None: break;
    }
    return u"none"_s;
}

wire::Fields typedFields(const request::RequestSpec &spec)
{
    wire::Fields fields;
    for (const request::HeaderLine &line : spec.headers)
        fields.push_back({line.name, line.value});
    return fields;
}

// As it went out in the first attempt; where no head of it left, be it that a proxy opened no tunnel, as it was asked
// for.
QJsonObject requestToJson(const ExchangeParts &parts)
{
    const record::Attempt *first = parts.exchange.main();
    const bool seen = first && first->request.seen && first->reason != record::Reason::ProxyConnect;
    const bool server = parts.exchange.role == wire::Role::Server;
    const request::RequestSpec &spec = parts.spec;
    const std::uint64_t size = server ? (seen ? first->request.contentBytes : 0) : spec.body.length();
    return {{u"method"_s, byteText(seen ? first->request.head.method : spec.method)},
            {u"url"_s, byteText(server && seen ? first->request.head.target : spec.url)},
            {u"http_version"_s, versionText(seen ? first->request.head.version : spec.version)},
            {u"headers"_s, fieldsToJson(seen ? first->request.head.fields : typedFields(spec))},
            {u"body"_s, QJsonObject{{u"kind"_s, bodyKind(parts)}, {u"size"_s, integer(size)}}}};
}

QJsonObject targetToJson(const record::Target &target, const std::string &proxy)
{
    return {{u"host"_s, personText(target.host)},
            {u"port"_s, target.port},
            {u"address"_s, textOrNull(target.address)},
            {u"address_port"_s, target.addressPort == 0 ? Null() : QJsonValue(target.addressPort)},
            {u"unix_socket"_s, textOrNull(target.unixSocket)},
            {u"via"_s, textOrNull(proxy)},
            {u"tls"_s, target.tls}};
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
    if (!attempt.handshake.sent && (attempt.index > 0 || attempt.reason == record::Reason::ProxyConnect))
        return u"off"_s; // a repeat without Expect, or a follow-up
    return byteText(request::ruleKey(request::decideExpect(parts.spec), parts.spec.expect.rule));
}

QJsonObject expectToJson(const ExchangeParts &parts, const record::Attempt &attempt)
{
    const record::Handshake &handshake = attempt.handshake;
    const bool client = parts.exchange.role == wire::Role::Client;
    return {{u"sent"_s, handshake.sent},
            {u"value"_s, handshake.sent ? QJsonValue(byteText(handshake.value)) : Null()},
            {u"rule"_s, client ? QJsonValue(ruleOf(parts, attempt)) : Null()},
            {u"wait_ms"_s, client ? milliseconds(parts.spec.expect.waitNs) : Null()},
            {u"outcome"_s, byteText(keyOf(handshake.outcome))},
            {u"pause_ns"_s, static_cast<qint64>(handshake.pauseNs())}};
}

QJsonObject responseToJson(const record::ResponseSeen &response)
{
    return {{u"status"_s, response.status},
            {u"reason"_s, byteText(response.reason)},
            {u"version"_s, versionText(response.version)},
            {u"t_ns"_s, static_cast<qint64>(response.at)},
            {u"headers"_s, fieldsToJson(response.fields)},
            {u"body_bytes_sent_before"_s, integer(response.bodySentBefore)}};
}

QJsonValue finalToJson(const std::optional<record::FinalSeen> &response)
{
    if (!response)
        return Null();
    QJsonObject out = responseToJson(*response);
    out.insert(u"body_size"_s, integer(response->bodySize));
    out.insert(u"complete"_s, response->complete);
    return out;
}

QJsonObject sentToJson(const record::RequestSeen &request)
{
    return {{u"method"_s, byteText(request.head.method)},
            {u"target"_s, byteText(request.head.target)},
            {u"headers"_s, fieldsToJson(request.head.fields)}};
}

QString confidenceText(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Likely: return u"likely"_s;
    case Confidence::Open: return u"open"_s;
    case Confidence::Certain: break;
    }
    return u"certain"_s;
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
        out.append(QJsonObject{{u"rule"_s, finding.rule},
                               {u"severity"_s, severityText(finding.severity)},
                               {u"confidence"_s, confidenceText(finding.confidence)},
                               {u"title"_s, finding.title},
                               {u"text"_s, finding.text},
                               {u"reference"_s, finding.reference},
                               {u"references"_s, QJsonArray::fromStringList(finding.references)},
                               {u"events"_s, evidenceToJson(finding.events)}});
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
        actions.append(QJsonObject{{u"key"_s, action.key}, {u"words"_s, action.words}});
    return {{u"rule"_s, advice.rule},
            {u"topic"_s, advice.topic},
            {u"confidence"_s, confidenceText(advice.confidence)},
            {u"headline"_s, advice.headline},
            {u"sentences"_s, sentences},
            {u"evidence"_s, evidence},
            {u"actions"_s, actions},
            {u"who"_s, advice.who},
            {u"why"_s, advice.why},
            {u"references"_s, QJsonArray::fromStringList(advice.references)}};
}

QJsonObject frameToJson(const ExchangeParts &parts)
{
    const record::Exchange &exchange = parts.exchange;
    const bool client = exchange.role == wire::Role::Client;
    return {{u"format"_s, u"interim-exchange"_s},
            {u"version"_s, 1},
            {u"seat"_s, client ? u"client"_s : u"server"_s},
            {u"request"_s, requestToJson(parts)},
            {u"findings"_s, findingsToJson(parts.advice.findings)},
            {u"guidance"_s, adviceToJson(parts.advice)},
            {u"duration_ns"_s, static_cast<qint64>(exchange.duration)},
            {u"bytes_sent"_s, integer(exchange.bytesSent)},
            {u"bytes_received"_s, integer(exchange.bytesReceived)},
            {u"outcome"_s, byteText(keyOf(exchange.outcome))},
            {u"error"_s, textOrNull(exchange.error)}};
}

template <typename Seen>
JsonWriter::Part responsesPart(const std::vector<Seen> &responses)
{
    return [&responses](JsonWriter &writer) {
        writer.list(responses, [&writer](const record::ResponseSeen &one) { writer.value(responseToJson(one)); });
    };
}

} // namespace

QJsonObject attemptToJson(const ExchangeParts &parts, const record::Attempt &attempt)
{
    const record::RequestSeen &request = attempt.request;
    QJsonObject out{{u"index"_s, integer(attempt.index)},
                    {u"connection"_s, integer(attempt.connection)},
                    {u"reason"_s, byteText(keyOf(attempt.reason))},
                    {u"target"_s, targetToJson(attempt.target, parts.spec.proxy)}};
    out.insert(u"began_ns"_s, static_cast<qint64>(attempt.beganAt));
    out.insert(u"ended_ns"_s, attempt.endedAt < 0 ? Null() : static_cast<qint64>(attempt.endedAt));
    out.insert(u"request"_s, request.seen ? QJsonValue(sentToJson(request)) : Null());
    out.insert(u"expect"_s, expectToJson(parts, attempt));
    out.insert(u"final"_s, finalToJson(attempt.final));
    out.insert(u"head_bytes_sent"_s, integer(request.headBytes));
    out.insert(u"body_bytes_sent"_s, integer(request.bodyBytes));
    out.insert(u"connection_after"_s, byteText(keyOf(attempt.after)));
    out.insert(u"outcome"_s, byteText(keyOf(attempt.outcome)));
    out.insert(u"error"_s, textOrNull(attempt.error));
    return out;
}

JsonWriter::Parts responseParts(const record::Attempt &attempt)
{
    return {{u"interim"_s, responsesPart(attempt.interims)}, {u"after_final"_s, responsesPart(attempt.strays)}};
}

void writeExchange(const ExchangeParts &parts, JsonWriter &writer, const QJsonObject &beside)
{
    const auto attempts = [&](JsonWriter &) {
        writer.list(parts.exchange.attempts, [&](const record::Attempt &attempt) {
            writer.object(attemptToJson(parts, attempt), responseParts(attempt));
        });
    };
    const auto events = [&](JsonWriter &) {
        writer.list(parts.events, [&](const wire::Event &event) { writer.value(eventToJson(event)); });
    };
    QJsonObject frame = frameToJson(parts);
    for (auto member = beside.begin(); member != beside.end(); ++member)
        frame.insert(member.key(), member.value());
    writer.object(frame, {{u"attempts"_s, attempts}, {u"events"_s, events}});
}

} // namespace formats
