// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/connection.h"

#include "wire/expect_rule.h"

#include <algorithm>

namespace wire {

namespace {

bool isLimit(Anomaly what)
{
    return what == Anomaly::HeadTooLarge || what == Anomaly::TooManyFields || what == Anomaly::TooManyInterims;
}

/// A final status with which the content is still wanted: 2xx, and 101, behind which the request goes on (RFC 9110
/// section 7.8). Invalid codes count as 5xx (section 15), and so does a status that could not be read.
bool takesContent(int status)
{
    return status == 101 || (status >= 200 && status <= 299);
}

bool breaksChunks(Anomaly what)
{
    return what == Anomaly::BadChunkSize || what == Anomaly::ChunkSizeTooLarge || what == Anomaly::ChunkLineTooLong
        || what == Anomaly::ChunkEndMissing;
}

/// Events that tell how much content had left by then.
bool tellsContentSent(const Event &event)
{
    return event.kind == Kind::InterimResponse || event.kind == Kind::FinalResponse
        || (event.kind == Kind::Anomaly && event.code == static_cast<int>(Anomaly::ContentAfterInterim));
}

/// The response ends where its framing says, and the framing leaves no doubt (RFC 9112 sections 6.1 and 6.3).
bool isSound(const Framing &framing)
{
    return framing.mode != FramingMode::UntilClose && framing.mode != FramingMode::Opaque
        && std::ranges::all_of(framing.anomalies, [](Anomaly what) {
               return what == Anomaly::DuplicateLength || what == Anomaly::LengthNotAllowed;
           });
}

} // namespace

/// Stands between a parser and the sink: passes everything on and lets the connection see the events.
class Connection::Tap : public ParserSink {
public:
    Tap(Connection &owner, Direction direction)
        : owner_(owner)
        , direction_(direction)
    {
    }
    void onEvent(Event event, std::uint64_t offset) override
    {
        if (owner_.role_ == Role::Client && direction_ == Direction::Received && tellsContentSent(event))
            event.contentSent = owner_.bodyBytes();
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
{
}

std::vector<Action> Connection::handle(const Input &input, ConnectionSink &sink)
{
    sink_ = &sink;
    actions_.clear();
    switch (input.kind) {
    case InputKind::Submit:
        submit(*input.submission);
        break;
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
    case InputKind::PeerClosed:
        closed(input);
        break;
    case InputKind::Ended:
        endBoth(false);
        break;
    case InputKind::Timer:
        gateInput(GateInput::Timer);
        break;
    case InputKind::Release:
        gateInput(GateInput::User);
        break;
    case InputKind::Abort:
        gateInput(GateInput::Abort);
        break;
    }
    return std::move(actions_);
}

std::vector<Action> Connection::injectElided(Direction direction, std::uint64_t length,
                                             const std::vector<Event> &events, ConnectionSink &sink)
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

std::uint64_t Connection::bodyBytes() const
{
    return now_.flushed > now_.submission.headLength ? now_.flushed - now_.submission.headLength : 0;
}

void Connection::submit(const Submission &submission)
{
    now_ = {};
    now_.submission = submission;
    now_.submitted = true;
    unreadable_ = false;
    gate_ = {};
    Tap sent(*this, Direction::Sent);
    sent_.beginSubmitted(submission.headLength, submission.bodyLength, sent);
    received_.expectResponseTo(submission.method, submission.version, submission.upgrade);
    act(ActionKind::SendHead);
    if (submission.gated)
        gate_.arm(submission.policy);
    else if (submission.bodyLength > 0)
        act(ActionKind::SendBody);
}

/// The wait begins when the head's last byte has left, not before.
void Connection::flushed(std::uint64_t bytes)
{
    const bool headLeft = now_.flushed >= now_.submission.headLength;
    now_.flushed += bytes;
    if (!now_.submitted)
        return;
    if (!headLeft && now_.flushed >= now_.submission.headLength && gate_.state() == GateState::HeadUnflushed)
        gateInput(GateInput::HeadFlushed);
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
    const auto step = gate_.handle(input);
    if (step.began) {
        pauseOpen_ = true;
        Event event;
        event.kind = Kind::Pause;
        event.phase = Phase::Begin;
        event.value = static_cast<std::uint64_t>(now_.submission.policy.waitNs);
        note(std::move(event));
        if (now_.submission.policy.waitNs > 0)
            act(ActionKind::ArmTimer, now_.submission.policy.waitNs);
    }
    if (step.waitOver) {
        Event event;
        event.kind = Kind::WaitOver;
        note(std::move(event));
    }
    if (step.ended && pauseOpen_) {
        pauseOpen_ = false;
        Event event;
        event.kind = Kind::Pause;
        event.phase = Phase::End;
        event.code = static_cast<std::int32_t>(gate_.outcome());
        event.name = keyOf(gate_.outcome());
        note(std::move(event));
        act(ActionKind::CancelTimer);
    }
    if (step.ended && gate_.state() == GateState::Refused)
        now_.bodyStopped = true;
    if (step.sendBody)
        act(ActionKind::SendBody);
    if (step.giveUp)
        act(ActionKind::GiveUp);
}

void Connection::observe(Direction direction, const Event &event)
{
    const bool request = (role_ == Role::Client) == (direction == Direction::Sent);
    if (request)
        observeRequest(direction, event);
    else
        observeResponse(direction, event);
}

void Connection::observeRequest(Direction direction, const Event &event)
{
    if (event.kind == Kind::RequestHead) {
        requestHead(direction, event);
    } else if (event.kind == Kind::ContentBegin) {
        now_.bodyStarted = true;
        const bool ungated = role_ == Role::Server || !now_.submission.gated;
        if (now_.expects100 && ungated && !now_.finalSeen && now_.continues == 0)
            noteAnomaly(Anomaly::ContentBeforeGate, direction, event.span);
    }
}

void Connection::requestHead(Direction direction, const Event &event)
{
    const auto &parser = this->parser(direction);
    const auto &head = parser.head();
    if (role_ == Role::Server) { // a new request begins here; pipelined ones are answered in order
        now_ = {};
        sent_.expectResponseTo(head.method, head.version, hasField(head.fields, "Upgrade"));
    }
    const auto reading = readExpect(head.fields);
    now_.expects100 = reading.has100;
    if (!reading.present)
        return;
    const auto &framing = parser.framing();
    const bool content = framing.mode == FramingMode::Chunked
        || (framing.mode == FramingMode::Length && framing.length > 0);
    if (reading.has100 && !content) // RFC 9110 section 10.1.1
        noteAnomaly(Anomaly::ExpectWithoutContent, direction, event.span);
    if (!reading.shape.empty())
        noteAnomaly(Anomaly::OddExpect, direction, event.span, reading.shape);
}

void Connection::observeResponse(Direction direction, const Event &event)
{
    if (event.kind == Kind::InterimResponse) {
        now_.interim = true;
        interim(event.code, direction, event.span);
    } else if (event.kind == Kind::FinalResponse) {
        if (!now_.finalSeen) {
            now_.finalHead = parser(direction).head();
            now_.persists = persists(now_.finalHead) && isSound(parser(direction).framing());
            now_.invalidLength = parser(direction).framing().invalidLength;
        }
        final(event.code);
        if (parser(direction).framing().mode == FramingMode::Opaque) {
            now_.responseDone = true; // 101, or a tunnel: what follows is no HTTP
            finishIfDone();
        }
    } else if (event.kind == Kind::MessageEnd && now_.finalSeen && !now_.responseDone) {
        now_.responseDone = true;
        now_.finalEnd = event.span.end();
        now_.cut = event.code == 1;
        now_.persists = now_.persists && !now_.cut;
        finishIfDone();
    } else if (event.kind == Kind::Anomaly) {
        irregular(event);
    }
}

void Connection::irregular(const Event &event)
{
    const auto what = static_cast<Anomaly>(event.code);
    if (breaksChunks(what) && now_.finalSeen && !now_.responseDone && !now_.broken)
        now_.broken = {what, event.text};
    if (what == Anomaly::BadStatus)
        now_.badStatus = now_.badStatus || !now_.finalSeen;
    if (isLimit(what))
        now_.limit = what;
    if (isLimit(what) || what == Anomaly::NotHttp)
        holdContent(what == Anomaly::NotHttp ? "what came is no HTTP" : "what comes is beyond what Interim reads");
}

void Connection::interim(int status, Direction direction, Span span)
{
    if (status == 100) {
        if (++now_.continues == 2)
            noteAnomaly(Anomaly::SecondContinue, direction, span);
        if (now_.bodyStarted && now_.continues == 1 && now_.expects100)
            noteAnomaly(Anomaly::ContinueAfterContent, direction, span);
    }
    if (role_ == Role::Server || now_.finalSeen)
        return;
    if (status == 100)
        gateInput(GateInput::Continue);
    else if (status == 104)
        gateInput(GateInput::UploadResumption);
}

void Connection::final(int status)
{
    const bool first = !now_.finalSeen;
    now_.finalSeen = true;
    if (role_ == Role::Server || !first)
        return;
    const bool held = gate_.holds();
    gateInput(GateInput::FinalStatus);
    if (held || !contentOwed() || !endsSending(status))
        return;
    if (gate_.outcome() == GateOutcome::FinalStatus) // the user chose to send the content after all
        return;
    now_.bodyStopped = true;
    Event event;
    event.kind = Kind::Decision;
    event.name = "stop-upload";
    event.code = status;
    event.text = "stop sending the content: the final response "
        + std::string(now_.invalidLength ? "has no length that can be read"
                                         : takesContent(status) ? "says that the connection closes" : "came before it was all sent");
    note(std::move(event));
    act(ActionKind::StopBody);
}

/// RFC 9112 section 9.5: an error answer while we are sending ends the sending, and so does one with which the other side
/// says that it closes: what comes behind it is not read (section 9.6). So does an answer whose end nobody knows: section
/// 6.3 has us close the connection.
bool Connection::endsSending(int status) const
{
    if (!takesContent(status) || now_.invalidLength)
        return true;
    return status != 101 && !persists(now_.finalHead) && !now_.submission.policy.bodyAfterFinal;
}

std::optional<BrokenContent> Connection::brokenContent() const
{
    if (!now_.finalSeen || (now_.responseDone && !now_.cut))
        return std::nullopt;
    if (!now_.broken && !now_.responseDone) {
        if (const auto line = received_.hopelessChunk())
            return BrokenContent{Anomaly::BadChunkSize, std::string(*line)};
    }
    return now_.broken;
}

/// Content is still to be sent, or to be withheld.
bool Connection::contentOwed() const
{
    return now_.submitted && now_.submission.bodyLength > 0 && !requestFlushed() && !now_.bodyStopped;
}

/// What came is no HTTP, and no content goes into it. Told where it came and not after the read, so that how bytes were
/// cut into reads changes nothing.
void Connection::holdContent(const char *why)
{
    if (role_ == Role::Server || now_.held || now_.finalSeen || !contentOwed())
        return;
    now_.held = true;
    Event event;
    event.kind = Kind::Decision;
    event.name = "hold-content";
    event.text = std::string("hold the content back: ") + why;
    note(std::move(event));
}

void Connection::finishIfDone()
{
    if (role_ == Role::Server || now_.finished || !now_.submitted || !now_.responseDone)
        return;
    if (!requestFlushed() && !now_.bodyStopped)
        return;
    now_.finished = true;
    act(ActionKind::Finished);
}

bool Connection::reusable() const
{
    return now_.finished && persistent() && requestFlushed() && sent_.betweenMessages() && received_.betweenMessages()
        && received_.offset() == now_.finalEnd;
}

/// Behind an interim response foreign bytes are no sign that the other side does not speak HTTP.
void Connection::checkReadable()
{
    const bool foreign = received_.lost() || (received_.seeking() && !now_.interim) || now_.invalidLength || brokenContent();
    if (foreign == unreadable_ || role_ == Role::Server || (foreign && now_.responseDone))
        return;
    unreadable_ = foreign;
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

void Connection::act(ActionKind kind, std::int64_t ns)
{
    actions_.push_back({kind, ns});
}

} // namespace wire
