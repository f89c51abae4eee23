// SPDX-License-Identifier: GPL-3.0-or-later
// Plays one scenario to one request: a machine without socket, clock or thread. It is fed with what the
// recorder derived from the bytes that came, and says what to send and when.
//
//   Head    --request head--------------> Running
//   Running --read: content lacks-------> Content   --enough, or all of it--> Running
//           --bytes handed out----------> Flushing  --they have left--------> Running, or Timing (pace)
//           --wait, pace----------------> Timing    --timer-----------------> Running, or Flushing
//           --hang----------------------> Hanging
//           --last step-----------------> Ending    --the request is whole--> Over
//   A close of the client ends Content, Hanging and Ending; an answer to a whole request goes on (half-close).
#pragma once

#include "lab/request_check.h"
#include "lab/scenario_library.h"

#include "record/seat/responder.h"
#include "wire/head_builder.h"

#include <functional>

namespace lab {

/// Seconds since 1970-01-01 UTC, now. Without one a peer has no clock and its answers have no Date (RFC 9110
/// section 6.6.1: a server without a clock must not make one).
using WallClock = std::function<std::int64_t()>;

class Peer : public record::Responder {
public:
    /// `wall`: see WallClock.
    explicit Peer(const Library &library, WallClock wall = {}, OwnHosts own = {})
        : library_(library)
        , wall_(std::move(wall))
        , own_(std::move(own))
    {}

    std::vector<Action> handle(const Input &input) override;
    /// "" before the head and for the lab's own pages.
    std::string scenario() const override { return play_.scenario ? play_.scenario->name : std::string(); }
    Closing closing() const override
    {
        return {"scenario", "the scenario closed the connection without a final status"};
    }
    bool over() const { return state_ == State::Over; }

private:
    enum class State : std::uint8_t { Head, Running, Content, Flushing, Timing, Hanging, Ending, Over };

    void observe(const wire::Event &event);
    void begin();
    void run();
    void perform(const Step &step);
    void performInterim(const Step &step);
    void performFinal(const Step &step);
    void performRead(const Step &step);
    void performRepeat(const Step &step);
    void performEnd(const Step &step);
    void flushed();
    void timer();
    void closed();
    void unreadable();
    void play(Play play);
    void send(std::string bytes);
    void sendPart();
    void arm(std::int64_t ns, State next);
    void endOfSteps();
    void finish(ActionKind how);
    bool holds(const Condition &condition) const;
    bool hasContent() const;
    bool expects() const;
    const wire::Head &head() const { return building_.head(); }
    bool speaksInterim() const { return head().version >= 11 && version_ >= 11; }
    bool enoughContent() const;
    std::string text(std::string_view from) const;
    void act(ActionKind kind, std::string bytes = {}, std::int64_t ns = 0);

    const Library &library_;
    WallClock wall_;
    OwnHosts own_;
    Play play_;
    wire::HeadBuilder building_{true};
    State state_ = State::Head;
    std::size_t at_ = 0;                // the next step
    std::vector<std::uint64_t> rounds_; // by step: rounds begun of each Repeat
    std::uint64_t round_ = 0;           // of the innermost
    bool rested_ = true;                // something was waited for since the last round began
    int version_ = 11;                  // that the answers speak
    std::uint64_t paceBytes_ = 0;       // 0: all at once
    std::int64_t paceNs_ = 0;
    std::string out_;          // handed out next
    std::uint64_t wanted_ = 0; // content bytes that a read waits for
    std::uint64_t bodyBytes_ = 0;
    std::uint64_t contentBytes_ = 0;
    bool complete_ = false;
    bool clientClosed_ = false;
    bool unreadable_ = false;
    std::string refused_; // why a line of the head must be answered with 400
    bool finalSent_ = false;
    bool closing_ = false; // the answer says that the connection closes
    std::vector<Action> actions_;
};

} // namespace lab
