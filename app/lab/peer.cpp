// SPDX-License-Identifier: GPL-3.0-or-later
// The interpreter of a scenario's steps.
#include "lab/peer.h"

#include "lab/request_check.h"
#include "lab/response.h"

#include "base/text.h"
#include "wire/http1/framing.h"

#include <algorithm>

namespace lab {

namespace {
/// A loop that never waits for anything would never give the thread back.
constexpr std::int64_t restNs = 1'000'000;

std::string continueBytes()
{
    ResponseParts parts;
    parts.status = 100;
    return interimBytes(parts);
}

} // namespace

std::vector<Peer::Action> Peer::handle(const Input &input)
{
    actions_.clear();
    bodyBytes_ = std::max(bodyBytes_, input.bodyBytes);
    switch (input.kind) {
    case InputKind::Events:
        for (const wire::Event &event : input.events)
            observe(event);
        break;
    case InputKind::Flushed: flushed(); break;
    case InputKind::Timer: timer(); break;
    case InputKind::Closed: closed(); break;
    case InputKind::Unreadable: unreadable(); break;
    }
    if (state_ == State::Content && enoughContent())
        state_ = State::Running;
    if (state_ == State::Running)
        run();
    if (state_ == State::Ending && complete_)
        finish(ActionKind::Done);
    return std::move(actions_);
}

void Peer::observe(const wire::Event &event)
{
    if (event.direction != wire::Direction::Received)
        return;
    building_.add(event);
    switch (event.kind) {
    case wire::Kind::RequestHead:
        if (event.phase == wire::Phase::End && state_ == State::Head)
            begin();
        break;
    case wire::Kind::Anomaly: // RFC 9112 section 5.1: 400
        if (event.code == static_cast<int>(wire::Anomaly::SpaceBeforeColon))
            refused_ = "A field line of this request has white space before its colon.";
        break;
    case wire::Kind::ContentEnd: contentBytes_ = event.value; break;
    case wire::Kind::MessageEnd: complete_ = complete_ || event.code == 0; break;
    default: break;
    }
}

/// What a server must refuse is refused, whatever the scenario.
void Peer::begin()
{
    const std::string why = refused_.empty() ? refusal(head()) : refused_;
    if (!why.empty())
        return play(library_.refuse(400, why));
    const std::string elsewhere = misdirection(head(), own_);
    play(elsewhere.empty() ? library_.choose(head()) : library_.refuse(421, elsewhere));
}

void Peer::play(Play play)
{
    play_ = std::move(play);
    rounds_.assign(play_.scenario->steps.size(), 0);
    at_ = 0;
    state_ = State::Running;
}

void Peer::run()
{
    while (state_ == State::Running) {
        if (at_ >= play_.scenario->steps.size())
            endOfSteps();
        else
            perform(play_.scenario->steps[at_++]);
    }
}

void Peer::perform(const Step &step)
{
    switch (step.kind) {
    case StepKind::Wait:
        if (const auto ns = base::duration(text(step.argument)).value_or(0); ns > 0)
            arm(ns, State::Timing);
        break;
    case StepKind::Continue:
        if (expects() && version_ >= 11)
            send(continueBytes());
        break;
    case StepKind::Interim: performInterim(step); break;
    case StepKind::Final: performFinal(step); break;
    case StepKind::Bytes: send(text(step.text)); break;
    case StepKind::Read: performRead(step); break;
    case StepKind::StopReading: act(ActionKind::ReadOff); break;
    case StepKind::ResumeReading: act(ActionKind::ReadOn); break;
    case StepKind::Pace:
        paceBytes_ = base::byteSize(text(step.argument)).value_or(0);
        paceNs_ = base::duration(text(step.text)).value_or(0);
        break;
    case StepKind::Speak: version_ = step.argument == "1.0" ? 10 : 11; break;
    case StepKind::If: at_ = holds(step.condition) ? at_ : step.jump; break;
    case StepKind::Else: at_ = step.jump; break;
    case StepKind::Repeat: performRepeat(step); break;
    case StepKind::End: performEnd(step); break;
    case StepKind::Close: finish(ActionKind::Close); break;
    case StepKind::Drop: finish(ActionKind::Drop); break;
    case StepKind::Reset: finish(ActionKind::Reset); break;
    case StepKind::Hang: state_ = State::Hanging; break;
    }
}

/// A well-behaved server sends none to an HTTP/1.0 client (RFC 9110 section 15.2).
void Peer::performInterim(const Step &step)
{
    if (!speaksInterim())
        return;
    ResponseParts parts;
    parts.status = statusOf(text(step.argument)).value_or(100);
    parts.reason = text(step.text);
    for (const std::string &field : step.fields)
        parts.fields.push_back(text(field));
    send(interimBytes(parts));
}

void Peer::performFinal(const Step &step)
{
    ResponseParts parts;
    parts.version = version_;
    parts.status = statusOf(text(step.argument)).value_or(200);
    parts.reason = text(step.text);
    for (const std::string &field : step.fields)
        parts.fields.push_back(text(field));
    parts.content = text(step.content);
    parts.headOnly = head().method == "HEAD";
    const bool asks = asksToClose(parts.fields);
    parts.close = asks || version_ < 11 || head().version < 11 || !wire::persists(head()) || mustClose(head());
    if (wall_)
        parts.unixTime = wall_();
    closing_ = closing_ || parts.close;
    finalSent_ = true;
    send(finalBytes(parts));
}

void Peer::performRead(const Step &step)
{
    wanted_ = step.argument.empty() ? endless : base::byteSize(text(step.argument)).value_or(0);
    rested_ = true;
    if (enoughContent())
        return;
    if (clientClosed_) {
        finish(ActionKind::Close);
        return;
    }
    state_ = State::Content;
    if (unreadable_)
        unreadable();
}

void Peer::performRepeat(const Step &step)
{
    std::uint64_t &rounds = rounds_[at_ - 1];
    const std::uint64_t most = countOf(text(step.argument)).value_or(0);
    if (rounds >= most) {
        rounds = 0;
        at_ = step.jump + 1;
        return;
    }
    round_ = ++rounds;
    if (!rested_)
        arm(restNs, State::Timing);
    rested_ = false;
}

void Peer::performEnd(const Step &step)
{
    if (step.jump < at_ - 1)
        at_ = step.jump;
}

void Peer::flushed()
{
    if (state_ != State::Flushing)
        return;
    if (out_.empty())
        state_ = State::Running;
    else
        arm(paceNs_, State::Timing);
}

void Peer::timer()
{
    if (state_ != State::Timing)
        return;
    if (out_.empty())
        state_ = State::Running;
    else
        sendPart();
}

void Peer::closed()
{
    clientClosed_ = true;
    const bool lacks = state_ == State::Content && !enoughContent();
    const bool idle = state_ == State::Head || state_ == State::Hanging || state_ == State::Ending;
    if (lacks || idle)
        finish(ActionKind::Close);
}

void Peer::unreadable()
{
    unreadable_ = true; // also for a read that comes later
    if (state_ == State::Ending || (state_ == State::Content && finalSent_))
        finish(ActionKind::Close);
    if (state_ != State::Head && state_ != State::Content)
        return;
    play(library_.choose({})); // the lab's own answer to what it cannot read
}

void Peer::send(std::string bytes)
{
    if (bytes.empty())
        return;
    out_ += bytes;
    sendPart();
}

void Peer::sendPart()
{
    const std::size_t part = paceBytes_ == 0 ? out_.size() : std::min<std::size_t>(out_.size(), paceBytes_);
    act(ActionKind::Send, out_.substr(0, part));
    out_.erase(0, part);
    rested_ = true;
    state_ = State::Flushing;
}

void Peer::arm(std::int64_t ns, State next)
{
    act(ActionKind::ArmTimer, {}, ns);
    rested_ = true;
    state_ = next;
}

void Peer::endOfSteps()
{
    if (closing_ || clientClosed_)
        finish(ActionKind::Close);
    else
        state_ = State::Ending;
}

void Peer::finish(ActionKind how)
{
    act(how);
    state_ = State::Over;
}

bool Peer::holds(const Condition &condition) const
{
    const std::string value = text(condition.value);
    bool result = false;
    switch (condition.test) {
    case Test::Has: result = wire::hasField(head().fields, condition.name); break;
    case Test::FieldIs:
        result = base::equalsIgnoringCase(wire::valueOf(head().fields, condition.name).value_or(""), value);
        break;
    case Test::LengthAbove:
        result = wire::declaredLength(head().fields).value.value_or(0) > base::byteSize(value).value_or(0);
        break;
    case Test::Content: result = hasContent(); break;
    case Test::Expects: result = expects(); break;
    case Test::Version: result = head().version == (value == "1.0" ? 10 : 11); break;
    case Test::Method: result = head().method == value; break;
    case Test::Param: result = valueIn(play_.values, condition.name) == value; break;
    }
    return result != condition.negated;
}

bool Peer::hasContent() const
{
    const wire::Framing framing = wire::requestFraming(head());
    return framing.mode == wire::FramingMode::Chunked || framing.length > 0;
}

/// RFC 9110 section 10.1.1: an expectation in an HTTP/1.0 request, or without content, asks for nothing.
bool Peer::expects() const
{
    return head().version >= 11 && hasContent() && wire::hasMember(head().fields, "Expect", "100-continue");
}

bool Peer::enoughContent() const
{
    return complete_ || bodyBytes_ >= wanted_;
}

std::string Peer::text(std::string_view from) const
{
    Values values = play_.values;
    values.emplace_back("received", std::to_string(complete_ ? contentBytes_ : bodyBytes_));
    values.emplace_back("n", std::to_string(round_));
    return expanded(from, values);
}

void Peer::act(ActionKind kind, std::string bytes, std::int64_t ns)
{
    actions_.push_back({kind, std::move(bytes), ns});
}

} // namespace lab
