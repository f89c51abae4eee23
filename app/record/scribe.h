// SPDX-License-Identifier: GPL-3.0-or-later
// Writes down what happens to an attempt on its connection: puts the place and the time to each fact, so that whoever
// dials, sends or answers says no more than what happened. All times are steady nanoseconds of one clock.
#pragma once

#include "record/attempt.h"
#include "record/recorder.h"

namespace record {

/// What a recording may come to; asked before bytes are read, told after each fact.
class Budget {
public:
    virtual ~Budget() = default;
    /// How many of `bytes` may be read before it is asked again; 0: none of them, and none later.
    virtual std::size_t mostOf(std::size_t bytes) const = 0;
    virtual void spent(const Recorder &recorder) = 0;
};

class Scribe {
public:
    using Actions = std::vector<wire::Action>;

    /// `epoch`: when the exchange began. `budget` may be null.
    explicit Scribe(Recorder &recorder, std::int64_t epoch = 0, Budget *budget = nullptr)
        : recorder_(recorder)
        , budget_(budget)
        , epoch_(epoch)
    {}

    /// Where the facts that follow belong; the first on a connection says whose seat it is.
    void begin(std::int64_t at, std::uint32_t attempt, std::uint32_t connection, wire::Role role, Reason reason,
               std::string words, Target target);
    void end(std::int64_t at, Outcome outcome, std::string text = {});
    /// `head`: its bytes, which come back in the action that has them written.
    Actions submit(std::int64_t at, wire::Submission submission, std::string_view head);
    /// Flushed or Received.
    Actions moved(std::int64_t at, FactKind kind, std::string_view bytes);
    /// What carries no bytes.
    Actions say(std::int64_t at, FactKind kind, std::string name = {}, std::string text = {}, std::int32_t code = 0);
    void decide(std::int64_t at, Decision what, std::string text);
    /// We have closed, for `why`, a key.
    void closed(std::int64_t at, std::string why, wire::CloseHow how = wire::CloseHow::Fin);
    Actions peerClosed(std::int64_t at, wire::CloseHow how, std::string text);

    std::int64_t epoch() const { return epoch_; }
    /// Of the connection; null before its first fact.
    const wire::Machine *machine() const { return recorder_.machine(connection_); }

private:
    Fact made(std::int64_t at, FactKind kind) const;
    Actions apply(Fact fact, std::string_view bytes = {});

    Recorder &recorder_;
    Budget *budget_;
    std::int64_t epoch_;
    std::uint32_t attempt_ = 0;
    std::uint32_t connection_ = 0;
};

} // namespace record
