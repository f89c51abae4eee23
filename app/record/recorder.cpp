// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recorder.h"

#include "base/quantity.h"
#include "record/bounds.h"
#include "request/url.h"
#include "wire/http1/connection.h"

#include <algorithm>

namespace record {

using wire::Direction;
using wire::Event;
using wire::Kind;
using wire::Phase;

/// Where a machine's output goes: events are stamped with the fact's time, bytes go to the tapes (live only).
class Recorder::Tap : public wire::MachineSink {
public:
    Tap(Recorder &owner, const Fact &fact, TapePair *tapes) : owner_(owner), fact_(fact), tapes_(tapes) {}
    void onEvent(Event event, bool parsed, std::uint64_t offset) override
    {
        if (parsed && tapes_)
            tape(event.direction).parserEvent(event, offset);
        owner_.append(fact_, std::move(event));
    }
    void onBytes(Direction direction, wire::ByteClass kind, std::string_view bytes) override
    {
        if (tapes_)
            tape(direction).append(kind, bytes);
    }
    void onCheckpoint(Direction direction, const wire::Checkpoint &checkpoint) override
    {
        if (tapes_)
            tape(direction).checkpoint(checkpoint);
    }

private:
    Tape &tape(Direction direction) { return direction == Direction::Sent ? tapes_->sent : tapes_->received; }

