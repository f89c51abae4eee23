// SPDX-License-Identifier: GPL-3.0-or-later
// One function a group of names; the names of each group stand beside it, in responseNames().
#include "rules/response_facts.h"

#include "base/text.h"
#include "rules/attempt_facts.h"
#include "wire/http1/framing.h"
#include "wire/retry_after.h"
#include "words/wire_bytes.h"

using namespace Qt::StringLiterals;

namespace rules {

namespace {

/// What a server and this program may take besides one round trip for an answer to be called prompt.
constexpr std::int64_t promptNs = 1'000'000;
/// A shorter connect says nothing of who could answer in time: a busy machine takes some milliseconds to see that it
/// stands.
constexpr std::int64_t tellingNs = 50'000'000;
/// A connect of this length is more than a round trip: its SYN was lost and sent again.
constexpr std::int64_t synAgainNs = 900'000'000;

void addOnce(QStringList &codes, int status)
{
    if (codes.size() < 8 && !codes.contains(QString::number(status)))
        codes.append(QString::number(status));
}

void setInterims(Section &out, const record::Attempt &attempt)
{
    const record::Handshake &shake = attempt.handshake;
    QStringList all, others, waiting;
    qint64 continues = 0;
    bool saysClose = false;
    for (const record::ResponseSeen &seen : attempt.interims) {
        if (all.size() < 8)
            all.append(QString::number(seen.status));
        saysClose = saysClose || wire::hasMember(seen.fields, "Connection", "close");
        if (seen.status == 100) {
            ++continues;
            continue;
        }
        addOnce(others, seen.status);
        if (shake.pauseBegan >= 0 && (shake.pauseEnded < 0 || seen.seq < shake.pauseSeq))
            addOnce(waiting, seen.status);
    }
    out.count("interims", attempt.interims.size());
    out.set("interim.list", all.join(u", "_s));
    out.set("interim.others", others.join(u", "_s));
    out.set("interim.waiting", waiting.join(u", "_s));
    out.set("continues", continues);
    out.set("interim.says-close", saysClose);
}

/// The first 104, whose fields a client that resumes an upload reads.
void setResumption(Section &out, const record::Attempt &attempt)
{
    const auto at = std::ranges::find(attempt.interims, 104, &record::ResponseSeen::status);
    if (at == attempt.interims.end())
        return;
    for (const char *name : {"Location", "Upload-Offset", "Upload-Limit", "Upload-Draft-Interop-Version"}) {
        if (const auto value = wire::valueOf(at->fields, name))
            out.wire(u"resumption."_s + QString::fromLatin1(name).toLower(), *value);
    }
}

/// A response whose first byte came before the wait was over, and so before the content went.
bool beganInWait(const record::Attempt &attempt, std::int64_t beganAt)
{
    return beganAt >= 0 && attempt.handshake.pauseEnded >= 0 && beganAt < attempt.handshake.pauseEnded;
}

/// The first 100: when it came, beside one round trip, the content and the final response.
void setContinue(Section &out, const record::Attempt &attempt)
{
    const auto first = std::ranges::find(attempt.interims, 100, &record::ResponseSeen::status);
    if (first == attempt.interims.end())
        return;
    const record::RequestSeen &request = attempt.request;
    const std::int64_t after = first->at - request.endedAt;
    out.time("continue.after", after);
    out.set("continue.unasked", first->at < request.endedAt);
    // A connect that took longer than the answer was more than a round trip: its SYN was sent again, say.
    if (const auto trip = attempt.roundTrip(); trip && after >= *trip) {
        out.set("continue.prompt", 2 * (after - promptNs) <= 3 * *trip);
        out.time("continue.thought", after - *trip);
    }
    out.set("continue.begun-in-wait", beganInWait(attempt, first->begunAt));
    out.bytes("continue.content-before", std::min(first->bodySentBefore, request.contentBytes));
    if (request.complete && request.bodyEndedAt >= 0 && first->bodySentBefore >= request.bodyBytes)
        out.time("continue.after-content", first->at - request.bodyEndedAt);
    if (attempt.final)
        out.time("continue.to-final", attempt.final->at - first->at);
    out.set("continue.http", QString::fromStdString(wire::httpVersion(first->version)));
    out.count("continue.fields", first->fields.size());
    if (const auto server = wire::valueOf(first->fields, "Server"))
        out.wire("continue.server", *server);
    if (const auto via = wire::valueOf(first->fields, "Via"))
        out.wire("continue.via", *via);
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

/// What points to an HTTP/1.0 server or hop behind the connection.
void setOldHops(Section &out, const record::Attempt &attempt)
{
    bool interim = false;
    if (attempt.request.head.version < 11) { // what answers may say the version that it was asked in
        out.set("interim.http10", interim);
        out.set("hop.http10", false);
        return;
    }
    std::string via = attempt.final ? oldVia(attempt.final->fields) : std::string();
    for (const record::ResponseSeen &seen : attempt.interims) {
        interim = interim || seen.version == 10;
        if (via.empty())
            via = oldVia(seen.fields);
    }
    const bool final = attempt.final && attempt.final->version == 10;
    if (!via.empty())
        out.wire("via.http10", via);
    out.set("interim.http10", interim);
    out.set("hop.http10", interim || final || !via.empty());
}

/// Protocols that a 101 names and the request's Upgrade field did not (RFC 9110 section 7.8).
void setSwitch(Section &out, const record::Attempt &attempt)
{
    QStringList unasked;
    for (const std::string_view line : wire::valuesOf(attempt.final->fields, "Upgrade")) {
        for (const std::string_view protocol : base::listMembers(line)) {
            if (!wire::hasMember(attempt.request.head.fields, "Upgrade", protocol))
                unasked.append(words::wireText(protocol, 60));
        }
    }
    if (!unasked.isEmpty())
        out.set("switch.unasked", unasked.join(u", "_s));
}

/// How the content's end is told, and how much of what was announced came.
void setFraming(Section &out, const record::Attempt &attempt, const wire::Head &head)
{
    const wire::Framing framing = wire::responseFraming(head, attempt.request.head.method);
    const char *key = framing.mode == wire::FramingMode::Chunked ? "chunked"
        : framing.mode == wire::FramingMode::Length              ? "length"
        : framing.mode == wire::FramingMode::UntilClose          ? "close"
                                                                 : "none";
    out.text("final.framing", key);
    const bool known = wire::declaredLength(head.fields).value.has_value(); // else the length is a ceiling of ours
    if (framing.mode == wire::FramingMode::Length && known)
        out.bytes("final.length", framing.length);
    if (attempt.foreign.surplus > 0)
        out.bytes("surplus", attempt.foreign.surplus);
    if (attempt.foreign.before > 0)
        out.bytes("preceded", attempt.foreign.before);
    out.set("final.last-chunk", attempt.final->lastChunk);
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

/// What the fields ask a client to do, held against what they may say.
void setRequests(Section &out, const record::Attempt &attempt)
{
    const wire::Fields &fields = attempt.final->fields;
    const std::string &method = attempt.request.head.method;
    switch (wire::readRetryAfter(fields)) {
    case wire::RetryAfter::None: break;
    case wire::RetryAfter::Seconds: out.text("final.retry-after", "seconds"); break;
    case wire::RetryAfter::Date: out.text("final.retry-after", "date"); break;
    case wire::RetryAfter::Invalid: out.text("final.retry-after", "invalid"); break;
    }
    if (const std::string error = proxyError(fields); !error.empty())
        out.wire("proxy-status.error", error);
    if (wire::hasField(fields, "Allow"))
        out.set("allow.has-method", !method.empty() && wire::hasMember(fields, "Allow", method));
}

void setFinalTimes(Section &out, const record::Attempt &attempt)
{
    const record::FinalSeen &final = *attempt.final;
    const record::RequestSeen &request = attempt.request;
    out.time("final.after", final.at - request.endedAt);
    out.set("final.unasked", !request.seen || final.at < request.endedAt);
    const std::int64_t trip = attempt.roundTrip().value_or(-1);
    const bool telling = trip >= tellingNs && trip < synAgainNs && attempt.interims.empty();
    out.set("final.too-soon", telling && final.at - request.endedAt < trip / 10);
    out.set("final.begun-in-wait", beganInWait(attempt, final.begunAt));
    // The record counts chunk framing there; of content there cannot have been more than there was in the end.
    out.bytes("final.content-before", std::min(final.bodySentBefore, request.contentBytes));
    const bool content = request.seen && (wire::announcesContent(request.head) || request.contentBytes > 0);
    out.set("final.early", content && (!request.complete || final.bodySentBefore < request.bodyBytes));
}

void setFinal(Section &out, const record::Attempt &attempt, const CodeNames *codes)
{
    const record::FinalSeen &final = *attempt.final;
    wire::Head head;
    head.status = final.status;
    head.version = final.version;
    head.fields = final.fields;
    const QString kind = QString::fromLatin1(kindOfStatus(final.status));
    out.set("final.status", static_cast<qint64>(final.status));
    out.set("final.kind", kind);
    out.set("final.class", static_cast<qint64>(kind == "invalid"_L1 ? 5 : final.status / 100));
    out.wire("final.reason", final.reason);
    out.set("final.http", QString::fromStdString(wire::httpVersion(final.version)));
    out.set("final.complete", final.complete);
    out.bytes("final.size", final.bodySize);
    out.set("final.chunked", wire::hasField(final.fields, "Transfer-Encoding"));
    out.set("final.persists", wire::persists(head));
    out.set("final.says-close", wire::hasMember(final.fields, "Connection", "close"));
    out.set("final.says-keep-alive", wire::hasMember(final.fields, "Connection", "keep-alive"));
    QStringList trailers;
    for (const std::string &name : final.framingTrailers)
        trailers.append(words::wireText(name, 40));
    if (!trailers.isEmpty())
        out.set("final.trailers", trailers.join(u", "_s));
    if (codes) {
        out.set("final.name", codes->nameOf(final.status));
        out.set("final.meaning", codes->sentenceOf(final.status));
    }
    setFinalTimes(out, attempt);
    setFraming(out, attempt, head);
    setRequests(out, attempt);
    if (final.status == 101)
        setSwitch(out, attempt);
    setFields(out, u"final.field."_s, final.fields);
}

void setDecided(Section &out, const char *name, const record::Decided *decided)
{
    if (decided && !decided->text.empty())
        out.set(name, words::wireText(decided->text, 400));
}

} // namespace

const char *kindOfStatus(int status)
{
    if (status == 101)
        return "switch";
    if (status == 417)
        return "expectation";
    switch (status >= 200 && status <= 599 ? status / 100 : 0) {
    case 2: return "success";
    case 3: return "redirection";
    case 4: return "refusal";
    case 5: return "failure";
    default: return "invalid";
    }
}

void setResponses(Section &out, const record::Attempt &attempt, const CodeNames *codes)
{
    setInterims(out, attempt);
    setResumption(out, attempt);
    setContinue(out, attempt);
    setOldHops(out, attempt);
    out.set("final", attempt.final.has_value());
    out.count("strays", attempt.strays.size());
    if (!attempt.strays.empty()) {
        out.set("stray.status", static_cast<qint64>(attempt.strays.front().status));
        if (attempt.final)
            out.time("stray.after", attempt.strays.front().at - attempt.final->at);
    }
    setDecided(out, "not-repeated", attempt.decided(record::Decision::NoRetry));
    setDecided(out, "not-followed", attempt.decided(record::Decision::RedirectNotFollowed));
    out.set("answer.cut", attempt.begun.has_value());
    if (const auto &begun = attempt.begun; begun && begun->hasLine)
        out.wire("answer.begun", std::to_string(begun->status) + (begun->reason.empty() ? "" : " ") + begun->reason);
    if (attempt.final)
        setFinal(out, attempt, codes);
}

QStringList responseNames()
{
    return u"interims interim.list interim.others interim.waiting interim.http10 interim.says-close continues "
           "resumption. "
           "continue.after continue.unasked continue.begun-in-wait continue.prompt continue.thought "
           "continue.content-before continue.after-content "
           "continue.to-final continue.http continue.fields continue.server continue.via via.http10 "
           "hop.http10 switch.unasked answer.cut answer.begun allow.has-method proxy-status.error surplus preceded "
           "final strays stray.status stray.after not-repeated not-followed final.status final.kind final.class "
           "final.reason final.http "
           "final.complete final.size final.chunked final.persists final.says-close final.says-keep-alive "
           "final.trailers final.retry-after final.framing final.length final.last-chunk final.name final.meaning "
           "final.after final.unasked "
           "final.too-soon final.begun-in-wait "
           "final.content-before final.early final.field."_s.split(' '_L1);
}

} // namespace rules
