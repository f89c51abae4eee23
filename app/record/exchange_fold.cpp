// SPDX-License-Identifier: GPL-3.0-or-later
// Events may be a prefix, or be derived from a damaged file: nothing here leans on an earlier event being
// there.
#include "record/exchange_fold.h"

#include "record/place.h"

#include <algorithm>

namespace record {

using wire::Direction;
using wire::Event;
using wire::Kind;
using wire::Phase;

namespace {

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

} // namespace

void ExchangeFold::add(const Event &event)
{
    exchange_.duration = std::max(exchange_.duration, event.at);
    switch (event.kind) {
    case Kind::Attempt: addAttempt(event); break;
    case Kind::Lookup:
    case Kind::Connect:
    case Kind::Proxy:
    case Kind::Tls: addStep(event); break;
    case Kind::Pause: addPause(event); break;
    case Kind::WaitOver: addWaitOver(event); break;
    case Kind::Decision: addDecision(event); break;
    case Kind::Timeout:
    case Kind::Error: addFailure(event); break;
    case Kind::Close: addClose(event); break;
    default:
        if (event.direction != Direction::Local)
            addBytes(event);
    }
    if (const auto own = byIndex_.find(event.attempt); own != byIndex_.end())
        exchange_.attempts[own->second].lastAt = std::max(exchange_.attempts[own->second].lastAt, event.at);
    decide();
}

ExchangeFold::Lane &ExchangeFold::laneOf(const Event &event)
{
    return lanes_[{event.connection, event.direction}];
}

std::size_t ExchangeFold::attemptAt(const Event &event)
{
    const auto [place, isNew] = byIndex_.try_emplace(event.attempt, exchange_.attempts.size());
    if (isNew) {
        exchange_.role = exchange_.attempts.empty() ? event.role : exchange_.role;
        exchange_.attempts.emplace_back();
        exchange_.attempts.back().index = event.attempt;
        exchange_.attempts.back().connection = event.connection;
        exchange_.attempts.back().role = event.role;
        byConnection_[event.connection] = place->second;
    }
    return touched_ = place->second;
}

/// An event's own attempt, unless that one is on another connection: then the last one on the event's.
std::size_t ExchangeFold::attemptOf(const Event &event)
{
    const auto named = byIndex_.find(event.attempt);
    if (named != byIndex_.end() && exchange_.attempts[named->second].connection == event.connection)
        return touched_ = named->second;
    const auto place = byConnection_.find(event.connection);
    return touched_ = place != byConnection_.end() ? place->second : attemptAt(event);
}

void ExchangeFold::addAttempt(const Event &event)
{
    const auto before = byConnection_.find(event.connection);
    const Target used = before == byConnection_.end() ? Target() : exchange_.attempts[before->second].target;
    auto &attempt = exchange_.attempts[attemptAt(event)];
    if (event.phase == Phase::Begin) {
        attempt.connection = event.connection;
        attempt.role = event.role;
        attempt.reason = reasonFrom(event.name);
        attempt.target = targetOf(event.text);
        attempt.target.address = used.address; // a connection that is used again stays where it is
        attempt.target.addressPort = used.addressPort;
        attempt.target.unixSocket = used.unixSocket;
        attempt.beganAt = event.at;
        attempt.beganSeq = event.seq;
        byConnection_[event.connection] = byIndex_[event.attempt];
        if (attempt.reason != Reason::FollowUp)
            decisive_ = byIndex_[event.attempt];
    } else {
        attempt.outcome = outcomeFrom(event.name);
        attempt.endedAt = event.at;
        attempt.endedSeq = event.seq;
        if (!event.text.empty() || attempt.outcome == Outcome::FinalStatus)
            attempt.error = event.text;
    }
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
