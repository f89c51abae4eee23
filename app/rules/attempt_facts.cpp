// SPDX-License-Identifier: GPL-3.0-or-later
// One function a group of names; the names of each group stand beside it, in attemptNames().
#include "rules/attempt_facts.h"

#include "base/text.h"
#include "request/expect_rule.h"
#include "request/url.h"
#include "rules/spoken.h"
#include "wire/expect_reading.h"
#include "wire/http1/framing.h"
#include "words/wire_bytes.h"

#include <algorithm>
#include <array>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

/// The last place that was spoken to, which a proxy or a place to connect to makes another one than the URL's. What
/// speaks behind a SOCKS proxy is what was asked for there.
struct Dialled {
    std::string place; ///< host of the last look-up, or host:port of the last step of connecting
    std::string lookedUp;
    std::string unixSocket; ///< what the last connect went to, in place of an address; "" without one
};

Dialled dialledIn(const record::Attempt &attempt)
{
    Dialled dialled;
    for (const record::NetworkStep &step : attempt.steps) {
        if (step.what == record::Step::Tls)
            continue;
        dialled.place = step.unixSocket ? std::string() : step.asked;
        if (step.what == record::Step::Lookup)
            dialled.lookedUp = step.asked;
        if (step.what == record::Step::Proxy)
            dialled.lookedUp.clear();
        if (step.what == record::Step::Connect)
            dialled.unixSocket = step.unixSocket ? step.asked : std::string();
    }
    return dialled;
}

void setDialled(Section &out, const record::Attempt &attempt)
{
    const Dialled dialled = dialledIn(attempt);
    const auto read = request::parseUrl("http://" + dialled.place);
    const auto *place = dialled.place.empty() ? nullptr : std::get_if<request::Url>(&read);
    const std::string host = !dialled.lookedUp.empty() ? dialled.lookedUp : place ? place->host : attempt.target.host;
    out.wire("dialled.host", host);
    out.port("dialled.port", place && place->portTyped ? place->port : attempt.target.port);
    if (!dialled.unixSocket.empty())
        out.wire("unix-socket", dialled.unixSocket);
}

void setFailed(Section &out, const record::Attempt &attempt, record::Step what, const char *failed, const char *error,
               int most)
{
    const record::NetworkStep *step = attempt.failed(what);
    out.set(failed, step != nullptr);
    out.set(error, step ? words::wireText(step->answer, most) : QString());
}

