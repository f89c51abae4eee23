// SPDX-License-Identifier: GPL-3.0-or-later
// One function a group of events.
#include "rules/noted.h"

#include "base/text.h"
#include "words/wire_bytes.h"

#include <algorithm>
#include <array>

namespace rules {

namespace {

using wire::Event;
using wire::Kind;
using wire::Phase;

bool failed(const Event &event)
{
    return event.phase == Phase::End && event.code != 0;
}

void noteConnect(Noted &noted, const Event &event)
{
    if (event.phase == Phase::Begin) {
        ++noted.connects;
        noted.unixSocket = event.name == wire::unixStep ? event.text : std::string();
        noted.dialled = noted.unixSocket.empty() ? event.text : std::string();
        noted.connectBeganAt = event.at;
    } else if (failed(event)) {
        noted.connectFailed = true;
        noted.connectError = words::wireText(event.text);
    } else {
        noted.connected = true;
        if (noted.connectBeganAt >= 0 && noted.unixSocket.empty()) // no network, no round trip
            noted.roundTripNs = event.at - noted.connectBeganAt;
    }
}

/// The steps before HTTP. What speaks behind a SOCKS proxy is what was asked for there.
void noteStep(Noted &noted, const Event &event)
{
    switch (event.kind) {
    case Kind::Lookup:
        if (event.phase == Phase::Begin)
            noted.dialled = noted.lookedUp = event.text;
        noted.lookupFailed = noted.lookupFailed || failed(event);
        if (failed(event))
            noted.lookupError = words::wireText(event.text);
        break;
    case Kind::Proxy:
        if (event.phase == Phase::Begin) {
            noted.dialled = event.text;
            noted.lookedUp.clear();
        }
        noted.proxyFailed = noted.proxyFailed || failed(event);
        if (failed(event))
            noted.proxyError = words::wireText(event.text, 400);
        break;
    case Kind::Tls:
        noted.tlsFailed = noted.tlsFailed || failed(event);
        if (failed(event))
            noted.tlsError = words::wireText(event.text, 400);
        break;
    default: break;
    }
}

void noteClose(Noted &noted, const Event &event)
{
    if (event.direction != wire::Direction::Received)
        return;
    const auto how = static_cast<wire::CloseHow>(event.code);
    if (noted.peerClosedAt < 0)
        noted.peerClosedAt = event.at;
    if (!noted.peerClosedHow || how == wire::CloseHow::Reset)
        noted.peerClosedHow = how;
}

void noteDecision(Noted &noted, const Event &event)
{
    noted.stopped = noted.stopped || event.name == "stop-upload";
    noted.held = noted.held || event.name == "hold-content";
    if (event.name == "no-retry")
        noted.notRepeated = words::wireText(event.text, 400);
    if (event.name == "fields-dropped" && event.text.starts_with("not sent to another origin"))
        noted.withheld = words::wireText(event.text, 400);
    if (event.name == "redirect-not-followed")
        noted.notFollowed = words::wireText(event.text, 400);
}

/// Fields that say how a message is framed must not stand in its trailers (RFC 9110 section 6.5.1).
void noteTrailer(Noted &noted, const Event &event)
{
    constexpr std::array framing{"Content-Length",   "Transfer-Encoding", "Trailer",
                                 "Content-Encoding", "Content-Type",      "Content-Range"};
    const bool found =
        std::ranges::any_of(framing, [&event](const char *name) { return base::equalsIgnoringCase(event.name, name); });
    if (found && noted.trailers.size() < 8)
        noted.trailers.append(words::wireText(event.name, 40));
}

void noteRequest(Noted &noted, const Event &event)
{
    noted.headBegun = noted.headBegun || event.kind == Kind::HeadBegin;
    if (event.kind == Kind::Anomaly && event.name == "bad-target" && noted.targetByte.empty())
        noted.targetByte = event.text;
    if (event.kind == Kind::ContentBegin && noted.bodyBeganAt < 0)
        noted.bodyBeganAt = event.at;
}

void headDone(Noted &noted, std::int64_t &beganAt)
{
    if (beganAt < 0)
        beganAt = noted.headBeganAt;
    noted.headBeganAt = -1;
    noted.begun.clear();
}

void noteResponse(Noted &noted, const Event &event)
{
    std::int64_t other = 0; // an interim response that is no 100
    switch (event.kind) {
    case Kind::HeadBegin: noted.headBeganAt = event.at; break;
    case Kind::StartLine:
        if (noted.headBeganAt >= 0)
            noted.begun = std::to_string(event.code) + (event.text.empty() ? "" : " ") + event.text;
        break;
    case Kind::InterimResponse: headDone(noted, event.code == 100 ? noted.continueBeganAt : other); break;
    case Kind::FinalResponse: headDone(noted, noted.finalBeganAt); break;
    case Kind::ChunkLine: noted.lastChunk = noted.lastChunk || event.value == 0; break;
    case Kind::MessageEnd: // a head that was cut has one too
        if (noted.finalEndedAt < 0 && noted.finalBeganAt >= 0)
            noted.finalEndedAt = event.at;
        break;
    case Kind::TrailerLine: noteTrailer(noted, event); break;
    case Kind::Anomaly:
    case Kind::Unparsed: // the longer text tells more
        if (event.kind == Kind::Unparsed && noted.finalEndedAt >= 0)
            noted.surplus += event.span.length;
        if (event.kind == Kind::Unparsed && noted.finalBeganAt < 0)
            noted.before += event.span.length;
        if ((event.kind == Kind::Unparsed || event.name == "not-http") && event.text.size() > noted.foreign.size())
            noted.foreign = event.text;
        if (event.name == "content-after-interim" && !noted.sentAtInterimContent)
            noted.sentAtInterimContent = event.contentSent;
        break;
    default: break;
    }
}

} // namespace

void note(Noted &noted, const Event &event, wire::Direction request)
{
    switch (event.kind) {
    case Kind::Connect: noteConnect(noted, event); break;
    case Kind::Lookup:
    case Kind::Proxy:
    case Kind::Tls: noteStep(noted, event); break;
    case Kind::Close: noteClose(noted, event); break;
    case Kind::Decision: noteDecision(noted, event); break;
    case Kind::WaitOver: noted.waitOver = true; break;
    case Kind::Timeout: noted.timeout = QString::fromStdString(event.name); break;
    case Kind::Error: noted.errorKey = QString::fromStdString(event.name); break;
    default: event.direction == request ? noteRequest(noted, event) : noteResponse(noted, event);
    }
}

} // namespace rules
