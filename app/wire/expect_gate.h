// SPDX-License-Identifier: GPL-3.0-or-later
// The gate before the content: closed while the client waits for 100 (RFC 9110 section 10.1.1). It knows
// nothing of HTTP/1 or HTTP/2, of sockets or of clocks; its transitions stand in one table in the .cpp.
//
//   HeadUnflushed --head flushed--> Waiting --100--------------------> Open(Continued)
//                                          --final status------------> Refused(FinalStatus), or Open by choice
//                                          --timer: send/keep/stop---> Open(TimedOut) / Waiting / Refused(TimedOut)
//                                          --user--------------------> Open(ReleasedByUser)
//                                          --peer closed, abort------> Refused(Closed / Aborted)
//   100, a final status, the user, a close and an abort act in HeadUnflushed as they do in Waiting.
//   Open and Refused stay what they are.
#pragma once

#include <cstdint>
#include <string_view>

namespace wire {

enum class GateState : std::uint8_t { Idle, HeadUnflushed, Waiting, Open, Refused };

/// Why the wait ended; NotSent and NotWaited: there was none.
enum class GateOutcome : std::uint8_t {
    NotSent,
    NotWaited,
    Continued,
    FinalStatus,
    TimedOut,
    Closed,
    ReleasedByUser,
    Aborted
};
/// "not-sent", "continued", ... as in the JSON contract.
std::string_view keyOf(GateOutcome outcome);

enum class GateInput : std::uint8_t {
    HeadFlushed,
    Continue,
    UploadResumption,
    FinalStatus,
    Timer,
    User,
    PeerClosed,
    Abort
};

/// What follows where the wait ends by its time alone: the content, waiting on, or the end.
enum class AfterWait : std::uint8_t { Send, Keep, Stop };

struct GatePolicy {
    std::int64_t waitNs = 1'000'000'000; ///< above 0
    AfterWait afterWait = AfterWait::Send;
    bool accept104 = false;
    bool bodyAfterFinal = false;
    bool operator==(const GatePolicy &) const = default;
};

/// What follows from one input. The caller arms and cancels the timer and sends, or does not send, the content.
struct GateStep {
    bool began = false;    ///< the wait begins now; arm the timer
    bool ended = false;    ///< the wait (if it began) is over; cancel the timer
    bool waitOver = false; ///< the timer fired and, by the rules, waiting goes on
    bool sendBody = false;
    bool giveUp = false; ///< the rules say to stop here
};

class ExpectGate {
public:
    /// Closes the gate for one request.
    void arm(const GatePolicy &policy);
    GateStep handle(GateInput input);
    GateState state() const { return state_; }
    GateOutcome outcome() const { return outcome_; }
    bool holds() const { return state_ == GateState::HeadUnflushed || state_ == GateState::Waiting; }

private:
    GateState state_ = GateState::Idle;
    GateOutcome outcome_ = GateOutcome::NotSent;
    GatePolicy policy_;
};

} // namespace wire
