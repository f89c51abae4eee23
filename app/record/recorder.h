// SPDX-License-Identifier: GPL-3.0-or-later
// Turns facts into events, live and at replay: it owns the wire machines of all connections of one exchange,
// numbers and stamps what they say, and keeps tapes and facts in bounded memory.
#pragma once

#include "record/record.h"
#include "wire/machine.h"

#include <memory>

namespace record {

class Recorder {
public:
    explicit Recorder(wire::Limits limits = {}, TapeLimits tapes = {});
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// One fact; `bytes` for Flushed and Received (offset and length are filled in here), and the head of Submit. `at`
    /// is raised to the last fact's where it would fall. Returns what the machine wants done.
    std::vector<wire::Action> apply(Fact fact, std::string_view bytes = {});

    /// The recording is over: what is half read on connections still open is reported (FactKind::Ended).
    void finish(std::int64_t at);

    /// All events so far; grows only.
    const std::vector<wire::Event> &events() const { return events_; }
    /// Bytes of their names and texts.
    std::uint64_t eventTexts() const { return texts_; }
    const Record &recording() const { return record_; }
    Record &recording() { return record_; }
    /// finish(), if that was not called, and the recording; nothing is left here.
    Record take();
    /// Bytes of memory that the recording takes, about: tapes, facts, events and the heads being read.
    std::uint64_t held() const;
    /// Null before the connection's first fact.
    const wire::Machine *machine(std::uint32_t index) const;

private:
    class Tap;
    class Replayer;
    friend std::vector<wire::Event> replay(const Record &record, wire::Limits limits);
    wire::Machine &machineOf(const Fact &fact);
    TapeLimits nextTapeLimits() const;
    bool replayedEnough() const;
    std::vector<wire::Action> toMachine(const Fact &fact, std::string_view bytes);
    bool mergeIntoSilent(const Fact &fact);
    void factEvents(const Fact &fact);
    void append(const Fact &fact, wire::Event event);

    wire::Limits limits_;
    TapeLimits tapeLimits_;
    Record record_;
    /// A connection's part; without a machine before its first fact.
    struct Connected {
        std::unique_ptr<wire::Machine> machine;
        wire::Role role = wire::Role::Client;
        bool ended = false;
    };
    std::vector<Connected> connections_;
    std::vector<wire::Event> events_;
    std::uint64_t texts_ = 0; // bytes of names and texts in events_
    std::int64_t last_ = 0;
    std::size_t silent_ = 0; // facts at the end that made no event, so that bytes may be merged into them
};

/// The events of a recording, derived again: equal to those of the live run. Of one that makes more than mostReplayed,
/// as only a file can, the rest is left out, and an Error event (too-many-events) says so.
std::vector<wire::Event> replay(const Record &record, wire::Limits limits = {});

} // namespace record
