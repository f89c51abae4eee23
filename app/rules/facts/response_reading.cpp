// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/response_reading.h"

#include "base/text.h"
#include "words/wire_bytes.h"

#include <algorithm>

namespace rules {

namespace {

void addOnce(QStringList &codes, int status)
{
    if (codes.size() < 8 && !codes.contains(QString::number(status)))
        codes.append(QString::number(status));
}

/// What a client that resumes an upload reads.
NamedValues readResumption(const wire::Fields &fields)
{
    NamedValues out;
    for (const char *name : {"location", "upload-offset", "upload-limit", "upload-draft-interop-version"}) {
        if (const auto value = wire::valueOf(fields, name))
            out.emplace_back(name, *value);
    }
    return out;
}

/// A Via member whose received protocol is HTTP/1.0: that hop was spoken to in HTTP/1.0 (RFC 9110 section 7.6.3).
std::string oldVia(const wire::Fields &fields)
{
    std::string out;
    for (const std::string_view line : wire::valuesOf(fields, "Via")) {
        for (const std::string_view member : base::listMembers(line)) {
            if (member.starts_with("1.0 ") || base::lowered(member.substr(0, 9)) == "http/1.0 ")
                out += (out.empty() ? "" : ", ") + std::string(member);
        }
    }
    return out;
}

/// The error that Proxy-Status names, which tells that an intermediary made the response itself (RFC 9209 section
/// 2.1.1).
std::string proxyError(const wire::Fields &fields)
{
    const std::vector<std::string_view> lines = wire::valuesOf(fields, "Proxy-Status");
    for (const std::string_view line : lines) {
        for (std::size_t at = line.find("error="); at != std::string_view::npos; at = line.find("error=", at + 1)) {
            const std::size_t before = line.find_last_not_of(' ', at - 1);
            if (at > 0 && before != std::string_view::npos
                && line[before] == ';') // a parameter, not a part of another word
                return std::string(line.substr(at + 6, line.substr(at + 6).find_first_of(";, ")));
        }
    }
    return {};
}

/// RFC 9110 section 7.8.
QStringList unaskedProtocols(const record::FinalSeen &final, const wire::Fields &asked)
{
    QStringList out;
    if (final.status != 101)
        return out;
    for (const std::string_view line : wire::valuesOf(final.fields, "Upgrade")) {
        for (const std::string_view protocol : base::listMembers(line)) {
            if (!wire::hasMember(asked, "Upgrade", protocol))
                out.append(words::wireText(protocol, 60));
        }
    }
    return out;
}

std::optional<bool> allowsMethod(const wire::Fields &fields, const std::string &method)
{
    if (!wire::hasField(fields, "Allow"))
        return std::nullopt;
    return !method.empty() && wire::hasMember(fields, "Allow", method);
}

} // namespace

InterimReading readInterims(const record::Attempt &attempt)
{
    const record::Handshake &shake = attempt.handshake;
    InterimReading out;
    for (const record::ResponseSeen &seen : attempt.interims) {
        if (out.codes.size() < 8)
            out.codes.append(QString::number(seen.status));
        out.saysClose = out.saysClose || wire::hasMember(seen.fields, "Connection", "close");
        if (seen.status == 100) {
            ++out.continues;
            continue;
        }
        addOnce(out.others, seen.status);
        if (shake.pauseBegan >= 0 && (shake.pauseEnded < 0 || seen.seq < shake.pauseSeq))
            addOnce(out.waiting, seen.status);
    }
    const auto first = std::ranges::find(attempt.interims, 104, &record::ResponseSeen::status);
    if (first != attempt.interims.end())
        out.resumption = readResumption(first->fields);
    return out;
}

std::optional<ContinueReading> readContinue(const record::Attempt &attempt)
{
    const auto first = std::ranges::find(attempt.interims, 100, &record::ResponseSeen::status);
    if (first == attempt.interims.end())
        return std::nullopt;
    return ContinueReading{*first, first->at - attempt.request.endedAt, wire::valueOf(first->fields, "Server"),
                           wire::valueOf(first->fields, "Via")};
}

HopReading readHops(const record::Attempt &attempt)
{
    HopReading out;
    if (attempt.request.head.version < 11) // what answers may say the version that it was asked in
        return out;
    if (attempt.final)
        out.via = oldVia(attempt.final->fields);
    for (const record::ResponseSeen &seen : attempt.interims) {
        out.interim = out.interim || seen.version == 10;
        if (out.via.empty())
            out.via = oldVia(seen.fields);
    }
    const bool final = attempt.final && attempt.final->version == 10;
    out.any = out.interim || final || !out.via.empty();
    return out;
}

std::optional<FinalReading> readFinal(const record::Attempt &attempt)
{
    if (!attempt.final)
        return std::nullopt;
    const record::FinalSeen &final = *attempt.final;
    const wire::Head &request = attempt.request.head;
    wire::Head head;
    head.status = final.status;
    head.version = final.version;
    head.fields = final.fields;
    FinalReading out;
    const wire::Framing framing = wire::responseFraming(head, request.method);
    out.framing = framing.mode;
    const bool known = wire::declaredLength(head.fields).value.has_value(); // else the length is a ceiling of ours
    if (framing.mode == wire::FramingMode::Length && known)
        out.length = framing.length;
    out.transferEncoding = wire::hasField(final.fields, "Transfer-Encoding");
    out.persists = wire::persists(head);
    out.saysClose = wire::hasMember(final.fields, "Connection", "close");
    out.saysKeepAlive = wire::hasMember(final.fields, "Connection", "keep-alive");
    out.retryAfter = wire::readRetryAfter(final.fields);
    out.allowsMethod = allowsMethod(final.fields, request.method);
    out.proxyError = proxyError(final.fields);
    out.unasked = unaskedProtocols(final, request.fields);
    for (const std::string &name : final.framingTrailers)
        out.trailers.append(words::wireText(name, 40));
    return out;
}

} // namespace rules
