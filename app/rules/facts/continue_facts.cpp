// SPDX-License-Identifier: GPL-3.0-or-later
// The first 100 of an attempt: when it came, beside one round trip, the content and the final response.
#include "rules/facts/attempt_facts.h"

#include <algorithm>

namespace rules {

namespace {

using At = const AttemptReading &;

/// What a server and this program may take besides one round trip for an answer to be called prompt.
constexpr std::int64_t promptNs = 1'000'000;

/// A connect that took longer than the answer was more than a round trip: its SYN was sent again, say.
bool isBeyondTrip(At at)
{
    return at.roundTrip && at.firstContinue->after >= *at.roundTrip;
}

Value afterContent(At at)
{
    const record::RequestSeen &request = at.attempt.request;
    const record::ResponseSeen &seen = at.firstContinue->seen;
    const bool behind = request.complete && request.bodyEndedAt >= 0 && seen.bodySentBefore >= request.bodyBytes;
    return behind ? as::time(seen.at - request.bodyEndedAt) : Value{};
}

Value toFinal(At at)
{
    return at.attempt.final ? as::time(at.attempt.final->at - at.firstContinue->seen.at) : Value{};
}

constexpr AttemptFact continueRows[]{
    {"continue.after", [](At at) { return as::time(at.firstContinue->after); }},
    {"continue.unasked", [](At at) { return as::flag(at.firstContinue->after < 0); }},
    {"continue.begun-in-wait", [](At at) { return as::flag(beganInWait(at.attempt, at.firstContinue->seen.begunAt)); }},
    {"continue.content-before",
     [](At at) { return as::bytes(std::min(at.firstContinue->seen.bodySentBefore, at.attempt.request.contentBytes)); }},
    {"continue.after-content", &afterContent},
    {"continue.to-final", &toFinal},
    {"continue.http", [](At at) { return as::key(wire::httpVersion(at.firstContinue->seen.version)); }},
    {"continue.fields",
     [](At at) { return as::number(static_cast<std::int64_t>(at.firstContinue->seen.fields.size())); }},
    {"continue.server", [](At at) { return as::wire(at.firstContinue->server); }},
    {"continue.via", [](At at) { return as::wire(at.firstContinue->via); }},
};

constexpr AttemptFact promptRows[]{
    {"continue.prompt", [](At at) { return as::flag(2 * (at.firstContinue->after - promptNs) <= 3 * *at.roundTrip); }},
    {"continue.thought", [](At at) { return as::time(at.firstContinue->after - *at.roundTrip); }},
};

constexpr AttemptTable continueTables[]{
    {[](At at) { return at.firstContinue.has_value(); }, continueRows},
    {[](At at) { return at.firstContinue && isBeyondTrip(at); }, promptRows},
};

} // namespace

AttemptTables continueFacts()
{
    return continueTables;
}

} // namespace rules
