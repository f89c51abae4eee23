// SPDX-License-Identifier: GPL-3.0-or-later
// One event as JSON: what its kind makes of code, value, name and text.
#include "formats/json/event_json.h"

#include "formats/json/json_text.h"
#include "wire/anomaly.h"
#include "wire/expect_gate.h"

using namespace Qt::StringLiterals;

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
        return {{u"failed"_s, true}, {u"error"_s, text}};
    QJsonObject detail{{u"failed"_s, false}, {QLatin1String(result), text}};
    if (event.kind == Kind::Tls || event.kind == Kind::Proxy)
        detail.insert(u"protocol"_s, personText(event.name));
    return detail;
}

QJsonObject attemptDetail(const Event &event)
{
    if (event.phase == Phase::Begin)
        return {{u"reason"_s, byteText(event.name)},
                {u"connection"_s, number(event.value)},
                {u"target"_s, personText(event.text)}};
    return {{u"outcome"_s, byteText(event.name)}, {u"error"_s, textOrNull(event.text)}};
}

QString closeHow(int code)
{
    switch (static_cast<wire::CloseHow>(code)) {
    case wire::CloseHow::Fin:
    case wire::CloseHow::Truncated: // the text says so
        return u"fin"_s;
    case wire::CloseHow::Reset: return u"reset"_s;
    case wire::CloseHow::Error: break;
    }
    return u"error"_s;
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
        return {{u"outcome"_s, byteText(keyOf(static_cast<wire::GateOutcome>(event.code)))}};
    case Kind::Decision: return {{u"decision"_s, byteText(event.name)}, {u"text"_s, personText(event.text)}};
    case Kind::Timeout: return {{u"which"_s, byteText(event.name)}};
    case Kind::Close: return {{u"how"_s, closeHow(event.code)}, {u"text"_s, personText(event.text)}};
    case Kind::Error: return {{u"error"_s, byteText(event.name)}, {u"text"_s, personText(event.text)}};
    default: return {};
    }
}

QJsonObject statusDetail(const Event &event)
{
    return {{u"status"_s, event.code},
            {u"reason"_s, byteText(event.text)},
            {u"version"_s, versionText(static_cast<int>(event.value))}};
}

QJsonObject requestDetail(const Event &event)
{
    return {{u"method"_s, byteText(event.name)}, {u"target"_s, byteText(event.text)}};
}

QJsonObject startLineDetail(const Event &event)
{
    if (event.side() != wire::Side::Request)
        return statusDetail(event);
    QJsonObject detail = requestDetail(event);
    detail.insert(u"version"_s, versionText(static_cast<int>(event.value)));
    return detail;
}

QJsonObject fieldDetail(const Event &event)
{
    return {{u"name"_s, byteText(event.name)}, {u"value"_s, byteText(event.text)}};
}

QJsonObject anomalyDetail(const Event &event)
{
    QJsonObject detail{{u"anomaly"_s, byteText(event.name)}, {u"text"_s, byteText(event.text)}};
    const auto known = wire::allAnomalies();
    if (event.code < 0 || static_cast<std::size_t>(event.code) >= known.size())
        return detail;
    const wire::AnomalyInfo &info = wire::infoOf(static_cast<wire::Anomaly>(event.code));
    detail.insert(u"severity"_s, severityText(info.severity));
    detail.insert(u"reference"_s, byteText(info.reference));
    return detail;
}

QJsonObject messageDetail(const Event &event)
{
    switch (event.kind) {
    case Kind::RequestHead: return requestDetail(event);
    case Kind::InterimResponse:
    case Kind::FinalResponse: return statusDetail(event);
    case Kind::ContentEnd: return {{u"content_bytes"_s, number(event.value)}};
    case Kind::MessageEnd: return {{u"cut"_s, event.code != 0}};
    case Kind::FieldLine:
    case Kind::TrailerLine: return fieldDetail(event);
    case Kind::FieldFold: return {{u"text"_s, byteText(event.text)}};
    case Kind::ChunkLine: return {{u"size"_s, number(event.value)}, {u"extensions"_s, byteText(event.text)}};
    case Kind::ContentData: return {{u"content_bytes"_s, number(event.value)}, {u"framing"_s, event.code != 0}};
    case Kind::Anomaly: return anomalyDetail(event);
    default: return {};
    }
}

} // namespace

QJsonObject eventToJson(const Event &event)
{
    QJsonObject detail;
    if (event.kind == Kind::StartLine)
        detail = startLineDetail(event);
    else if (wire::isLocal(event.kind))
        detail = localDetail(event);
    else
        detail = messageDetail(event);
    return {{u"seq"_s, number(event.seq)},
            {u"t_ns"_s, static_cast<qint64>(event.at)},
            {u"attempt"_s, number(event.attempt)},
            {u"connection"_s, number(event.connection)},
            {u"stream"_s, number(event.stream)},
            {u"kind"_s, byteText(keyOf(event.kind))},
            {u"phase"_s, byteText(keyOf(event.phase))},
            {u"direction"_s, byteText(keyOf(event.direction))},
            {u"offset"_s, number(event.span.offset)},
            {u"length"_s, number(event.span.length)},
            {u"detail"_s, detail}};
}

} // namespace formats
