// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges on one connection: where each begins, what is recorded of it, and how it ends.
#include "record/seat/server_seat.h"

#include <algorithm>
#include <iterator>

namespace record {

using wire::Direction;

namespace {

// A server has many exchanges at once, in the memory of one program.
constexpr TapeLimits tapeLimits{256 << 10, 64 << 10, 2 << 20};

void append(ServerSeat::Actions &to, ServerSeat::Actions from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

ServerSeat::Actions justClose()
{
    return {ServerSeat::Action{Responder::ActionKind::Close, {}, 0}};
}

Responder::Input inputOf(Responder::InputKind kind)
{
    Responder::Input input;
    input.kind = kind;
    return input;
}

} // namespace

ServerSeat::ServerSeat(Responders responders, Target target, TlsWords tls, wire::Limits limits)
    : responders_(std::move(responders))
    , target_(std::move(target))
    , tls_(std::move(tls))
    , limits_(limits)
    , cutter_(limits)
{}

ServerSeat::~ServerSeat() = default;

ServerSeat::Actions ServerSeat::received(std::int64_t at, std::string_view bytes)
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

ServerSeat::Actions ServerSeat::feed(std::int64_t at, std::string_view bytes)
{
    const std::size_t mine = closing_ ? bytes.size() : cutter_.take(bytes);
    held_.assign(bytes.substr(mine));
    if (mine == 0)
        return {};
    scribe_->moved(at, FactKind::Received, bytes.substr(0, mine));
    return newEvents(at);
}

/// Hands what the recorder has just derived to the responder.
ServerSeat::Actions ServerSeat::newEvents(std::int64_t at)
{
    const auto &events = recorder_->events();
    Responder::Input input;
    input.events = std::span(events).subspan(eventsSeen_);
    eventsSeen_ = events.size();
    for (const wire::Event &event : input.events)
        observe(event);
    const wire::Machine &machine = *scribe_->machine();
    if (headEnd_ > 0)
        input.bodyBytes = machine.offset(Direction::Received) - headEnd_;
    const bool lost = machine.lost(Direction::Received);
    const auto exchange = exchanges_;
    // May end this exchange and begin the next: the machine is gone then.
    auto actions = filtered(at, responder_->handle(input));
    if (lost && recorder_ && exchange == exchanges_)
        append(actions, filtered(at, responder_->handle(inputOf(Responder::InputKind::Unreadable))));
    return actions;
}

void ServerSeat::observe(const wire::Event &event)
{
    if (event.direction != Direction::Received)
        return;
    complete_ = complete_ || (event.kind == wire::Kind::MessageEnd && event.code == 0);
    if (event.kind != wire::Kind::RequestHead)
        return;
    headEnd_ = event.span.end();
    begun_ = Begun{event.name, event.text, scribe_->epoch()};
}

ServerSeat::Actions ServerSeat::flushed(std::int64_t at, std::string_view bytes, bool all)
{
    if (!recorder_)
        return {};
    scribe_->moved(at, FactKind::Flushed, bytes);
    const auto &events = recorder_->events();
    for (; eventsSeen_ < events.size(); ++eventsSeen_)
        answered_ = answered_ || events[eventsSeen_].kind == wire::Kind::FinalResponse;
    if (!all)
        return {};
    return filtered(at, responder_->handle(inputOf(Responder::InputKind::Flushed)));
}

ServerSeat::Actions ServerSeat::timer(std::int64_t at)
{
    return responder_ ? filtered(at, responder_->handle(inputOf(Responder::InputKind::Timer))) : Actions();
}

ServerSeat::Actions ServerSeat::closed(std::int64_t at, wire::CloseHow how, std::string_view text)
{
    clientClosed_ = true;
    const bool clean = how == wire::CloseHow::Fin;
    if (!recorder_)
        return closing_ ? Actions() : justClose();
    scribe_->peerClosed(at, how, std::string(text));
    if (!clean || closing_) {
        endAsItStands(at, clean ? "the client closed the connection" : "the client reset the connection");
        held_.clear();
        return {};
    }
    Actions actions = newEvents(at);
    if (responder_)
        append(actions, filtered(at, responder_->handle(inputOf(Responder::InputKind::Closed))));
    return actions;
}

void ServerSeat::gone(std::int64_t at, Gone why, std::string line)
{
    held_.clear();
    if (!recorder_)
        return;
    if (why == Gone::AsItStands)
        return endAsItStands(at, "the exchange ended without a final status");
    const bool idle = why == Gone::Idle;
    if (idle)
        scribe_->say(at, FactKind::Timeout, "idle");
    else
        scribe_->say(at, FactKind::Abort, {}, line);
    scribe_->closed(at, idle ? "idle" : "aborted");
    end(at, idle ? Outcome::TimedOut : Outcome::Aborted, std::move(line));
}

std::uint64_t ServerSeat::held() const
{
    if (!recorder_)
        return held_.capacity();
    const wire::Machine *machine = scribe_->machine();
    const std::uint64_t head = machine ? machine->held(Direction::Received) : 0;
    return held_.capacity() + recorder_->held() + 2 * head; // the cutter and the responder have it too
}

/// Looks for what ends an exchange; the rest is for the holder of the socket.
ServerSeat::Actions ServerSeat::filtered(std::int64_t at, Actions actions)
{
    using Kind = Responder::ActionKind;
    Actions out;
    for (Action &action : actions) {
        const Kind kind = action.kind;
        if (kind == Kind::Done) {
            endAsItStands(at, {});
            append(out, next(at));
            continue;
        }
        out.push_back(std::move(action));
        if (kind != Kind::Close && kind != Kind::Drop && kind != Kind::Reset)
            continue;
        closing_ = true;
        held_.clear();
        const Responder::Closing why = responder_->closing();
        scribe_->closed(at, answered_ ? "final-response" : why.key,
                        kind == Kind::Reset ? wire::CloseHow::Reset : wire::CloseHow::Fin);
        eventsSeen_ = recorder_->events().size();
        if (kind != Kind::Close || complete_ || clientClosed_)
            endAsItStands(at, why.line);
    }
    return out;
}

/// The next exchange: of the bytes that are here already, or a wish for more.
ServerSeat::Actions ServerSeat::next(std::int64_t at)
{
    cutter_.restart();
    if (held_.empty())
        return clientClosed_ ? justClose() : Actions();
    const std::string bytes = std::move(held_);
    held_.clear();
    begin(at);
    return feed(at, bytes);
}

void ServerSeat::begin(std::int64_t at)
{
    recorder_ = std::make_unique<Recorder>(limits_, tapeLimits);
    scribe_.emplace(*recorder_, at);
    responder_ = responders_();
    ++exchanges_;
    headEnd_ = 0;
    complete_ = answered_ = false;
    scribe_->begin(at, 0, 0, wire::Role::Server, Reason::First, {}, target_);
    if (!tls_.protocol.empty()) {
        scribe_->say(at, FactKind::TlsBegin);
        scribe_->say(at, FactKind::TlsEnd, tls_.protocol, tls_.cipher);
        tls_ = {}; // belongs to the connection's first exchange
    }
    eventsSeen_ = recorder_->events().size();
}

void ServerSeat::endAsItStands(std::int64_t at, std::string text)
{
    end(at, answered_ ? Outcome::FinalStatus : Outcome::ClosedEarly, answered_ ? std::string() : std::move(text));
}

void ServerSeat::end(std::int64_t at, Outcome outcome, std::string text)
{
    recorder_->finish(at - scribe_->epoch());
    scribe_->end(at, outcome, std::move(text));
    const bool keep = worthKeeping();
    Finished finished{recorder_->take(), scribe_->epoch()};
    finished.record.scenario = responder_->scenario();
    scribe_.reset();
    recorder_.reset();
    responder_.reset();
    if (keep)
        finished_.push_back(std::move(finished));
}

/// Blank lines between requests (RFC 9112 section 2.2) are no exchange.
bool ServerSeat::worthKeeping() const
{
    return std::ranges::any_of(recorder_->events(), [](const wire::Event &event) {
        return event.direction == Direction::Received
            && (event.kind == wire::Kind::HeadBegin || event.kind == wire::Kind::Unparsed);
    });
}

} // namespace record
