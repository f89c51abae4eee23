// SPDX-License-Identifier: GPL-3.0-or-later
// What the lab saw of one request, as JSON.
#include "formats/json/lab_json.h"

#include "formats/json/json_text.h"

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
    return {{QStringLiteral("format"), QStringLiteral("interim-lab")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("listening"), url}};
}

QJsonObject labRecordToJson(const std::string &scenario, const record::Attempt &attempt)
{
    const record::RequestSeen &request = attempt.request;
    const record::ClientVerdict verdict = record::judgeClient(attempt);
    const bool expected = attempt.handshake.sent;
    return {{QStringLiteral("format"), QStringLiteral("interim-lab-record")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("scenario"), byteText(scenario)},
            {QStringLiteral("method"), byteText(request.head.method)},
            {QStringLiteral("target"), byteText(request.head.target)},
            {QStringLiteral("http_version"), versionText(request.head.version)},
            {QStringLiteral("expect"), expected ? QJsonValue(byteText(attempt.handshake.value)) : QJsonValue()},
            {QStringLiteral("client"), byteText(keyOf(verdict.did))},
            {QStringLiteral("waited_ns"), static_cast<qint64>(verdict.waitedNs)},
            {QStringLiteral("first"), byteText(verdict.first)},
            {QStringLiteral("head_bytes"), integer(request.headBytes)},
            {QStringLiteral("body_bytes"), integer(request.bodyBytes)},
            {QStringLiteral("responses"), statusesInOrder(attempt)},
            {QStringLiteral("connection_after"), byteText(keyOf(attempt.after))}};
}

} // namespace formats
