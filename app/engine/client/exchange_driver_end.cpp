// SPDX-License-Identifier: GPL-3.0-or-later
// How one request ends: its time-outs, what is watched for behind its response, and the line for each ending.
#include "engine/client/exchange_driver.h"

#include "base/quantity.h"
#include "engine/net/clock.h"
#include "engine/net/error_lines.h"
#include "wire/http1/framing.h"

#include <algorithm>
#include <utility>

namespace engine {

using record::FactKind;
using record::Outcome;

namespace {

constexpr std::int64_t lingerAfterExpectNs = 50'000'000;
constexpr std::int64_t lingerForCloseNs = 250'000'000;
constexpr std::int64_t contentPatienceNs = 1'000'000'000; // for content that decides nothing

/// A number that no close makes whole.
bool boundlessLength(const wire::Fields &fields)
{
    const auto declared = wire::declaredLength(fields);
    return std::ranges::find(declared.anomalies, wire::Anomaly::LengthTooLarge) != declared.anomalies.end();
}

} // namespace

void ExchangeDriver::failBody(const std::string &line)
{
    scribe_.say(Clock::now(), FactKind::Error, "body-source", line);
    end({Outcome::Aborted, line, "body-source"});
}

// A 417 that is followed by a repeat, or a redirection: content without an end must not hold that up.
void ExchangeDriver::decideByHead()
{
    const auto decides = std::exchange(headDecides_, nullptr);
    if (decides && decides())
        decided_.arm(contentPatienceNs);
}

void ExchangeDriver::watchHead()
{
    const wire::Stream &stream = this->stream();
    if (stream.finalSeen()) {
        head_.cancel();
        decideByHead();
    } else if (timeouts_.headNs > 0 && stream.requestFlushed() && !stream.gate.holds() && !head_.armed())
        head_.arm(timeouts_.headNs);
}

void ExchangeDriver::idleFired()
{
    const std::int64_t since = Clock::now() - lastActivity_;
    if (stream().gate.state() == wire::GateState::Waiting)
        idle_.arm(timeouts_.idleNs);
    else if (since < timeouts_.idleNs)
        idle_.arm(timeouts_.idleNs - since);
    else
        timeout("idle", "no byte from or to " + where_ + " for " + base::durationText(timeouts_.idleNs));
}

void ExchangeDriver::timeout(const char *which, const std::string &line)
{
    if (!running_ || finished_)
        return;
    // Whichever comes first: of what cannot be read it is not the time that lacks.
    scribe_.say(Clock::now(), FactKind::Timeout, unreadable_ ? "resync" : which, unreadable_ ? std::string() : line);
    if (unreadable_)
        end(noEnd("unreadable"));
    else
        end({Outcome::TimedOut, line, "timeout"});
}

// The final response is complete: watches for what follows it, then ends.
void ExchangeDriver::linger()
{
    if (!lingering_) {
        lingering_ = true;
        for (Alarm *alarm : {&head_, &idle_, &resync_, &decided_})
            alarm->cancel();
        const std::int64_t ns = lingerNs();
        if (ns > 0 && !peerClosed_)
            return linger_.arm(ns);
        readAll(); // one look at what has come already
        return endFinal();
    }
    if (peerClosed_)
        endFinal();
}

bool ExchangeDriver::endUnreadable()
{
    if (!running_ || finished_ || !unreadable_)
        return false;
    timeout("resync", {});
    return true;
}

bool ExchangeDriver::endWatch()
{
    if (!running_ || !lingering_)
        return false;
    endFinal();
    return true;
}

void ExchangeDriver::endFinal()
{
    if (!running_)
        return;
    if (stream().invalidLength() || stream().brokenContent())
        return end(noEnd(peerClosed_ ? "" : "unreadable"));
    if (stream().responseCut())
        return end(closedEarly());
    const bool unsent = !peerClosed_ && !stream().requestFlushed();
    if (!stream().statusRead())
        return end(noStatus());
    end({Outcome::FinalStatus, {}, unsent ? "body-unsent" : "", scribe_.machine()->reusable() && !peerClosed_});
}

std::int64_t ExchangeDriver::lingerNs() const
{
    if (stream().invalidLength()) // RFC 9112 section 6.3: close
        return 0;
    if (spokenLinger_)
        return *spokenLinger_;
    if (!wire::persists(stream().finalHead()))
        return lingerForCloseNs;
    const bool heldBack = !stream().requestFlushed() || stream().finalStatus() >= 400;
    return submission_.expectSent && heldBack ? lingerAfterExpectNs : 0;
}

Ending ExchangeDriver::endingAfterClose() const
{
    if (unreadable_ || stream().invalidLength() || stream().brokenContent())
        return noEnd("");
    // Complete before the content was all sent, and the rest can no longer be.
    if (stream().responseDone() && !stream().responseCut())
        return stream().statusRead() ? Ending{Outcome::FinalStatus, {}, {}} : noStatus();
    return closedEarly();
}

// What came is no HTTP, or a response of which nobody knows where it ends.
Ending ExchangeDriver::noEnd(const char *closeReason) const
{
    const wire::Stream &stream = this->stream();
    const auto broken = stream.brokenContent();
    std::string line = stream.invalidLength()
        ? invalidLength(wire::valuesOf(stream.finalHead().fields, "Content-Length"), where_)
        : broken              ? brokenContent(broken->what, broken->text, where_)
        : beginsHttp2(first_) ? speaksHttp2(where_)
                              : unreadable(stream.limitMet, where_);
    return {Outcome::ProtocolError, std::move(line), closeReason};
}

// A status line whose status cannot be read (wire::Anomaly::BadStatus) is no answer.
Ending ExchangeDriver::noStatus() const
{
    return {Outcome::ProtocolError, "what " + where_ + " sent has a status line without a status", {}};
}

Ending ExchangeDriver::closedEarly() const
{
    std::string line = closedHow_ == wire::CloseHow::Fin ? where_ + " closed the connection"
        : closedHow_ == wire::CloseHow::Truncated        ? where_ + ' ' + closedText_
                                                         : where_ + ": " + closedText_;
    line += stream().finalSeen() ? " in the course of the final response" : " before a final response";
    if (stream().finalSeen() && boundlessLength(stream().finalHead().fields))
        line += ", whose Content-Length is larger than 2^63-1: no content can be so long";
    return {Outcome::ClosedEarly, line + sentWords(), {}};
}

std::string ExchangeDriver::sentWords() const
{
    if (submission_.bodyLength == 0)
        return {};
    const std::uint64_t sent = std::min(stream().bodyBytes(), submission_.bodyLength);
    return "; " + base::countText(sent) + " of " + base::bytesText(submission_.bodyLength)
        + " of content had been sent";
}

void ExchangeDriver::end(Ending ending)
{
    stop();
    // Later, so that no slot runs in the middle of a turn; stop() by the caller takes it back.
    QMetaObject::invokeMethod(
        this, [this, ending] { emit ended(ending); }, Qt::QueuedConnection);
}

} // namespace engine