    Recorder &owner_;
    const Fact &fact_;
    TapePair *tapes_;
};

namespace {

bool isBytes(FactKind kind)
{
    return kind == FactKind::Flushed || kind == FactKind::Received;
}

wire::Input inputOf(const Fact &fact, std::string_view bytes)
{
    wire::Input input;
    input.bytes = bytes;
    input.submission = &fact.submission;
    input.how = static_cast<wire::CloseHow>(fact.code);
    input.text = fact.text;
    return input;
}

/// The machine's input for a fact, if it is one that machines know.
std::optional<wire::InputKind> inputKind(FactKind kind)
{
    switch (kind) {
    case FactKind::Submit: return wire::InputKind::Submit;
    case FactKind::Flushed: return wire::InputKind::Flushed;
    case FactKind::Received: return wire::InputKind::Received;
    case FactKind::PeerClosed: return wire::InputKind::PeerClosed;
    case FactKind::Closed: return wire::InputKind::Ended;
    case FactKind::Ended: return wire::InputKind::Ended;
    case FactKind::Timer: return wire::InputKind::Timer;
    case FactKind::Release: return wire::InputKind::Release;
    case FactKind::Abort: return wire::InputKind::Abort;
    default: return std::nullopt;
    }
}

struct EventShape {
    Kind kind;
    Phase phase = Phase::Instant;
    Direction direction = Direction::Local;
};

/// The event that a fact is by itself; bytes, timers and submissions speak through the machine.
std::optional<EventShape> shapeOf(FactKind kind)
{
    switch (kind) {
    case FactKind::AttemptBegin: return EventShape{Kind::Attempt, Phase::Begin};
    case FactKind::AttemptEnd: return EventShape{Kind::Attempt, Phase::End};
    case FactKind::LookupBegin: return EventShape{Kind::Lookup, Phase::Begin};
    case FactKind::LookupEnd: return EventShape{Kind::Lookup, Phase::End};
    case FactKind::ConnectBegin: return EventShape{Kind::Connect, Phase::Begin};
    case FactKind::ConnectEnd: return EventShape{Kind::Connect, Phase::End};
    case FactKind::TlsBegin: return EventShape{Kind::Tls, Phase::Begin};
    case FactKind::TlsEnd: return EventShape{Kind::Tls, Phase::End};
    case FactKind::ProxyBegin: return EventShape{Kind::Proxy, Phase::Begin};
    case FactKind::ProxyEnd: return EventShape{Kind::Proxy, Phase::End};
    case FactKind::PeerClosed: return EventShape{Kind::Close, Phase::Instant, Direction::Received};
    case FactKind::Closed: return EventShape{Kind::Close, Phase::Instant, Direction::Sent};
    case FactKind::Timeout: return EventShape{Kind::Timeout};
    case FactKind::Decision: return EventShape{Kind::Decision};
    case FactKind::Error: return EventShape{Kind::Error};
    case FactKind::Abort: return EventShape{Kind::Error};
    default: return std::nullopt;
    }
}

constexpr std::uint64_t replayStep = 64 << 10; // bytes that are read between two looks at how many events there are

/// In place of what a file holds beyond its bounds.
Fact endOfReplay(const Fact &next)
{
    Fact fact;
    fact.kind = FactKind::Error;
    fact.at = next.at;
    fact.attempt = next.attempt;
    fact.connection = next.connection;
    fact.name = "too-many-events";
    fact.text = "the recording makes more than " + base::countText(mostReplayed) + " events, or "
        + base::sizeText(mostReplayedTexts) + " of them: the rest of it is left out";
    return fact;
}

std::string targetText(const Target &target)
{
    return (target.tls ? "https://" : "http://") + request::hostPort(target.host, target.port);
}

} // namespace

Recorder::Recorder(wire::Limits limits, TapeLimits tapes) : limits_(limits), tapeLimits_(tapes) {}

Recorder::~Recorder() = default;

std::vector<wire::Action> Recorder::apply(Fact fact, std::string_view bytes)
{
    fact.at = last_ = std::max(fact.at, last_);
    auto &machine = machineOf(fact);
    if (isBytes(fact.kind)) {
        const bool sent = fact.kind == FactKind::Flushed;
        fact.offset = machine.offset(sent ? Direction::Sent : Direction::Received);
        fact.length = bytes.size();
    }
    const bool merged = mergeIntoSilent(fact);
    if (!merged)
        record_.facts.push_back(fact);
    const auto before = events_.size();
    factEvents(fact);
    auto actions = toMachine(fact, bytes);
    silent_ = events_.size() > before ? 0 : merged ? std::max<std::size_t>(silent_, 1) : silent_ + 1;
    if (fact.kind == FactKind::Closed || fact.kind == FactKind::Ended)
        connections_[fact.connection].ended = true;
    return actions;
}

/// Bytes that follow silent bytes are one fact with them: events fall on the byte that completes them, so that the
/// later time is the right one. Bytes of both directions that take turns are one fact each way: as long as all are
/// silent, which came first shows nowhere. This bounds facts by events, whatever the number of reads and writes.
bool Recorder::mergeIntoSilent(const Fact &fact)
{
    auto &facts = record_.facts;
    const auto fits = [&](const Fact &before) {
        return before.kind == fact.kind && before.connection == fact.connection && before.attempt == fact.attempt;
    };
    const auto bytesBefore = [&](std::size_t back) {
        return silent_ >= back && facts.size() >= back && isBytes(facts[facts.size() - back].kind);
    };
    if (!isBytes(fact.kind) || !bytesBefore(1))
        return false;
    if (!fits(facts.back())) {
        if (!bytesBefore(2) || !fits(facts[facts.size() - 2]))
            return false;
        std::swap(facts[facts.size() - 2], facts.back());
    }
    facts.back().length += fact.length;
    facts.back().at = fact.at;
    return true;
}

void Recorder::factEvents(const Fact &fact)
{
    const auto shape = shapeOf(fact.kind);
    if (!shape)
        return;
    Event event;
    event.kind = shape->kind;
    event.phase = shape->phase;
    event.direction = shape->direction;
    event.code = fact.code;
    event.name = fact.kind == FactKind::Abort ? "aborted" : fact.name;
    event.text = fact.text;
    if (fact.kind == FactKind::AttemptBegin) {
        event.value = fact.connection;
        event.text = targetText(fact.target);
    }
    append(fact, std::move(event));
}

std::vector<wire::Action> Recorder::toMachine(const Fact &fact, std::string_view bytes)
{
    const auto kind = inputKind(fact.kind);
    if (!kind)
        return {};
    auto input = inputOf(fact, bytes);
    input.kind = *kind;
    Tap tap(*this, fact, record_.tapes.empty() ? nullptr : &record_.tapes[fact.connection]);
    return machineOf(fact).handle(input, tap);
}

void Recorder::append(const Fact &fact, Event event)
{
    event.seq = events_.size();
    event.at = fact.at;
    event.attempt = fact.attempt;
    event.connection = fact.connection;
    event.role = connections_[fact.connection].role;
    texts_ += event.name.size() + event.text.size();
    events_.push_back(std::move(event));
}

bool Recorder::replayedEnough() const
{
    return events_.size() > mostReplayed || texts_ > mostReplayedTexts;
}

std::uint64_t Recorder::held() const
{
    std::uint64_t bytes = texts_ + events_.capacity() * sizeof(Event) + record_.facts.capacity() * sizeof(Fact);
    for (const TapePair &pair : record_.tapes)
        bytes += pair.sent.held() + pair.received.held();
    for (const Connected &one : connections_)
        bytes += one.machine ? one.machine->held(Direction::Sent) + one.machine->held(Direction::Received) : 0;
    return bytes;
}

/// A connection's role is known from its first fact on, which is an AttemptBegin in all that Interim writes.
wire::Machine &Recorder::machineOf(const Fact &fact)
{
    while (connections_.size() <= fact.connection) {
        connections_.emplace_back();
        const TapeLimits limits = nextTapeLimits();
        record_.tapes.push_back({Tape(limits), Tape(limits)});
    }
    Connected &connected = connections_[fact.connection];
    if (!connected.machine) {
        connected.role = fact.role;
        connected.machine = std::make_unique<wire::http1::Connection>(fact.role, limits_);
    }
    return *connected.machine;
}

/// So that all tapes together stay bounded, each takes its part of what the others left.
TapeLimits Recorder::nextTapeLimits() const
{
    std::uint64_t left = tapeLimits_.exchange;
    for (const TapePair &pair : record_.tapes)
        left -= std::min(left, pair.sent.held() + pair.received.held());
    TapeLimits limits = tapeLimits_;
    limits.all = std::min(limits.all, left / 8);
    limits.firstContent = std::min(limits.firstContent, left / 8);
    limits.lastContent = std::min(limits.lastContent, left / 32);
    return limits;
}

const wire::Machine *Recorder::machine(std::uint32_t index) const
{
    return index < connections_.size() ? connections_[index].machine.get() : nullptr;
}

void Recorder::finish(std::int64_t at)
{
    const auto attempt = record_.facts.empty() ? 0 : record_.facts.back().attempt;
    for (std::uint32_t i = 0; i < connections_.size(); ++i) {
        if (!connections_[i].machine || connections_[i].ended)
            continue;
        Fact fact;
        fact.kind = FactKind::Ended;
        fact.at = at;
        fact.attempt = attempt;
        fact.connection = i;
        apply(std::move(fact));
    }
}

Record Recorder::take()
{
    finish(last_);
    return std::move(record_);
}

/// Feeds the kept bytes of one tape to the machine, and for elided ranges what was found in them.
class Recorder::Replayer {
public:
    Replayer(Recorder &owner, const Record &record) : owner_(owner)
    {
        for (const auto &pair : record.tapes)
            for (const auto *tape : {&pair.sent, &pair.received})
                lanes_.push_back(tape->closedSegments() ? Lane{tape->closedSegments(), {}, 0, 0}
                                                        : Lane{nullptr, tape->segments(), 0, 0});
    }

