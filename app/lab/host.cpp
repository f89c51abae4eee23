// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges on one connection: where each begins, what is recorded of it, and how it ends.
#include "lab/host.h"

#include <algorithm>

namespace lab {

using record::FactKind;
using wire::Direction;

namespace {

// A lab has many exchanges at once, in the memory of one program.
constexpr record::TapeLimits tapeLimits{256 << 10, 64 << 10, 2 << 20};

} // namespace

Host::Host(std::shared_ptr<const Library> library, record::Target target, TlsWords tls, WallClock wall, OwnHosts own,
           wire::Limits limits)
    : library_(std::move(library))
    , target_(std::move(target))
    , tls_(std::move(tls))
    , wall_(std::move(wall))
    , own_(std::move(own))
    , limits_(limits)
    , cutter_(limits)
{}

Host::~Host() = default;

std::vector<Action> Host::received(std::int64_t at, std::string_view bytes)
{
    if (closing_ && !recorder_)
        return {};
    if (!held_.empty()) {
        held_ += bytes;
        return {};
    }
    if (!recorder_)
        begin(at);
    return feed(at, bytes);
}

std::vector<Action> Host::feed(std::int64_t at, std::string_view bytes)
{
    const std::size_t mine = closing_ ? bytes.size() : cutter_.take(bytes);
    held_.assign(bytes.substr(mine));
    if (mine == 0)
        return {};
    fact(FactKind::Received, at, {}, 0, {}, bytes.substr(0, mine));
    return newEvents(at);
}

/// Hands what the recorder has just derived to the peer.
std::vector<Action> Host::newEvents(std::int64_t at)
{
    const auto &events = recorder_->events();
    Input input;
    input.events = std::span(events).subspan(eventsSeen_);
    eventsSeen_ = events.size();
    for (const wire::Event &event : input.events) {
        if (event.kind != wire::Kind::RequestHead || event.direction != Direction::Received)
            continue;
        headEnd_ = event.span.end();
        begun_ = Begun{event.name, event.text, begunAt_};
    }
    const wire::Machine &machine = *recorder_->machine(0);
    if (headEnd_ > 0)
        input.bodyBytes = machine.offset(Direction::Received) - headEnd_;
    const bool lost = machine.lost(Direction::Received);
    const auto exchange = exchanges_;
    auto actions =
        filtered(at, peer_->handle(input)); // may end this exchange and begin the next: the machine is gone then
    if (lost && recorder_ && exchange == exchanges_) {
        Input unreadable;
        unreadable.kind = InputKind::Unreadable;
        auto more = filtered(at, peer_->handle(unreadable));
        actions.insert(actions.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return actions;
}

std::vector<Action> Host::flushed(std::int64_t at, std::string_view bytes, bool all)
{
    if (!recorder_)
        return {};
    fact(FactKind::Flushed, at, {}, 0, {}, bytes);
    const auto &events = recorder_->events();
    for (; eventsSeen_ < events.size(); ++eventsSeen_)
        answered_ = answered_ || events[eventsSeen_].kind == wire::Kind::FinalResponse;
    if (!all)
        return {};
    Input input;
    input.kind = InputKind::Flushed;
    return filtered(at, peer_->handle(input));
}

std::vector<Action> Host::timer(std::int64_t at)
{
    if (!peer_)
        return {};
    Input input;
    input.kind = InputKind::Timer;
    return filtered(at, peer_->handle(input));
}

std::vector<Action> Host::closed(std::int64_t at, wire::CloseHow how, std::string_view text)
{
    clientClosed_ = true;
    const bool clean = how == wire::CloseHow::Fin;
    if (!recorder_)
        return closing_ ? std::vector<Action>() : std::vector<Action>{Action{ActionKind::Close, {}, 0}};
    fact(FactKind::PeerClosed, at, {}, static_cast<std::int32_t>(how), std::string(text));
    if (!clean || closing_) {
        endAsItStands(at, "closed-early",
                      clean ? "the client closed the connection" : "the client reset the connection");
        held_.clear();
        return {};
    }
    std::vector<Action> actions = newEvents(at);
    Input input;
    input.kind = InputKind::Closed;
    if (peer_) {
        auto more = filtered(at, peer_->handle(input));
        actions.insert(actions.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return actions;
}

void Host::gone(std::int64_t at, std::string_view why)
{
    held_.clear();
    if (!recorder_)
        return;
    if (why == "idle") {
        fact(FactKind::Timeout, at, "idle");
        fact(FactKind::Closed, at, "idle", static_cast<std::int32_t>(wire::CloseHow::Fin));
        end(at, "timed-out", "nothing moved on the connection until the lab's idle time-out");
    } else if (why == "stopped") {
        fact(FactKind::Abort, at, {}, 0, "the lab was stopped");
        fact(FactKind::Closed, at, "aborted", static_cast<std::int32_t>(wire::CloseHow::Fin));
        end(at, "aborted", "the lab was stopped");
    } else if (why == "room" || why == "memory") {
        const std::string line = why == "room"
            ? "the lab needed the place for another connection, and nothing had moved on this one for the longest"
            : "the lab's memory for recordings was used up, and this exchange took the most of it";
        fact(FactKind::Abort, at, {}, 0, line);
        fact(FactKind::Closed, at, "aborted", static_cast<std::int32_t>(wire::CloseHow::Fin));
        end(at, "aborted", line);
    } else {
        endAsItStands(at, "closed-early", "the exchange ended without a final status");
    }
}

std::uint64_t Host::held() const
{
    if (!recorder_)
        return held_.capacity();
    const wire::Machine *machine = recorder_->machine(0);
    const std::uint64_t head = machine ? machine->held(Direction::Received) : 0;
    return held_.capacity() + recorder_->held() + 2 * head; // the cutter and the peer have it too
}

/// Looks for what ends an exchange; the rest is for the holder of the socket.
std::vector<Action> Host::filtered(std::int64_t at, std::vector<Action> actions)
{
    std::vector<Action> out;
    for (Action &action : actions) {
        const ActionKind kind = action.kind;
        if (kind == ActionKind::Done) {
            endAsItStands(at, "closed-early", {});
            auto more = next(at);
            out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
            continue;
        }
        out.push_back(std::move(action));
        if (kind == ActionKind::Close || kind == ActionKind::Drop || kind == ActionKind::Reset) {
            closing_ = true;
            held_.clear();
            const auto how = kind == ActionKind::Reset ? wire::CloseHow::Reset : wire::CloseHow::Fin;
            fact(FactKind::Closed, at, answered_ ? "final-response" : "scenario", static_cast<std::int32_t>(how));
            eventsSeen_ = recorder_->events().size();
            const bool over = kind != ActionKind::Close || peer_->requestComplete() || clientClosed_;
            if (over)
                endAsItStands(at, "closed-early", "the scenario closed the connection without a final status");
        }
    }
    return out;
}

/// The next exchange: of the bytes that are here already, or a wish for more.
std::vector<Action> Host::next(std::int64_t at)
{
    cutter_.restart();
    if (held_.empty())
        return clientClosed_ ? std::vector<Action>{Action{ActionKind::Close, {}, 0}} : std::vector<Action>();
    const std::string bytes = std::move(held_);
    held_.clear();
    begin(at);
    return feed(at, bytes);
}

void Host::begin(std::int64_t at)
{
    recorder_ = std::make_unique<record::Recorder>(limits_, tapeLimits);
    peer_ = std::make_unique<Peer>(*library_, wall_, own_);
    begunAt_ = at;
    ++exchanges_;
    eventsSeen_ = 0;
    headEnd_ = 0;
    answered_ = false;
    record::Fact begin;
    begin.kind = FactKind::AttemptBegin;
    begin.role = wire::Role::Server;
    begin.name = "first";
    begin.target = target_;
    recorder_->apply(begin);
    if (!tls_.protocol.empty()) {
        fact(FactKind::TlsBegin, at);
        fact(FactKind::TlsEnd, at, tls_.protocol, 0, tls_.cipher);
        tls_ = {}; // belongs to the connection's first exchange
    }
    eventsSeen_ = recorder_->events().size();
}

void Host::fact(FactKind kind, std::int64_t at, std::string name, std::int32_t code, std::string text,
                std::string_view bytes)
{
    record::Fact fact;
    fact.kind = kind;
    fact.at = at - begunAt_;
    fact.name = std::move(name);
    fact.code = code;
    fact.text = std::move(text);
    recorder_->apply(std::move(fact), bytes);
}

void Host::endAsItStands(std::int64_t at, std::string_view otherwise, std::string text)
{
    end(at, answered_ ? "final-status" : otherwise, answered_ ? std::string() : std::move(text));
}

void Host::end(std::int64_t at, std::string_view outcome, std::string text)
{
    recorder_->finish(at - begunAt_);
    fact(FactKind::AttemptEnd, at, std::string(outcome), 0, std::move(text));
    Finished finished{{}, begunAt_};
    const bool keep = worthKeeping();
    const std::string scenario = peer_->scenario();
    finished.record = recorder_->take();
    finished.record.scenario = scenario;
    recorder_.reset();
    peer_.reset();
    if (keep)
        finished_.push_back(std::move(finished));
}

/// Blank lines between requests (RFC 9112 section 2.2) are no exchange.
bool Host::worthKeeping() const
{
    const auto &events = recorder_->events();
    return std::any_of(events.begin(), events.end(), [](const wire::Event &event) {
        return event.direction == Direction::Received
            && (event.kind == wire::Kind::HeadBegin || event.kind == wire::Kind::Unparsed);
    });
}

} // namespace lab
