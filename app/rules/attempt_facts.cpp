// SPDX-License-Identifier: GPL-3.0-or-later
// One function a group of names; the names of each group stand beside it, in attemptNames().
#include "rules/attempt_facts.h"

#include "base/text.h"
#include "request/expect_rule.h"
#include "request/url.h"
#include "rules/spoken.h"
#include "wire/expect_reading.h"
#include "wire/framing.h"

#include <array>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

/// The place that was spoken to, which a proxy or a place to connect to makes another one than the URL's.
void setDialled(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    const auto read = request::parseUrl("http://" + noted.dialled);
    const auto *place = noted.dialled.empty() ? nullptr : std::get_if<request::Url>(&read);
    const std::string host = !noted.lookedUp.empty() ? noted.lookedUp : place ? place->host : attempt.target.host;
    out.wire("dialled.host", host);
    out.port("dialled.port", place && place->portTyped ? place->port : attempt.target.port);
}

void setPlace(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    out.text("reason", attempt.reason);
    out.wire("host", attempt.target.host);
    out.port("port", attempt.target.port);
    setDialled(out, attempt, noted);
    out.wire("address", attempt.target.address);
    if (!noted.unixSocket.empty())
        out.wire("unix-socket", noted.unixSocket);
    if (!noted.withheld.isEmpty())
        out.set("withheld", noted.withheld);
    out.set("tls", attempt.target.tls);
    out.set("connected", noted.connected);
    out.count("connects", static_cast<std::uint64_t>(noted.connects));
    if (noted.roundTripNs >= 0)
        out.time("round-trip", noted.roundTripNs);
    out.set("lookup.failed", noted.lookupFailed);
    out.set("lookup.error", noted.lookupError);
    out.set("connect.failed", noted.connectFailed);
    out.set("connect.error", noted.connectError);
    out.set("proxy.failed", noted.proxyFailed);
    out.set("proxy.error", noted.proxyError);
    out.set("tls.failed", noted.tlsFailed);
    out.set("tls.error", noted.tlsError);
}

const char *wordOf(wire::CloseHow how)
{
    switch (how) {
    case wire::CloseHow::Fin: return "fin";
    case wire::CloseHow::Reset: return "reset";
    case wire::CloseHow::Error: return "broken";
    case wire::CloseHow::Truncated: return "truncated";
    }
    return "broken";
}

void setEnd(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    out.text("outcome", record::keyOf(attempt.outcome));
    out.wire("error", attempt.error);
    if (!noted.errorKey.isEmpty())
        out.set("error.key", noted.errorKey);
    if (!noted.timeout.isEmpty())
        out.set("timeout", noted.timeout);
    out.text("after", record::keyOf(attempt.after));
    if (noted.peerClosedHow) {
        out.text("closed", wordOf(*noted.peerClosedHow));
        if (attempt.final && noted.peerClosedAt >= attempt.final->at)
            out.time("closed.after", noted.peerClosedAt - attempt.final->at);
        if (attempt.request.seen)
            out.time("closed.after-head", noted.peerClosedAt - attempt.request.endedAt);
    }
    if (noted.finalEndedAt >= 0 && attempt.endedAt >= noted.finalEndedAt)
        out.time("watched", attempt.endedAt - noted.finalEndedAt);
    // A peer that has sent an HTTP response speaks HTTP, whatever came behind it.
    const bool http = !attempt.interims.empty() || attempt.final;
    const Spoken spoken = http ? Spoken{u"other"_s, {}} : spokenBy(noted.foreign);
    out.set("speaks.known", !spoken.name.isEmpty());
    if (!noted.foreign.empty()) {
        out.set("speaks", spoken.key);
        if (!spoken.name.isEmpty())
            out.set("speaks.name", spoken.name);
        out.wire("speaks.bytes", std::string_view(noted.foreign).substr(0, 32));
    }
}

void setContent(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    const record::RequestSeen &request = attempt.request;
    out.set("content.begun", noted.bodyBeganAt >= 0);
    out.bytes("content.sent", request.contentBytes);
    out.set("upload.stopped", noted.stopped);
    out.set("upload.held", noted.held);
    if (noted.sentAtInterimContent)
        out.bytes("interim-content.sent", *noted.sentAtInterimContent);
    if (!request.seen)
        return;
    const bool content = wire::announcesContent(request.head) || request.contentBytes > 0;
    out.set("content", content);
    out.set("content.complete", request.complete);
    out.set("content.owed", content && !request.complete);
    if (const auto length = wire::declaredLength(request.head.fields).value)
        out.bytes("content.size", *length);
}

