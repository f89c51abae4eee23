// SPDX-License-Identifier: GPL-3.0-or-later
// What the lab saw of one request, as JSON.
#include "formats/json/lab_json.h"

#include "formats/json/json_text.h"

using namespace Qt::StringLiterals;

namespace formats {
namespace {

QJsonArray statusesInOrder(const record::Attempt &attempt)
{
    QJsonArray out;
    for (const record::ResponseSeen &response : attempt.interims)
        out.append(response.status);
    if (attempt.final)
        out.append(attempt.final->status);
    for (const record::ResponseSeen &response : attempt.strays)
        out.append(response.status);
    return out;
}

} // namespace

QJsonObject labListeningToJson(const QString &url)
{
    return {{u"format"_s, u"interim-lab"_s}, {u"version"_s, 1}, {u"listening"_s, url}};
}

QJsonObject labRecordToJson(const std::string &scenario, const record::Attempt &attempt)
{
    const record::RequestSeen &request = attempt.request;
    const record::ClientVerdict verdict = record::judgeClient(attempt);
    const bool expected = attempt.handshake.sent;
    return {{u"format"_s, u"interim-lab-record"_s},
            {u"version"_s, 1},
            {u"scenario"_s, byteText(scenario)},
            {u"method"_s, byteText(request.head.method)},
            {u"target"_s, byteText(request.head.target)},
            {u"http_version"_s, versionText(request.head.version)},
            {u"expect"_s, expected ? QJsonValue(byteText(attempt.handshake.value)) : QJsonValue()},
            {u"client"_s, byteText(keyOf(verdict.did))},
            {u"waited_ns"_s, static_cast<qint64>(verdict.waitedNs)},
            {u"first"_s, byteText(verdict.first)},
            {u"head_bytes"_s, integer(request.headBytes)},
            {u"body_bytes"_s, integer(request.bodyBytes)},
            {u"responses"_s, statusesInOrder(attempt)},
            {u"connection_after"_s, byteText(keyOf(attempt.after))}};
}

} // namespace formats
