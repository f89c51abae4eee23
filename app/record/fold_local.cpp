// SPDX-License-Identifier: GPL-3.0-or-later
// The fold of what carries no bytes: the steps to the peer, pauses, decisions, failures, closes.
#include "record/exchange_fold.h"

#include "record/place.h"
#include "wire/http1/framing.h"

namespace record {

using wire::Direction;
using wire::Event;
using wire::GateOutcome;
using wire::Kind;
using wire::Phase;

namespace {

Step stepOf(Kind kind)
{
    return kind == Kind::Lookup ? Step::Lookup
        : kind == Kind::Connect ? Step::Connect
        : kind == Kind::Proxy   ? Step::Proxy
                                : Step::Tls;
}

/// Where a connection leads, as far as its Connect step tells.
void place(Target &target, const Event &event)
{
    const bool failed = event.phase == Phase::End && event.code != 0;
    if (!failed && event.phase == Phase::End && event.text.empty())
        return;
    if (event.name == wire::unixStep) {
        target.unixSocket = failed ? std::string() : event.text;
        return;
    }
    HostPort where = failed ? HostPort() : splitHostPort(event.text);
    target.address = std::move(where.host);
    target.addressPort = where.port;
}

} // namespace

bool ExchangeFold::room(std::size_t bytes)
{
    if (bytes > mostNoted - noted_)
        return false;
    noted_ += bytes;
    return true;
}

void ExchangeFold::keepSeq(std::vector<std::uint64_t> &seqs, std::uint64_t seq)
{
    if (seqs.size() < mostSeqs && room(sizeof(seq)))
        seqs.push_back(seq);
}

void ExchangeFold::addStep(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    if (event.kind == Kind::Connect)
        place(attempt.target, event);
    const Step what = stepOf(event.kind);
    const auto isOpen = [what](const NetworkStep &step) { return step.what == what && step.ended < 0; };
    auto open = std::find_if(attempt.steps.rbegin(), attempt.steps.rend(), isOpen);
    if (event.phase == Phase::Begin || open == attempt.steps.rend()) {
        if (!beginStep(attempt, what, event) || event.phase == Phase::Begin)
            return;
        open = attempt.steps.rbegin();
    }
    open->ended = event.at;
    open->endedSeq = event.seq;
    open->failed = event.code != 0;
    if (!room(event.name.size() + event.text.size()))
        return;
    open->name = event.name;
    open->answer = event.text;
}

/// False: there is no room for it.
bool ExchangeFold::beginStep(Attempt &attempt, Step what, const Event &event)
{
    const bool begins = event.phase == Phase::Begin;
    if (!room(sizeof(NetworkStep) + (begins ? event.text.size() : 0)))
        return false;
    NetworkStep step;
    step.what = what;
    step.unixSocket = event.name == wire::unixStep;
    step.began = event.at;
    step.beganSeq = event.seq;
    step.asked = begins ? event.text : std::string();
    attempt.steps.push_back(std::move(step));
    return true;
}

void ExchangeFold::addPause(const Event &event)
{
    auto &shake = exchange_.attempts[attemptOf(event)].handshake;
    shake.pauseSeq = event.seq;
    keepSeq(shake.gateSeqs, event.seq);
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

void ExchangeFold::addWaitOver(const Event &event)
{
    auto &shake = exchange_.attempts[attemptOf(event)].handshake;
    shake.waitOver = true;
    keepSeq(shake.gateSeqs, event.seq);
}

/// Of a key that no version of Interim wrote, nobody knows what was decided.
void ExchangeFold::addDecision(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    const auto what = decisionFrom(event.name);
    if (what && room(sizeof(Decided) + event.text.size()))
        attempt.decisions.push_back({*what, event.at, event.seq, event.text});
}

void ExchangeFold::addFailure(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    const bool timeout = event.kind == Kind::Timeout;
    if (!timeout && attempt.endedAt < 0)
        attempt.error = event.text;
    if (room(sizeof(Failure) + event.name.size() + event.text.size()))
        attempt.failures.push_back({timeout, event.at, event.seq, event.name, event.text});
}

/// The first close tells how the connection stood; but a reset by the peer that follows its own FIN counts
/// more, for it can destroy bytes on their way. A failure that is no reset (TLS, mostly) destroys nothing by itself.
void ExchangeFold::addClose(const Event &event)
{
    auto &attempt = exchange_.attempts[attemptOf(event)];
    const auto how = static_cast<wire::CloseHow>(event.code);
    if (room(sizeof(Closing) + event.text.size()))
        attempt.closings.push_back({event.direction == Direction::Received, how, event.at, event.seq, event.text});
    if (event.role == wire::Role::Server)
        endServerWait(attempt, event, GateOutcome::Closed);
    const bool client = event.role == wire::Role::Client;
    const auto ours = client ? ConnectionAfter::ClosedByClient : ConnectionAfter::ClosedByServer;
    const auto peers = client ? ConnectionAfter::ClosedByServer : ConnectionAfter::ClosedByClient;
    const bool reset = how == wire::CloseHow::Reset;
    if (event.direction == Direction::Sent)
        attempt.after = attempt.after == ConnectionAfter::Open ? ours : attempt.after;
    else if (reset && attempt.after != ours)
        attempt.after = ConnectionAfter::Reset;
    else if (attempt.after == ConnectionAfter::Open)
        attempt.after = peers;
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

} // namespace record
