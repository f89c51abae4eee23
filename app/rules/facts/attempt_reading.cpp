// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/attempt_reading.h"

#include "request/url.h"
#include "wire/http1/framing.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

PlaceReading readPlace(const record::Attempt &attempt)
{
    PlaceReading out;
    std::string spokenTo; // host of the last look-up, or host:port of the last step of connecting
    std::string lookedUp;
    for (const record::NetworkStep &step : attempt.steps) {
        if (step.what == record::Step::Tls)
            continue;
        spokenTo = step.unixSocket ? std::string() : step.asked;
        if (step.what == record::Step::Lookup)
            lookedUp = step.asked;
        if (step.what == record::Step::Proxy)
            lookedUp.clear();
        if (step.what == record::Step::Connect) {
            out.unixSocket = step.unixSocket ? step.asked : std::string();
            out.connected = out.connected || step.done();
            ++out.connects;
        }
    }
    const auto read = request::parseUrl("http://" + spokenTo);
    const auto *place = spokenTo.empty() ? nullptr : std::get_if<request::Url>(&read);
    out.host = !lookedUp.empty() ? lookedUp : place ? place->host : attempt.target.host;
    out.port = place && place->portTyped ? place->port : attempt.target.port;
    return out;
}

CloseReading readClose(const record::Attempt &attempt)
{
    const auto first = std::ranges::find_if(attempt.closings, &record::Closing::byPeer);
    if (first == attempt.closings.end())
        return {};
    const bool reset = std::ranges::any_of(
        attempt.closings, [](const record::Closing &one) { return one.byPeer && one.how == wire::CloseHow::Reset; });
    return {&*first, reset ? wire::CloseHow::Reset : first->how};
}

/// A peer that has sent an HTTP response speaks HTTP, whatever came behind it.
Spoken readSpoken(const record::Attempt &attempt)
{
    const bool http = !attempt.interims.empty() || attempt.final;
    return http ? Spoken{u"other"_s, {}} : spokenBy(attempt.foreign.first);
}

/// RFC 9110 section 9.2.2.
bool isIdempotent(std::string_view method)
{
    constexpr std::array<std::string_view, 6> methods{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
    return std::ranges::find(methods, method) != methods.end();
}

RequestReading readRequest(const record::RequestSeen &request)
{
    if (!request.seen)
        return {};
    const wire::Fields &fields = request.head.fields;
    return {.idempotent = isIdempotent(request.head.method),
            .content = wire::announcesContent(request.head) || request.contentBytes > 0,
            .size = wire::declaredLength(fields).value,
            .chunked = wire::hasMember(fields, "Transfer-Encoding", "chunked"),
            .upgrade = wire::hasField(fields, "Upgrade"),
            .saysUpgrade = wire::hasMember(fields, "Connection", "upgrade"),
            .saysTe = wire::hasMember(fields, "Connection", "te"),
            .hosts = wire::valuesOf(fields, "Host").size()};
}

} // namespace

AttemptReading readAttempt(const record::Attempt &attempt, std::int64_t now, const CodeNames *codes)
{
    return {.attempt = attempt,
            .now = now,
            .codes = codes,
            .roundTrip = attempt.roundTrip(),
            .place = readPlace(attempt),
            .closed = readClose(attempt),
            .spoken = readSpoken(attempt),
            .request = readRequest(attempt.request),
            .expect = attempt.handshake.sent ? wire::readExpect(attempt.request.head.fields) : wire::ExpectReading(),
            .interims = readInterims(attempt),
            .firstContinue = readContinue(attempt),
            .oldHops = readHops(attempt),
            .final = readFinal(attempt)};
}

} // namespace rules