void setPlace(Section &out, const record::Attempt &attempt)
{
    using record::Step;
    out.text("reason", record::keyOf(attempt.reason));
    out.wire("host", attempt.target.host);
    out.port("port", attempt.target.port);
    setDialled(out, attempt);
    out.wire("address", attempt.target.address);
    const auto withheld = std::find_if(attempt.decisions.rbegin(), attempt.decisions.rend(), [](const auto &one) {
        return one.what == record::Decision::FieldsDropped && one.text.starts_with("not sent to another origin");
    });
    if (withheld != attempt.decisions.rend())
        out.set("withheld", words::wireText(withheld->text, 400));
    out.set("tls", attempt.target.tls);
    const auto connects = [&attempt](bool onlyDone) {
        return static_cast<std::uint64_t>(std::ranges::count_if(attempt.steps, [onlyDone](const auto &step) {
            return step.what == Step::Connect && (step.done() || !onlyDone);
        }));
    };
    out.set("connected", connects(true) > 0);
    out.count("connects", connects(false));
    if (const auto trip = attempt.roundTrip())
        out.time("round-trip", *trip);
    setFailed(out, attempt, Step::Lookup, "lookup.failed", "lookup.error", 200);
    setFailed(out, attempt, Step::Connect, "connect.failed", "connect.error", 200);
    setFailed(out, attempt, Step::Proxy, "proxy.failed", "proxy.error", 400);
    setFailed(out, attempt, Step::Tls, "tls.failed", "tls.error", 400);
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

/// The last one of its kind.
void setFailures(Section &out, const record::Attempt &attempt)
{
    for (const record::Failure &failure : attempt.failures)
        out.text(failure.timeout ? "timeout" : "error.key", failure.key);
}

/// The other side's FIN, reset or failure, whichever was first; but a reset behind a FIN tells how.
void setClosed(Section &out, const record::Attempt &attempt)
{
    const auto first = std::ranges::find_if(attempt.closings, &record::Closing::byPeer);
    if (first == attempt.closings.end())
        return;
    const bool reset = std::ranges::any_of(
        attempt.closings, [](const record::Closing &one) { return one.byPeer && one.how == wire::CloseHow::Reset; });
    out.text("closed", wordOf(reset ? wire::CloseHow::Reset : first->how));
    if (attempt.final && first->at >= attempt.final->at)
        out.time("closed.after", first->at - attempt.final->at);
    if (attempt.request.seen)
        out.time("closed.after-head", first->at - attempt.request.endedAt);
}

/// A peer that has sent an HTTP response speaks HTTP, whatever came behind it.
void setSpoken(Section &out, const record::Attempt &attempt)
{
    const std::string &foreign = attempt.foreign.first;
    const bool http = !attempt.interims.empty() || attempt.final;
    const Spoken spoken = http ? Spoken{u"other"_s, {}} : spokenBy(foreign);
    out.set("speaks.known", !spoken.name.isEmpty());
    if (foreign.empty())
        return;
    out.set("speaks", spoken.key);
    if (!spoken.name.isEmpty())
        out.set("speaks.name", spoken.name);
    out.wire("speaks.bytes", std::string_view(foreign).substr(0, 32));
}

void setEnd(Section &out, const record::Attempt &attempt)
{
    out.text("outcome", record::keyOf(attempt.outcome));
    out.wire("error", attempt.error);
    setFailures(out, attempt);
    out.text("after", record::keyOf(attempt.after));
    setClosed(out, attempt);
    if (attempt.final && attempt.final->endedAt >= 0 && attempt.endedAt >= attempt.final->endedAt)
        out.time("watched", attempt.endedAt - attempt.final->endedAt);
    setSpoken(out, attempt);
}

void setContent(Section &out, const record::Attempt &attempt)
{
    const record::RequestSeen &request = attempt.request;
    out.set("content.begun", request.bodyBegunAt >= 0);
    out.bytes("content.sent", request.contentBytes);
    out.set("upload.stopped", attempt.decided(record::Decision::StopUpload) != nullptr);
    out.set("upload.held", attempt.decided(record::Decision::HoldContent) != nullptr);
    if (attempt.sentAtInterimContent)
        out.bytes("interim-content.sent", *attempt.sentAtInterimContent);
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

void setRequest(Section &out, const record::Attempt &attempt)
{
    const wire::Head &head = attempt.request.head;
    out.set("head.begun", attempt.request.begunAt >= 0);
    out.set("head.sent", attempt.request.seen);
    setContent(out, attempt);
    if (const std::string &bad = attempt.request.badTarget; !bad.empty()) {
        const auto byte = static_cast<unsigned char>(bad.front());
        const QString code = u"%1"_s.arg(byte, 2, 16, '0'_L1).toUpper();
        const bool shown = byte > 0x20 && byte < 0x7f;
        out.set("target.byte",
                shown ? u"“%1” (0x%2)"_s.arg(QLatin1Char(bad.front())).arg(code) : u"The byte 0x"_s + code);
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

void setExpect(Section &out, const record::Attempt &attempt, std::int64_t now)
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
    const auto trip = attempt.roundTrip();
    out.set("wait.short", trip && shake.waitNs < 4 * *trip);
    out.set("wait.over", shake.waitOver);
    out.set("paused", shake.pauseBegan >= 0);
    out.set("waiting", open);
    if (shake.pauseBegan >= 0)
        out.time("pause", open ? now - shake.pauseBegan : shake.pauseNs());
    if (const auto left = waitLeft(shake.waitNs - (now - shake.pauseBegan)); open && !shake.waitOver && left > 0)
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

void setAttempt(Section &out, const record::Attempt &attempt, std::int64_t now)
{
    setPlace(out, attempt);
    setEnd(out, attempt);
    setRequest(out, attempt);
    setExpect(out, attempt, now);
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