/// RFC 9110 section 9.2.2.
bool isIdempotent(std::string_view method)
{
    constexpr std::array<std::string_view, 6> methods{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
    return std::ranges::find(methods, method) != methods.end();
}

void setRequest(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    const wire::Head &head = attempt.request.head;
    out.set("head.begun", noted.headBegun);
    out.set("head.sent", attempt.request.seen);
    setContent(out, attempt, noted);
    if (!noted.targetByte.empty()) {
        const auto byte = static_cast<unsigned char>(noted.targetByte.front());
        const QString code = u"%1"_s.arg(byte, 2, 16, '0'_L1).toUpper();
        const bool shown = byte > 0x20 && byte < 0x7f;
        out.set("target.byte",
                shown ? u"“%1” (0x%2)"_s.arg(QLatin1Char(noted.targetByte.front())).arg(code)
                      : u"The byte 0x"_s + code);
        out.set("target.code", u"%"_s + code);
    }
    if (!attempt.request.seen)
        return;
    out.bytes("head.size", attempt.request.headBytes);
    out.wire("method", head.method);
    out.set("idempotent", isIdempotent(head.method));
    out.wire("target", head.target);
    out.set("http", QString::fromStdString(wire::httpVersion(head.version)));
    out.set("chunked", wire::hasMember(head.fields, "Transfer-Encoding", "chunked"));
    out.set("upgrade", wire::hasField(head.fields, "Upgrade"));
    out.set("says-upgrade", wire::hasMember(head.fields, "Connection", "upgrade"));
    out.set("says-te", wire::hasMember(head.fields, "Connection", "te"));
    out.count("hosts", wire::valuesOf(head.fields, "Host").size());
    setFields(out, u"field."_s, head.fields);
}

/// In steps that can be read as they go by: tenths of a second, below one hundredths. Never less than is left.
std::int64_t waitLeft(std::int64_t ns)
{
    const std::int64_t step = ns > 1'000'000'000 ? 100'000'000 : 10'000'000;
    return (ns + step - 1) / step * step;
}

void setExpect(Section &out, const record::Attempt &attempt, const Noted &noted, std::int64_t now)
{
    const record::Handshake &shake = attempt.handshake;
    out.set("expect.sent", shake.sent);
    if (shake.sent) {
        const wire::ExpectReading reading = wire::readExpect(attempt.request.head.fields);
        out.wire("expect.value", shake.value);
        out.set("expect.exact", reading.exact);
        out.set("expect.usual", reading.exact && shake.value == "100-continue");
        out.set("expect.has100", reading.has100);
        if (!reading.shape.empty())
            out.text("expect.shape", reading.shape);
    }
    const bool open = shake.pauseBegan >= 0 && shake.pauseEnded < 0;
    out.text("gate", wire::keyOf(shake.outcome));
    out.time("wait", shake.waitNs);
    out.set("wait.short", noted.roundTripNs >= 0 && shake.waitNs < 4 * noted.roundTripNs);
    out.set("wait.over", noted.waitOver);
    out.set("paused", shake.pauseBegan >= 0);
    out.set("waiting", open);
    if (shake.pauseBegan >= 0)
        out.time("pause", open ? now - shake.pauseBegan : shake.pauseNs());
    if (const auto left = waitLeft(shake.waitNs - (now - shake.pauseBegan)); open && !noted.waitOver && left > 0)
        out.time("wait.left", left);
}

} // namespace

void setFields(Section &out, const QString &prefix, const wire::Fields &fields)
{
    std::unordered_map<std::string, std::string> joined; // a peer may send ten thousand of them
    for (const wire::Field &field : fields) {
        const std::string name = base::lowered(field.name);
        const auto [at, first] = joined.try_emplace(name, field.value);
        if (!first)
            at->second += (name.ends_with("cookie") ? "; " : ", ") + field.value;
    }
    for (const auto &[name, value] : joined)
        out.wire(prefix + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), value);
}

void setAttempt(Section &out, const record::Attempt &attempt, const Noted &noted, std::int64_t now)
{
    setPlace(out, attempt, noted);
    setEnd(out, attempt, noted);
    setRequest(out, attempt, noted);
    setExpect(out, attempt, noted, now);
}

QStringList attemptNames()
{
    return u"reason host port dialled.host dialled.port address unix-socket withheld tls connected "
           "connects round-trip "
           "lookup.failed lookup.error connect.failed connect.error proxy.failed proxy.error tls.failed "
           "tls.error outcome error error.key timeout after closed closed.after closed.after-head "
           "watched speaks speaks.known speaks.name "
           "speaks.bytes head.begun head.sent head.size method idempotent target target.byte "
           "target.code http chunked upgrade says-upgrade "
           "says-te hosts field. content content.begun content.sent content.size content.complete "
           "content.owed upload.stopped upload.held interim-content.sent expect.sent expect.value "
           "expect.exact expect.usual expect.has100 "
           "expect.shape gate wait wait.short wait.over wait.left paused waiting pause"_s.split(' '_L1);
}

} // namespace rules
