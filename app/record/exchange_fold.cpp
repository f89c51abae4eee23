// SPDX-License-Identifier: GPL-3.0-or-later
// Events may be a prefix, or be derived from a damaged file: nothing here leans on an earlier event being
// there.
#include "record/exchange_fold.h"

#include "base/text.h"

#include <algorithm>

namespace record {

using wire::Direction;
using wire::Event;
using wire::GateOutcome;
using wire::Kind;
using wire::Phase;

namespace {

struct HostPort {
    std::string host;
    std::uint16_t port = 0;
};

/// "host:port" or "[v6]:port"; a text without a port is all host.
HostPort splitHostPort(std::string_view text)
{
    const auto colon = text.rfind(':');
    const auto bracket = text.rfind(']');
    HostPort parts;
    auto host = text;
    if (colon != text.npos && (bracket == text.npos || bracket < colon)) {
        const auto port = base::decimal(text.substr(colon + 1));
        if (port && *port <= 0xffff) {
            parts.port = static_cast<std::uint16_t>(*port);
            host = text.substr(0, colon);
        }
    }
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    parts.host = host;
    return parts;
}

Target targetOf(std::string_view text)
{
    Target target;
    const auto scheme = text.find("://");
    target.tls = scheme != text.npos && text.substr(0, scheme) == "https";
    auto parts = splitHostPort(scheme == text.npos ? text : text.substr(scheme + 3));
    target.host = std::move(parts.host);
    target.port = parts.port;
    return target;
}

Outcome outcomeOf(std::string_view key)
{
    for (auto i = static_cast<int>(Outcome::FinalStatus); i <= static_cast<int>(Outcome::Aborted); ++i)
        if (keyOf(static_cast<Outcome>(i)) == key)
            return static_cast<Outcome>(i);
    return Outcome::Pending;
}

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

ResponseSeen responseSeen(const Event &event, const wire::Head &head, const RequestSeen &request)
{
    ResponseSeen seen;
    seen.status = event.code;
    seen.reason = event.text;
    seen.version = static_cast<int>(event.value);
    seen.at = event.at;
    seen.seq = event.seq;
    seen.fields = head.fields;
    seen.bodySentBefore = std::max(request.bodyBytes, event.contentSent);
    return seen;
}

} // namespace

ExchangeFold::ExchangeFold(wire::Role role)
{
    exchange_.role = role;
}

void ExchangeFold::add(const Event &event)
{
    exchange_.duration = std::max(exchange_.duration, event.at);
    switch (event.kind) {
    case Kind::Attempt: addAttempt(event); break;
    case Kind::Connect: addConnect(event); break;
    case Kind::Pause: addPause(event); break;
    case Kind::Close: addClose(event); break;
    case Kind::Error: addError(event); break;
    default:
        if (event.direction != Direction::Local)
            addBytes(event);
    }
    decide();
}

ExchangeFold::Lane &ExchangeFold::laneOf(const Event &event)
{
    return lanes_[{event.connection, event.direction}];
}

std::size_t ExchangeFold::attemptAt(std::uint32_t index, std::uint32_t connection)
{
    const auto [place, isNew] = byIndex_.try_emplace(index, exchange_.attempts.size());
    if (isNew) {
        exchange_.attempts.emplace_back();
        exchange_.attempts.back().index = index;
        exchange_.attempts.back().connection = connection;
        byConnection_[connection] = place->second;
    }
    return place->second;
}

/// An event's own attempt, unless that one is on another connection: then the last one on the event's.
std::size_t ExchangeFold::attemptOf(const Event &event)
{
    const auto named = byIndex_.find(event.attempt);
    if (named != byIndex_.end() && exchange_.attempts[named->second].connection == event.connection)
        return named->second;
    const auto place = byConnection_.find(event.connection);
    return place != byConnection_.end() ? place->second : attemptAt(event.attempt, event.connection);
}

bool ExchangeFold::isRequest(const Event &event) const
{
    return (exchange_.role == wire::Role::Client) == (event.direction == Direction::Sent);
}

void ExchangeFold::addAttempt(const Event &event)
{
    const auto before = byConnection_.find(event.connection);
    const Target used = before == byConnection_.end() ? Target() : exchange_.attempts[before->second].target;
    auto &attempt = exchange_.attempts[attemptAt(event.attempt, event.connection)];
    if (event.phase == Phase::Begin) {
        attempt.connection = event.connection;
        attempt.reason = event.name;
        attempt.target = targetOf(event.text);
        attempt.target.address = used.address; // a connection that is used again stays where it is
        attempt.target.addressPort = used.addressPort;
        attempt.target.unixSocket = used.unixSocket;
        attempt.beganAt = event.at;
        byConnection_[event.connection] = byIndex_[event.attempt];
        if (event.name != "follow-up")
            decisive_ = byIndex_[event.attempt];
    } else {
        attempt.outcome = outcomeOf(event.name);
        attempt.endedAt = event.at;
        if (!event.text.empty() || attempt.outcome == Outcome::FinalStatus)
            attempt.error = event.text;
    }
}

void ExchangeFold::addConnect(const Event &event)
{
    auto &target = exchange_.attempts[attemptOf(event)].target;
    const bool failed = event.phase == Phase::End && event.code != 0;
    if (!failed && event.phase == Phase::End && event.text.empty())
        return;
    if (event.name == wire::unixStep) {
        target.unixSocket = failed ? std::string() : event.text;
        return;
    }
    HostPort place = failed ? HostPort() : splitHostPort(event.text);
    target.address = std::move(place.host);
    target.addressPort = place.port;
}

void ExchangeFold::addPause(const Event &event)
{
    auto &shake = exchange_.attempts[attemptOf(event)].handshake;
    shake.pauseSeq = event.seq;
    if (event.phase == Phase::Begin) {
        shake.pauseBegan = event.at;
        shake.pauseEnded = -1;
        shake.waitNs = static_cast<std::int64_t>(event.value);
    } else {
        shake.pauseEnded = event.at;
        if (event.code >= 0 && event.code <= static_cast<int>(GateOutcome::Aborted))
            shake.outcome = static_cast<GateOutcome>(event.code);
        if (shake.outcome == GateOutcome::Continued)
            shake.continuedBy = static_cast<int>(event.value);
    }
}

/// The first close tells how the connection stood; but a reset by the peer that follows its own FIN counts
/// more, for it can destroy bytes on their way. A failure that is no reset (TLS, mostly) destroys nothing by itself.
void ExchangeFold::addClose(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    if (exchange_.role == wire::Role::Server)
        endServerWait(attempt, event, GateOutcome::Closed);
    const bool client = exchange_.role == wire::Role::Client;
    const auto ours = client ? ConnectionAfter::ClosedByClient : ConnectionAfter::ClosedByServer;
    const auto peers = client ? ConnectionAfter::ClosedByServer : ConnectionAfter::ClosedByClient;
    const bool reset = event.code == static_cast<int>(wire::CloseHow::Reset);
    if (event.direction == Direction::Sent)
        attempt.after = attempt.after == ConnectionAfter::Open ? ours : attempt.after;
    else if (reset && attempt.after != ours)
        attempt.after = ConnectionAfter::Reset;
    else if (attempt.after == ConnectionAfter::Open)
        attempt.after = peers;
}

void ExchangeFold::addError(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    if (attempt.endedAt < 0)
        attempt.error = event.text;
}

void ExchangeFold::addBytes(const Event &event)
{
    auto &lane = laneOf(event);
    if (wire::isLeaf(event.kind))
        (event.direction == Direction::Sent ? exchange_.bytesSent : exchange_.bytesReceived) += event.span.length;
    switch (event.kind) {
    case Kind::HeadBegin: headBegins(event, lane); break;
    case Kind::StartLine:
    case Kind::FieldLine:
    case Kind::FieldFold: headPart(event, lane); break;
    case Kind::RequestHead: requestHead(event, lane); break;
    case Kind::InterimResponse:
    case Kind::FinalResponse: responseHead(event, lane); break;
    default:
        if (lane.open && !lane.inHead && lane.attempt < exchange_.attempts.size()) {
            lane.contentStart = event.kind == Kind::ContentBegin ? event.span.offset : lane.contentStart;
            if (isRequest(event))
                requestContent(event, lane);
            else
                responseContent(event, lane);
        }
        lane.open = lane.open && event.kind != Kind::MessageEnd;
    }
}

void ExchangeFold::headBegins(const Event &event, Lane &lane)
{
    lane = {};
    lane.open = lane.inHead = true;
    lane.begunAt = event.at;
    lane.head.isRequest = isRequest(event);
    lane.attempt = attemptOf(event);
    auto &request = exchange_.attempts[lane.attempt].request;
    if (!lane.head.isRequest)
        return;
    if (request.seen)
        lane.attempt = none;
    else
        request.begunAt = event.at;
}

void ExchangeFold::headPart(const Event &event, Lane &lane)
{
    if (!lane.inHead)
        return;
    auto &head = lane.head;
    if (event.kind == Kind::StartLine) {
        head.method = event.name;
        (head.isRequest ? head.target : head.reason) = event.text;
        head.status = event.code;
        head.version = static_cast<int>(event.value);
    } else if (event.kind == Kind::FieldLine) {
        head.fields.push_back({event.name, event.text});
    } else if (!head.fields.empty()) { // RFC 9112 section 5.2: a fold counts as one SP
        auto &value = head.fields.back().value;
        value += (value.empty() || event.text.empty() ? "" : " ") + event.text;
    }
}

void ExchangeFold::requestHead(const Event &event, Lane &lane)
{
    lane.inHead = false;
    if (lane.attempt >= exchange_.attempts.size())
        return;
    auto &attempt = exchange_.attempts[lane.attempt];
    attempt.request.seen = true;
    attempt.request.head = std::move(lane.head);
    attempt.request.endedAt = event.at;
    attempt.request.headBytes = event.span.length;
    const auto values = wire::valuesOf(attempt.request.head.fields, "Expect");
    if (values.empty())
        return;
    attempt.handshake.sent = true;
    attempt.handshake.value = joined(values);
    if (attempt.handshake.outcome == GateOutcome::NotSent)
        attempt.handshake.outcome = GateOutcome::NotWaited;
    if (exchange_.role == wire::Role::Server)
        beginServerWait(attempt, event);
}

void ExchangeFold::responseHead(const Event &event, Lane &lane)
{
    lane.inHead = false;
    lane.open = event.kind == Kind::FinalResponse;
    lane.attempt = lane.attempt < exchange_.attempts.size() ? lane.attempt : attemptOf(event);
    auto &attempt = exchange_.attempts[lane.attempt];
    auto seen = responseSeen(event, lane.head, attempt.request);
    lane.stray = -1;
    if (attempt.final) {
        lane.stray = static_cast<int>(attempt.strays.size());
        attempt.strays.push_back(std::move(seen));
    } else if (event.kind == Kind::InterimResponse) {
        if (event.code == 100)
            noteAnswer(attempt, event, GateOutcome::Continued);
        attempt.interims.push_back(std::move(seen));
    } else {
        noteAnswer(attempt, event, GateOutcome::FinalStatus);
        // After 101, and after 2xx to CONNECT, the connection is no longer HTTP's: the head was all of it.
        const bool tunnel = attempt.request.head.method == "CONNECT" && event.code / 100 == 2;
        seen.complete = event.code == 101 || tunnel;
        attempt.final = std::move(seen);
    }
}

/// An answer that came before content began. The server's seat waits for it; in the client's the gate says so
/// itself, but where the answer came before the head had left, and so before any pause.
void ExchangeFold::noteAnswer(Attempt &attempt, const Event &event, GateOutcome outcome)
{
    auto &shake = attempt.handshake;
    if (exchange_.role == wire::Role::Server)
        endServerWait(attempt, event, outcome);
    else if (shake.outcome == GateOutcome::NotWaited && shake.pauseBegan < 0 && attempt.request.bodyBegunAt < 0
             && wire::announcesContent(attempt.request.head))
        shake.outcome = outcome;
}

void ExchangeFold::requestContent(const Event &event, const Lane &lane)
{
    auto &attempt = exchange_.attempts[lane.attempt];
    auto &request = attempt.request;
    if (event.kind == Kind::ContentBegin) {
        request.bodyBegunAt = event.at;
        request.bodyBytes = std::max<std::uint64_t>(request.bodyBytes, 1);
        const bool waited = event.at - request.endedAt > waitAtLeastNs;
        if (exchange_.role == wire::Role::Server)
            endServerWait(attempt, event, waited ? GateOutcome::TimedOut : GateOutcome::NotWaited);
    } else if (isContent(event.kind)) {
        request.bodyBytes = event.span.end() - lane.contentStart;
        request.contentBytes += event.kind == Kind::ContentData ? event.value : 0;
    } else if (event.kind == Kind::ContentEnd) {
        request.bodyEndedAt = event.at;
        request.bodyBytes = event.span.length;
        request.contentBytes = event.value;
    } else if (event.kind == Kind::MessageEnd) {
        request.complete = event.code == 0;
    }
}

void ExchangeFold::responseContent(const Event &event, Lane &lane)
{
    auto &attempt = exchange_.attempts[lane.attempt];
    auto *seen = lane.stray < 0 ? (attempt.final ? &*attempt.final : nullptr)
                                : &attempt.strays[static_cast<std::size_t>(lane.stray)];
    if (!seen)
        return;
    if (event.kind == Kind::ContentData)
        seen->bodySize += event.value;
    else if (event.kind == Kind::ContentEnd)
        seen->bodySize = event.value;
    else if (event.kind == Kind::MessageEnd)
        seen->complete = event.code == 0;
}

/// The client waits from its head's end on, if it has something to send after it.
void ExchangeFold::beginServerWait(Attempt &attempt, const Event &event)
{
    if (!wire::announcesContent(attempt.request.head))
        return;
    attempt.handshake.pauseBegan = event.at;
    attempt.handshake.pauseSeq = event.seq;
}

void ExchangeFold::endServerWait(Attempt &attempt, const Event &event, GateOutcome outcome)
{
    auto &shake = attempt.handshake;
    if (shake.pauseBegan < 0 || shake.pauseEnded >= 0)
        return;
    shake.outcome = outcome;
    shake.pauseSeq = event.seq;
    if (outcome == GateOutcome::NotWaited)
        shake.pauseBegan = -1;
    else
        shake.pauseEnded = event.at;
}

/// The last attempt speaks for the exchange; but a follow-up only probes the connection, and never does.
void ExchangeFold::decide()
{
    if (decisive_ >= exchange_.attempts.size())
        return;
    const auto &last = exchange_.attempts[decisive_];
    exchange_.outcome = last.outcome;
    exchange_.error = last.error;
}

} // namespace record
