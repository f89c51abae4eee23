// SPDX-License-Identifier: GPL-3.0-or-later
// One function a group of events.
#include "guidance/noted.h"

#include "guidance/format.h"
#include "wire/text.h"

#include <algorithm>
#include <array>

namespace guidance {

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
        noted.dialled = event.text;
        noted.connectBeganAt = event.at;
    } else if (failed(event)) {
        noted.connectFailed = true;
        noted.connectError = wireText(event.text);
    } else {
        noted.connected = true;
        if (noted.connectBeganAt >= 0)
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
            noted.lookupError = wireText(event.text);
        break;
    case Kind::Proxy:
        if (event.phase == Phase::Begin) {
            noted.dialled = event.text;
            noted.lookedUp.clear();
        }
        noted.proxyFailed = noted.proxyFailed || failed(event);
        if (failed(event))
            noted.proxyError = wireText(event.text, 400);
        break;
    case Kind::Tls:
        noted.tlsFailed = noted.tlsFailed || failed(event);
        if (failed(event))
            noted.tlsError = wireText(event.text, 400);
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
        noted.notRepeated = wireText(event.text, 400);
}

/// Fields that say how a message is framed must not stand in its trailers (RFC 9110 section 6.5.1).
void noteTrailer(Noted &noted, const Event &event)
{
    constexpr std::array framing{"Content-Length", "Transfer-Encoding", "Trailer", "Content-Encoding", "Content-Type",
                                 "Content-Range"};
    const bool found = std::ranges::any_of(framing, [&event](const char *name) {
        return wire::equalsIgnoringCase(event.name, name);
    });
    if (found && noted.trailers.size() < 8)
        noted.trailers.append(wireText(event.name, 40));
}

void noteBytes(Noted &noted, const Event &event, bool request)
{
    switch (event.kind) {
    case Kind::HeadBegin: noted.headBegun = noted.headBegun || request; break;
    case Kind::ContentBegin:
        if (request && noted.bodyBeganAt < 0)
            noted.bodyBeganAt = event.at;
        break;
    case Kind::MessageEnd:
        if (!request && noted.finalEndedAt < 0)
            noted.finalEndedAt = event.at;
        break;
    case Kind::TrailerLine:
        if (!request)
            noteTrailer(noted, event);
        break;
    case Kind::Anomaly:
    case Kind::Unparsed: // the longer text tells more
        if (!request && (event.kind == Kind::Unparsed || event.name == "not-http") && event.text.size() > noted.foreign.size())
            noted.foreign = event.text;
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
    default: noteBytes(noted, event, event.direction == request);
    }
}

} // namespace guidance
