// SPDX-License-Identifier: GPL-3.0-or-later
// What the connection makes of what its parsers say: where requests and responses begin and end, and what follows for
// the gate and the content.
#include "wire/http1/connection.h"

#include "wire/expect_reading.h"

#include <algorithm>

namespace wire::http1 {

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

/// The response ends where its framing says, and the framing leaves no doubt (RFC 9112 sections 6.1 and 6.3).
bool isSound(const Framing &framing)
{
    return framing.mode != FramingMode::UntilClose && framing.mode != FramingMode::Opaque
        && std::ranges::all_of(framing.anomalies, [](Anomaly what) {
               return what == Anomaly::DuplicateLength || what == Anomaly::LengthNotAllowed;
           });
}

} // namespace

void Connection::observe(Direction direction, const Event &event)
{
    if (sideOf(role_, direction) == Side::Request)
        observeRequest(direction, event);
    else
        observeResponse(direction, event);
}

void Connection::observeRequest(Direction direction, const Event &event)
{
    if (event.kind == Kind::RequestHead) {
        requestHead(direction, event);
    } else if (event.kind == Kind::ContentBegin) {
        said_.contentBegun = true;
        const bool ungated = role_ == Role::Server || !now_.submission.gated;
        if (said_.expects100 && ungated && !now_.finalSeen() && said_.continues == 0)
            noteAnomaly(Anomaly::ContentBeforeGate, direction, event.span);
    }
}

void Connection::requestHead(Direction direction, const Event &event)
{
    const auto &parser = this->parser(direction);
    const auto &head = parser.head();
    if (role_ == Role::Server) { // a new request begins here; pipelined ones are answered in order
        now_ = {};
        said_ = {};
        sent_.expectResponseTo(head.method, head.version, hasField(head.fields, "Upgrade"));
    }
    const auto reading = readExpect(head.fields);
    said_.expects100 = reading.has100;
    if (!reading.present)
        return;
    const auto &framing = parser.framing();
    const bool content =
        framing.mode == FramingMode::Chunked || (framing.mode == FramingMode::Length && framing.length > 0);
    if (reading.has100 && !content) // RFC 9110 section 10.1.1
        noteAnomaly(Anomaly::ExpectWithoutContent, direction, event.span);
    if (!reading.shape.empty())
        noteAnomaly(Anomaly::OddExpect, direction, event.span, reading.shape);
}

void Connection::observeResponse(Direction direction, const Event &event)
{
    switch (event.kind) {
    case Kind::InterimResponse:
        if (now_.response == Stream::Response::Awaited)
            now_.response = Stream::Response::Interim;
        return interim(event.code, direction, event.span);
    case Kind::FinalResponse: return final(event.code, direction);
    case Kind::MessageEnd: return messageEnd(event);
    case Kind::Anomaly: return irregular(event);
    default: return;
    }
}

void Connection::messageEnd(const Event &event)
{
    if (!now_.finalSeen() || now_.responseDone())
        return;
    const bool cut = event.code == 1;
    now_.response = cut ? Stream::Response::Cut : Stream::Response::Complete;
    now_.answer->end = event.span.end();
    now_.answer->persists = now_.answer->persists && !cut;
    finishIfDone();
}

void Connection::irregular(const Event &event)
{
    const auto what = static_cast<Anomaly>(event.code);
    if (breaksChunks(what) && now_.finalSeen() && !now_.responseDone() && !now_.broken)
        now_.broken = {what, event.text};
    if (what == Anomaly::BadStatus)
        said_.noStatus = said_.noStatus || !now_.finalSeen();
    if (isLimit(what))
        now_.limitMet = what;
    if (isLimit(what) || what == Anomaly::NotHttp)
        holdContent(what == Anomaly::NotHttp ? "what came is no HTTP" : "what comes is beyond what Interim reads");
}

void Connection::interim(int status, Direction direction, Span span)
{
    if (status == 100) {
        if (++said_.continues == 2)
            noteAnomaly(Anomaly::SecondContinue, direction, span);
        if (said_.contentBegun && said_.continues == 1 && said_.expects100)
            noteAnomaly(Anomaly::ContinueAfterContent, direction, span);
    }
    if (role_ == Role::Server || now_.finalSeen())
        return;
    if (status == 100)
        gateInput(GateInput::Continue);
    else if (status == 104)
        gateInput(GateInput::UploadResumption);
}

void Connection::final(int status, Direction direction)
{
    const Parser &parser = this->parser(direction);
    if (!now_.finalSeen()) {
        now_.response = Stream::Response::Final;
        now_.answer = Answer{.head = parser.head(),
                             .persists = persists(parser.head()) && isSound(parser.framing()),
                             .noStatus = said_.noStatus,
                             .invalidLength = parser.framing().invalidLength};
        if (role_ == Role::Client)
            firstFinal(status);
    }
    if (parser.framing().mode == FramingMode::Opaque) {
        now_.response = Stream::Response::Complete; // 101, or a tunnel: what follows is no HTTP
        finishIfDone();
    }
}

void Connection::firstFinal(int status)
{
    const bool held = now_.gate.holds();
    gateInput(GateInput::FinalStatus);
    if (held || !now_.contentOwed() || !endsSending(status))
        return;
    if (now_.gate.outcome() == GateOutcome::FinalStatus) // the user chose to send the content after all
        return;
    now_.request = Stream::Request::Stopped;
    Event event;
    event.kind = Kind::Decision;
    event.name = "stop-upload";
    event.code = status;
    event.text = "stop sending the content: the final response "
        + std::string(now_.invalidLength()       ? "has no length that can be read"
                          : takesContent(status) ? "says that the connection closes"
                                                 : "came before it was all sent");
    note(std::move(event));
    act(ActionKind::StopBody);
}

/// RFC 9112 section 9.5: an error answer while we are sending ends the sending, and so does one with which the other
/// side says that it closes: what comes behind it is not read (section 9.6). So does an answer whose end nobody knows:
/// section 6.3 has us close the connection.
bool Connection::endsSending(int status) const
{
    if (!takesContent(status) || now_.invalidLength())
        return true;
    return status != 101 && !persists(now_.finalHead()) && !now_.submission.policy.bodyAfterFinal;
}

} // namespace wire::http1
