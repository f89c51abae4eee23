// SPDX-License-Identifier: GPL-3.0-or-later
// The gate's transitions: one row a state, one column an input. A cell names what happens; what a choice of
// the user bears on (104, a final status, the timer) is settled in handle().
#include "wire/expect_gate.h"

#include <array>

namespace wire {

namespace {

enum class Move : std::uint8_t { Stay, Begin, Continue, Resumption, Final, TimerFired, User, Close, Abort };

constexpr std::size_t stateCount = static_cast<std::size_t>(GateState::Refused) + 1;
constexpr std::size_t inputCount = static_cast<std::size_t>(GateInput::Abort) + 1;
using Row = std::array<Move, inputCount>;

constexpr Row still = {Move::Stay, Move::Stay, Move::Stay, Move::Stay, Move::Stay, Move::Stay, Move::Stay, Move::Stay};

constexpr std::array<Row, stateCount> table = {{
    // HeadFlushed, Continue, UploadResumption, FinalStatus, Timer, User, PeerClosed, Abort
    still, // Idle
    {Move::Begin, Move::Continue, Move::Resumption, Move::Final, Move::Stay, Move::User, Move::Close,
     Move::Abort}, // HeadUnflushed: no timer is armed yet, one that fires is an old one
    {Move::Stay, Move::Continue, Move::Resumption, Move::Final, Move::TimerFired, Move::User, Move::Close,
     Move::Abort}, // Waiting
    still,         // Open
    still,         // Refused
}};

constexpr GateStep endedWith(bool sendBody, bool giveUp = false)
{
    return {.began = false, .ended = true, .waitOver = false, .sendBody = sendBody, .giveUp = giveUp};
}

} // namespace

std::string_view keyOf(GateOutcome outcome)
{
    constexpr std::array<std::string_view, 8> keys = {
        "not-sent", "not-waited", "continued", "final-status", "timed-out", "closed", "released-by-user", "aborted",
    };
    static_assert(keys.size() == static_cast<std::size_t>(GateOutcome::Aborted) + 1);
    const auto index = static_cast<std::size_t>(outcome);
    return index < keys.size() ? keys[index] : "unknown";
}

void ExpectGate::arm(const GatePolicy &policy)
{
    state_ = GateState::HeadUnflushed;
    outcome_ = GateOutcome::NotWaited;
    policy_ = policy;
}

GateStep ExpectGate::handle(GateInput input)
{
    const auto settle = [this](GateState state, GateOutcome outcome) {
        state_ = state;
        outcome_ = outcome;
    };
    Move move = table[static_cast<std::size_t>(state_)][static_cast<std::size_t>(input)];
    if (move == Move::Resumption)
        move = policy_.accept104 ? Move::Continue : Move::Stay;
    switch (move) {
    case Move::Stay:
    case Move::Resumption: return {};
    case Move::Begin: state_ = GateState::Waiting; return {.began = true};
    case Move::Continue: settle(GateState::Open, GateOutcome::Continued); return endedWith(true);
    case Move::User: settle(GateState::Open, GateOutcome::ReleasedByUser); return endedWith(true);
    case Move::Final:
        settle(policy_.bodyAfterFinal ? GateState::Open : GateState::Refused, GateOutcome::FinalStatus);
        return endedWith(policy_.bodyAfterFinal);
    case Move::Close: settle(GateState::Refused, GateOutcome::Closed); return endedWith(false);
    case Move::Abort: settle(GateState::Refused, GateOutcome::Aborted); return endedWith(false);
    case Move::TimerFired: break;
    }
    if (policy_.afterWait == AfterWait::Keep)
        return {.waitOver = true};
    const bool send = policy_.afterWait == AfterWait::Send;
    settle(send ? GateState::Open : GateState::Refused, GateOutcome::TimedOut);
    return endedWith(send, !send);
}

} // namespace wire
