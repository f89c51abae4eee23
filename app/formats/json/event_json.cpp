// SPDX-License-Identifier: GPL-3.0-or-later
// One event as JSON: what its kind makes of code, value, name and text.
#include "formats/json/event_json.h"

#include "formats/json/json_text.h"
#include "wire/anomaly.h"
#include "wire/expect_gate.h"

namespace formats {
namespace {

using wire::Event;
using wire::Kind;
using wire::Phase;

qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

// Look-up, connect and TLS: begin names the goal, the end says what came of it.
QJsonObject transportDetail(const Event &event, const char *goal, const char *result)
{
    const QString text = personText(event.text);
    if (event.phase == Phase::Begin)
        return {{QLatin1String(goal), text}};
    if (event.code != 0)
        return {{QStringLiteral("failed"), true}, {QStringLiteral("error"), text}};
    QJsonObject detail{{QStringLiteral("failed"), false}, {QLatin1String(result), text}};
    if (event.kind == Kind::Tls || event.kind == Kind::Proxy)
        detail.insert(QStringLiteral("protocol"), personText(event.name));
    return detail;
}

QJsonObject attemptDetail(const Event &event)
{
    if (event.phase == Phase::Begin)
        return {{QStringLiteral("reason"), byteText(event.name)},
                {QStringLiteral("connection"), number(event.value)},
                {QStringLiteral("target"), personText(event.text)}};
    return {{QStringLiteral("outcome"), byteText(event.name)}, {QStringLiteral("error"), textOrNull(event.text)}};
}

QString closeHow(int code)
{
    switch (static_cast<wire::CloseHow>(code)) {
    case wire::CloseHow::Fin:
    case wire::CloseHow::Truncated: // the text says so
        return QStringLiteral("fin");
    case wire::CloseHow::Reset: return QStringLiteral("reset");
    case wire::CloseHow::Error: break;
    }
    return QStringLiteral("error");
}

QJsonObject localDetail(const Event &event)
{
    switch (event.kind) {
    case Kind::Attempt: return attemptDetail(event);
    case Kind::Lookup: return transportDetail(event, "host", "addresses");
    case Kind::Connect: return transportDetail(event, "address", "address");
    case Kind::Tls: return transportDetail(event, "server_name", "description");
    case Kind::Proxy: return transportDetail(event, "target", "description");
    case Kind::Pause:
        if (event.phase == Phase::Begin)
            return {};
        return {{QStringLiteral("outcome"), byteText(keyOf(static_cast<wire::GateOutcome>(event.code)))}};
    case Kind::Decision:
        return {{QStringLiteral("decision"), byteText(event.name)}, {QStringLiteral("text"), personText(event.text)}};
    case Kind::Timeout: return {{QStringLiteral("which"), byteText(event.name)}};
    case Kind::Close:
        return {{QStringLiteral("how"), closeHow(event.code)}, {QStringLiteral("text"), personText(event.text)}};
    case Kind::Error:
        return {{QStringLiteral("error"), byteText(event.name)}, {QStringLiteral("text"), personText(event.text)}};
    default: return {};
    }
}

QJsonObject statusDetail(const Event &event)
{
    return {{QStringLiteral("status"), event.code},
            {QStringLiteral("reason"), byteText(event.text)},
            {QStringLiteral("version"), versionText(static_cast<int>(event.value))}};
}

QJsonObject requestDetail(const Event &event)
{
    return {{QStringLiteral("method"), byteText(event.name)}, {QStringLiteral("target"), byteText(event.text)}};
}

QJsonObject startLineDetail(const Event &event, wire::Role role)
{
    const bool request = (role == wire::Role::Client) == (event.direction == wire::Direction::Sent);
    if (!request)
        return statusDetail(event);
    QJsonObject detail = requestDetail(event);
    detail.insert(QStringLiteral("version"), versionText(static_cast<int>(event.value)));
    return detail;
}

QJsonObject fieldDetail(const Event &event)
{
    return {{QStringLiteral("name"), byteText(event.name)}, {QStringLiteral("value"), byteText(event.text)}};
}

QJsonObject anomalyDetail(const Event &event)
{
    QJsonObject detail{{QStringLiteral("anomaly"), byteText(event.name)},
                       {QStringLiteral("text"), byteText(event.text)}};
    const auto known = wire::allAnomalies();
    if (event.code < 0 || static_cast<std::size_t>(event.code) >= known.size())
        return detail;
    const wire::AnomalyInfo &info = wire::infoOf(static_cast<wire::Anomaly>(event.code));
    detail.insert(QStringLiteral("severity"), severityText(info.severity));
    detail.insert(QStringLiteral("reference"), byteText(info.reference));
    return detail;
}

QJsonObject messageDetail(const Event &event)
{
    switch (event.kind) {
    case Kind::RequestHead: return requestDetail(event);
    case Kind::InterimResponse:
    case Kind::FinalResponse: return statusDetail(event);
    case Kind::ContentEnd: return {{QStringLiteral("content_bytes"), number(event.value)}};
    case Kind::MessageEnd: return {{QStringLiteral("cut"), event.code != 0}};
    case Kind::FieldLine:
    case Kind::TrailerLine: return fieldDetail(event);
    case Kind::FieldFold: return {{QStringLiteral("text"), byteText(event.text)}};
    case Kind::ChunkLine:
        return {{QStringLiteral("size"), number(event.value)}, {QStringLiteral("extensions"), byteText(event.text)}};
    case Kind::ContentData:
        return {{QStringLiteral("content_bytes"), number(event.value)}, {QStringLiteral("framing"), event.code != 0}};
    case Kind::Anomaly: return anomalyDetail(event);
    default: return {};
    }
}

} // namespace

QJsonObject eventToJson(const Event &event, wire::Role role)
{
    QJsonObject detail;
    if (event.kind == Kind::StartLine)
        detail = startLineDetail(event, role);
    else if (wire::isLocal(event.kind))
        detail = localDetail(event);
    else
        detail = messageDetail(event);
    return {{QStringLiteral("seq"), number(event.seq)},
            {QStringLiteral("t_ns"), static_cast<qint64>(event.at)},
            {QStringLiteral("attempt"), number(event.attempt)},
            {QStringLiteral("connection"), number(event.connection)},
            {QStringLiteral("stream"), number(event.stream)},
            {QStringLiteral("kind"), byteText(keyOf(event.kind))},
            {QStringLiteral("phase"), byteText(keyOf(event.phase))},
            {QStringLiteral("direction"), byteText(keyOf(event.direction))},
            {QStringLiteral("offset"), number(event.span.offset)},
            {QStringLiteral("length"), number(event.span.length)},
            {QStringLiteral("detail"), detail}};
}

} // namespace formats
