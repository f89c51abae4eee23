// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http1/connection.h"

namespace wire::http1 {

namespace {

/// Events that tell how much content had left by then.
bool tellsContentSent(const Event &event)
{
    return event.kind == Kind::InterimResponse || event.kind == Kind::FinalResponse
        || (event.kind == Kind::Anomaly && event.code == static_cast<int>(Anomaly::ContentAfterInterim));
}

} // namespace

/// Stands between a parser and the sink: passes everything on and lets the connection see the events.
class Connection::Tap : public ParserSink {
public:
    Tap(Connection &owner, Direction direction) : owner_(owner), direction_(direction) {}
    void onEvent(Event event, std::uint64_t offset) override
    {
        if (owner_.role_ == Role::Client && direction_ == Direction::Received && tellsContentSent(event))
            event.contentSent = owner_.now_.bodyBytes();
        const auto copy = event;
        owner_.sink_->onEvent(std::move(event), true, offset);
        owner_.observe(direction_, copy);
    }
    void onBytes(ByteClass kind, std::string_view bytes) override { owner_.sink_->onBytes(direction_, kind, bytes); }
    void onCheckpoint(const Checkpoint &checkpoint) override { owner_.sink_->onCheckpoint(direction_, checkpoint); }

private:
    Connection &owner_;
    Direction direction_;
};

Connection::Connection(Role role, Limits limits)
    : role_(role)
    , received_(role == Role::Client ? MessageType::Response : MessageType::Request, Direction::Received, limits)
    , sent_(role == Role::Client ? MessageType::Request : MessageType::Response, Direction::Sent, limits)
{}

std::vector<Action> Connection::handle(const Input &input, MachineSink &sink)
{
    sink_ = &sink;
    actions_.clear();
    switch (input.kind) {
    case InputKind::Submit: submit(*input.submission, input.bytes); break;
    case InputKind::Flushed: {
        Tap tap(*this, Direction::Sent);
        sent_.feed(input.bytes, tap);
        flushed(input.bytes.size());
        break;
    }
    case InputKind::Received: {
        Tap tap(*this, Direction::Received);
        received_.feed(input.bytes, tap);
        checkReadable();
        break;
    }
    case InputKind::PeerClosed: closed(input); break;
    case InputKind::Ended: endBoth(false); break;
    case InputKind::Timer: gateInput(GateInput::Timer); break;
    case InputKind::Release: gateInput(GateInput::User); break;
    case InputKind::Abort: gateInput(GateInput::Abort); break;
    }
    return std::move(actions_);
}

std::vector<Action> Connection::injectElided(Direction direction, std::uint64_t length,
                                             const std::vector<Event> &events, MachineSink &sink)
{
    sink_ = &sink;
    actions_.clear();
    Tap tap(*this, direction);
    for (const auto &event : events)
        tap.onEvent(event, 0);
    if (direction == Direction::Sent)
        flushed(length);
    else
        checkReadable();
    return std::move(actions_);
}

void Connection::jump(Direction direction, const Checkpoint &checkpoint)
{
    (direction == Direction::Sent ? sent_ : received_).jump(checkpoint);
}

void Connection::submit(const Submission &submission, std::string_view head)
{
    now_ = {};
    said_ = {};
    now_.submission = submission;
    now_.request = Stream::Request::Head;
    Tap sent(*this, Direction::Sent);
    sent_.beginSubmitted(submission.headLength, submission.bodyLength, sent);
    received_.expectResponseTo(submission.method, submission.version, submission.upgrade);
    act(ActionKind::SendHead, 0, head);
    if (submission.gated)
        now_.gate.arm(submission.policy);
    else if (submission.bodyLength > 0)
        act(ActionKind::SendBody);
}

/// The wait begins when the head's last byte has left, not before.
void Connection::flushed(std::uint64_t bytes)
{
    using Request = Stream::Request;
    now_.flushed += bytes;
    if (now_.request == Request::None)
        return;
    const bool headLeft = now_.flushed >= now_.submission.headLength;
    if (headLeft && now_.request == Request::Head) {
        now_.request = Request::Content;
        if (now_.gate.state() == GateState::HeadUnflushed)
            gateInput(GateInput::HeadFlushed);
    }
    if (now_.flushed >= now_.submission.headLength + now_.submission.bodyLength)
        now_.request = Request::Sent;
    finishIfDone();
}

void Connection::closed(const Input &input)
{
    const bool clean = input.how == CloseHow::Fin;
    Tap received(*this, Direction::Received);
    received_.end(received, clean);
    gateInput(GateInput::PeerClosed);
    if (!clean) // after a FIN the other way may still be used
        endBoth(false);
}

void Connection::endBoth(bool clean)
{
    Tap received(*this, Direction::Received);
    received_.end(received, clean);
    Tap sent(*this, Direction::Sent);
    sent_.end(sent, clean);
    gateInput(GateInput::Abort);
}

void Connection::gateInput(GateInput input)
{
    const bool paused = now_.gate.state() == GateState::Waiting;
    const auto step = now_.gate.handle(input);
    if (step.began)
        pauseBegins();
    if (step.waitOver) {
        Event event;
        event.kind = Kind::WaitOver;
        note(std::move(event));
    }
    if (step.ended && paused)
        pauseEnds(input);
    if (step.ended && now_.gate.state() == GateState::Refused && now_.contentOwed())
        now_.request = Stream::Request::Stopped;
    if (step.sendBody)
        act(ActionKind::SendBody);
    if (step.giveUp)
        act(ActionKind::GiveUp);
}

void Connection::pauseBegins()
{
    Event event;
    event.kind = Kind::Pause;
    event.phase = Phase::Begin;
    event.value = static_cast<std::uint64_t>(now_.submission.policy.waitNs);
    note(std::move(event));
    if (now_.submission.policy.waitNs > 0)
        act(ActionKind::ArmTimer, now_.submission.policy.waitNs);
}

void Connection::pauseEnds(GateInput input)
{
    const GateOutcome outcome = now_.gate.outcome();
    Event event;
    event.kind = Kind::Pause;
    event.phase = Phase::End;
    event.code = static_cast<std::int32_t>(outcome);
    event.name = keyOf(outcome);
    if (outcome == GateOutcome::Continued)
        event.value = input == GateInput::UploadResumption ? 104 : 100;
    note(std::move(event));
    act(ActionKind::CancelTimer);
}

/// What came is no HTTP, and no content goes into it. Told where it came and not after the read, so that how bytes were
/// cut into reads changes nothing.
void Connection::holdContent(const char *why)
{
    if (role_ == Role::Server || said_.held || now_.finalSeen() || !now_.contentOwed())
        return;
    said_.held = true;
    Event event;
    event.kind = Kind::Decision;
    event.name = "hold-content";
    event.text = std::string("hold the content back: ") + why;
    note(std::move(event));
}

void Connection::finishIfDone()
{
    const bool over = now_.request == Stream::Request::Sent || now_.request == Stream::Request::Stopped;
    if (role_ == Role::Server || said_.finished || !over || !now_.responseDone())
        return;
    said_.finished = true;
    act(ActionKind::Finished);
}

bool Connection::persistent() const
{
    return now_.answer && now_.answer->persists && persists(sent_.head());
}

bool Connection::reusable() const
{
    return said_.finished && persistent() && now_.requestFlushed() && sent_.betweenMessages()
        && received_.betweenMessages() && received_.offset() == now_.answer->end;
}

/// Behind an interim response foreign bytes are no sign that the other side does not speak HTTP.
void Connection::checkReadable()
{
    now_.lost = received_.lost();
    now_.hopeless = received_.hopelessChunk();
    const bool foreign = now_.lost || (received_.seeking() && now_.response != Stream::Response::Interim)
        || now_.invalidLength() || now_.brokenContent();
    if (foreign == said_.unreadable || role_ == Role::Server || (foreign && now_.responseDone()))
        return;
    said_.unreadable = foreign;
    act(foreign ? ActionKind::Unreadable : ActionKind::Readable);
}

void Connection::note(Event event)
{
    sink_->onEvent(std::move(event), false, 0);
}

void Connection::noteAnomaly(Anomaly what, Direction direction, Span span, std::string text)
{
    note(anomalyEvent(direction, {what, span, std::move(text)}));
}

void Connection::act(ActionKind kind, std::int64_t ns, std::string_view bytes)
{
    actions_.push_back({kind, 0, ns, std::string(bytes)});
}

} // namespace wire::http1