    void bytes(const Fact &fact)
    {
        const bool sent = fact.kind == FactKind::Flushed;
        const auto index = fact.connection * 2 + (sent ? 0 : 1);
        if (index >= lanes_.size())
            return;
        Tap tap(owner_, fact, nullptr);
        const auto end = fact.offset + fact.length;
        for (auto pos = fact.offset; pos < end && !owner_.replayedEnough();) {
            const auto next = step(lanes_[index], fact, pos, end, tap);
            if (next <= pos)
                return;
            pos = next;
        }
    }

private:
    struct Lane {
        const std::vector<Segment> *tape; // null: `own` are read
        std::vector<Segment> own;
        std::size_t segment;
        std::size_t event; // next one of an elided segment
    };

    /// Handles the part of [pos, end) that lies in one segment; returns where it ends.
    std::uint64_t step(Lane &lane, const Fact &fact, std::uint64_t pos, std::uint64_t end, Tap &tap)
    {
        const std::vector<Segment> &segments = lane.tape ? *lane.tape : lane.own;
        while (lane.segment < segments.size() && segments[lane.segment].end() <= pos) {
            ++lane.segment;
            lane.event = 0;
        }
        if (lane.segment == segments.size())
            return pos;
        const auto &segment = segments[lane.segment];
        auto upTo = std::min(end, segment.end());
        auto &machine = owner_.machineOf(fact);
        if (!segment.elided) {
            upTo = std::min(upTo, pos + replayStep);
            auto input = inputOf(fact, std::string_view(segment.bytes).substr(pos - segment.offset, upTo - pos));
            input.kind = *inputKind(fact.kind);
            machine.handle(input, tap);
            return upTo;
        }
        const auto direction = fact.kind == FactKind::Flushed ? Direction::Sent : Direction::Received;
        std::vector<Event> events;
        for (; lane.event < segment.events.size() && segment.events[lane.event].offset <= upTo; ++lane.event)
            events.push_back(segment.events[lane.event].event);
        machine.injectElided(direction, upTo - pos, events, tap);
        if (upTo == segment.end())
            machine.jump(direction, segment.resume);
        return upTo;
    }

    Recorder &owner_;
    std::vector<Lane> lanes_;
};

std::vector<Event> replay(const Record &record, wire::Limits limits)
{
    Recorder recorder(limits);
    Recorder::Replayer bytes(recorder, record);
    for (const auto &fact : record.facts) {
        if (fact.connection >= record.tapes.size()) // a file can say anything
            continue;
        recorder.machineOf(fact);
        if (recorder.replayedEnough()) {
            recorder.factEvents(endOfReplay(fact));
            break;
        }
        recorder.factEvents(fact);
        if (isBytes(fact.kind))
            bytes.bytes(fact);
        else
            recorder.toMachine(fact, {});
    }
    return std::move(recorder.events_);
}

} // namespace record
