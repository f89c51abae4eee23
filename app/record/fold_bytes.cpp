// SPDX-License-Identifier: GPL-3.0-or-later
// The fold of bytes: heads, content, and what is irregular in them.
#include "record/exchange_fold.h"

#include "base/text.h"
#include "wire/http1/framing.h"

#include <algorithm>
#include <array>

namespace record {

using wire::Direction;
using wire::Event;
using wire::GateOutcome;
using wire::Kind;

namespace {

std::string joined(const std::vector<std::string_view> &values)
{
    std::string all;
    for (std::size_t i = 0; i < values.size(); ++i) {
        all += i > 0 ? ", " : "";
        all += values[i];
    }
    return all;
}

bool isContent(Kind kind)
{
    return kind == Kind::ContentData || kind == Kind::ChunkLine || kind == Kind::ChunkEnd || kind == Kind::TrailerLine
        || kind == Kind::TrailerEnd;
}

/// Fields that say how a message is framed must not stand in its trailers (RFC 9110 section 6.5.1).
bool saysFraming(const std::string &name)
{
    constexpr std::array framing{"Content-Length",   "Transfer-Encoding", "Trailer",
                                 "Content-Encoding", "Content-Type",      "Content-Range"};
    return std::ranges::any_of(framing, [&name](const char *one) { return base::equalsIgnoringCase(name, one); });
}

bool isRequest(const Event &event)
{
    return event.side() == wire::Side::Request;
}

} // namespace

void ExchangeFold::addBytes(const Event &event)
{
    addMoved(event);
    auto &lane = laneOf(event);
    if (event.kind != Kind::HeadBegin && lane.open && lane.attempt < exchange_.attempts.size())
        touched_ = lane.attempt;
    switch (event.kind) {
    case Kind::HeadBegin: headBegins(event, lane); break;
    case Kind::StartLine:
    case Kind::FieldLine:
    case Kind::FieldFold: headPart(event, lane); break;
    case Kind::RequestHead: requestHead(event, lane); break;
    case Kind::InterimResponse:
    case Kind::FinalResponse: responseHead(event, lane); break;
    case Kind::Anomaly: addIrregular(event); break;
    case Kind::Unparsed: addForeign(event); break;
    default: addContent(event, lane);
    }
}

void ExchangeFold::addMoved(const Event &event)
{
    const bool leaf = wire::isLeaf(event.kind);
    if (leaf)
        (event.direction == Direction::Sent ? exchange_.bytesSent : exchange_.bytesReceived) += event.span.length;
    auto &attempt = exchange_.attempts[attemptOf(event)];
    auto &moved = isRequest(event) ? attempt.requestBytes : attempt.responseBytes;
    moved.first = moved.first < 0 ? event.at : moved.first;
    moved.last = leaf ? event.at : moved.last;
}

void ExchangeFold::headBegins(const Event &event, Lane &lane)
{
    const bool request = isRequest(event);
    lane = Lane();
    lane.open = lane.inHead = true;
    lane.begunAt = event.at;
    lane.begunSeq = event.seq;
    lane.head = wire::HeadBuilder(request);
    lane.attempt = attemptOf(event);
    auto &attempt = exchange_.attempts[lane.attempt];
    if (!request)
        attempt.begun = ResponseBegun{event.at, event.seq, event.span, 0, {}, false};
    else if (attempt.request.seen)
        lane.attempt = none;
    else {
        attempt.request.begunAt = event.at;
        attempt.request.seq = event.seq;
        attempt.request.span = event.span;
    }
}

void ExchangeFold::headPart(const Event &event, Lane &lane)
{
    if (!lane.inHead)
        return;
    lane.head.add(event);
    if (lane.attempt >= exchange_.attempts.size())
        return;
    const bool request = isRequest(event);
    if (request && event.kind == Kind::FieldLine && base::equalsIgnoringCase(event.name, "Expect"))
        keepSeq(exchange_.attempts[lane.attempt].handshake.fieldSeqs, event.seq);
    if (request || event.kind != Kind::StartLine)
        return;
    if (auto &begun = exchange_.attempts[lane.attempt].begun) {
        begun->status = event.code;
        begun->reason = event.text;
        begun->hasLine = true;
    }
}

void ExchangeFold::requestHead(const Event &event, Lane &lane)
{
    lane.inHead = false;
    if (lane.attempt >= exchange_.attempts.size())
        return;
    auto &attempt = exchange_.attempts[lane.attempt];
    attempt.request.seen = true;
    attempt.request.head = lane.head.take();
    attempt.request.endedAt = event.at;
    attempt.request.seq = event.seq;
    attempt.request.span = event.span;
    attempt.request.headBytes = event.span.length;
    const auto values = wire::valuesOf(attempt.request.head.fields, "Expect");
    if (values.empty())
        return;
    attempt.handshake.sent = true;
    attempt.handshake.value = joined(values);
    if (attempt.handshake.outcome == GateOutcome::NotSent)
        attempt.handshake.outcome = GateOutcome::NotWaited;
    if (event.role == wire::Role::Server)
        beginServerWait(attempt, event);
}

ResponseSeen ExchangeFold::responseSeen(const Event &event, Lane &lane, const RequestSeen &request)
{
    ResponseSeen seen;
    seen.status = event.code;
    seen.reason = event.text;
    seen.version = static_cast<int>(event.value);
    seen.begunAt = lane.begunAt;
    seen.begunSeq = lane.begunAt < 0 ? event.seq : lane.begunSeq;
    seen.at = event.at;
    seen.seq = event.seq;
    seen.span = event.span;
    seen.fields = lane.head.take().fields;
    seen.bodySentBefore = std::max(request.bodyBytes, event.contentSent);
    return seen;
}

void ExchangeFold::responseHead(const Event &event, Lane &lane)
{
    lane.inHead = false;
    lane.open = event.kind == Kind::FinalResponse;
    lane.attempt = lane.attempt < exchange_.attempts.size() ? lane.attempt : attemptOf(event);
    auto &attempt = exchange_.attempts[lane.attempt];
    auto seen = responseSeen(event, lane, attempt.request);
    attempt.begun.reset();
    if (attempt.final) {
        static_cast<ResponseSeen &>(attempt.strays.emplace_back()) = std::move(seen);
    } else if (event.kind == Kind::InterimResponse) {
        if (event.code == 100)
            noteAnswer(attempt, event, GateOutcome::Continued);
        attempt.interims.push_back(std::move(seen));
    } else {
        noteAnswer(attempt, event, GateOutcome::FinalStatus);
        auto &final = attempt.final.emplace();
        static_cast<ResponseSeen &>(final) = std::move(seen);
        // After 101, and after 2xx to CONNECT, the connection is no longer HTTP's: the head was all of it.
        const bool tunnel = attempt.request.head.method == "CONNECT" && event.code / 100 == 2;
        final.complete = event.code == 101 || tunnel;
        final.requestLastAt = attempt.requestBytes.last;
    }
}

/// An answer that came before content began. The server's seat waits for it; in the client's the gate says so
/// itself, but where the answer came before the head had left, and so before any pause.
void ExchangeFold::noteAnswer(Attempt &attempt, const Event &event, GateOutcome outcome)
{
    auto &shake = attempt.handshake;
    if (event.role == wire::Role::Server)
        endServerWait(attempt, event, outcome);
    else if (shake.outcome == GateOutcome::NotWaited && shake.pauseBegan < 0 && attempt.request.bodyBegunAt < 0
             && wire::announcesContent(attempt.request.head))
        shake.outcome = outcome;
}

void ExchangeFold::addContent(const Event &event, Lane &lane)
{
    if (lane.open && !lane.inHead && lane.attempt < exchange_.attempts.size()) {
        auto &attempt = exchange_.attempts[lane.attempt];
        lane.contentStart = event.kind == Kind::ContentBegin ? event.span.offset : lane.contentStart;
        if (isRequest(event))
            requestContent(event, lane);
        else if (!attempt.strays.empty())
            responseContent(event, attempt.strays.back());
        else if (attempt.final)
            responseContent(event, *attempt.final);
    }
    lane.open = lane.open && event.kind != Kind::MessageEnd;
}

void ExchangeFold::requestContent(const Event &event, const Lane &lane)
{
    auto &attempt = exchange_.attempts[lane.attempt];
    auto &request = attempt.request;
    if (event.kind == Kind::ContentBegin) {
        request.bodyBegunAt = event.at;
        request.bodyBegunSeq = request.bodySeq = event.seq;
        request.body = event.span;
        request.bodyBytes = std::max<std::uint64_t>(request.bodyBytes, 1);
        const bool waited = event.at - request.endedAt > waitAtLeastNs;
        if (event.role == wire::Role::Server)
            endServerWait(attempt, event, waited ? GateOutcome::TimedOut : GateOutcome::NotWaited);
    } else if (isContent(event.kind)) {
        request.bodyBytes = event.span.end() - lane.contentStart;
        if (event.kind == Kind::ContentData) {
            request.contentBytes += event.value;
            request.body.length = event.span.end() - request.body.offset;
            request.bodySeq = event.seq;
        }
    } else if (event.kind == Kind::ContentEnd) {
        request.bodyEndedAt = event.at;
        request.bodyEndedSeq = request.bodySeq = event.seq;
        request.body = event.span;
        request.bodyBytes = event.span.length;
        request.contentBytes = event.value;
    } else if (event.kind == Kind::MessageEnd) {
        request.complete = event.code == 0;
        request.messageEndedAt = event.at;
        request.messageEndedSeq = event.seq;
        request.message = event.span;
    }
}

void ExchangeFold::responseContent(const Event &event, FinalSeen &final)
{
    switch (event.kind) {
    case Kind::ContentData: final.bodySize += event.value; break;
    case Kind::ContentEnd: final.bodySize = event.value; break;
    case Kind::ChunkLine: final.lastChunk = final.lastChunk || event.value == 0; break;
    case Kind::TrailerLine:
        if (saysFraming(event.name) && final.framingTrailers.size() < 8)
            final.framingTrailers.push_back(event.name);
        break;
    case Kind::MessageEnd:
        final.complete = event.code == 0;
        final.endedAt = event.at;
        final.message = event.span;
        break;
    default: break;
    }
}

void ExchangeFold::addIrregular(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    const bool request = isRequest(event);
    const auto what = static_cast<wire::Anomaly>(event.code);
    if (wire::infoOf(what).key != event.name)
        return; // of a later version, or no version's
    const auto fits = [&](const Irregular &one) { return one.what == what && one.ofRequest == request; };
    auto known = std::ranges::find_if(attempt.irregular, fits);
    if (known == attempt.irregular.end() && room(sizeof(Irregular)))
        known = attempt.irregular.insert(known, {what, request, 0, {}});
    if (known != attempt.irregular.end()) {
        ++known->count;
        keepSeq(known->seqs, event.seq);
    }
    if (what == wire::Anomaly::BadTarget && request && attempt.request.badTarget.empty())
        attempt.request.badTarget = event.text;
    if (what == wire::Anomaly::ContentAfterInterim && !request && !attempt.sentAtInterimContent)
        attempt.sentAtInterimContent = event.contentSent;
    if (what == wire::Anomaly::NotHttp && !request)
        tellForeign(attempt.foreign, event);
}

/// Of the texts the longer one tells more.
void ExchangeFold::tellForeign(Foreign &foreign, const Event &event)
{
    if (event.text.size() > foreign.first.size())
        foreign.first = event.text;
    foreign.at = event.at;
    foreign.seq = event.seq;
    foreign.span = event.span;
    foreign.text = event.text;
}

void ExchangeFold::addForeign(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    keepSeq(attempt.foreign.seqs, event.seq);
    if (isRequest(event))
        return;
    if (!attempt.final)
        attempt.foreign.before += event.span.length;
    else if (attempt.final->endedAt >= 0)
        attempt.foreign.surplus += event.span.length;
    tellForeign(attempt.foreign, event);
}

} // namespace record
