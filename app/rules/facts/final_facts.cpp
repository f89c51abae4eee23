// SPDX-License-Identifier: GPL-3.0-or-later
// The final response of an attempt: its status and when it came.
#include "rules/facts/attempt_facts.h"

#include <algorithm>

namespace rules {

namespace {

using At = const AttemptReading &;

/// A shorter connect says nothing of who could answer in time: a busy machine takes some milliseconds to see that it
/// stands.
constexpr std::int64_t tellingNs = 50'000'000;
/// A connect of this length is more than a round trip: its SYN was lost and sent again.
constexpr std::int64_t synAgainNs = 900'000'000;

int statusOf(At at)
{
    return at.attempt.final->status;
}

/// A status that is none counts among the failures.
Value classOf(At at)
{
    const bool valid = std::string_view(kindOfStatus(statusOf(at))) != "invalid";
    return as::number(valid ? statusOf(at) / 100 : 5);
}

constexpr AttemptFact statusRows[]{
    {"final.status", [](At at) { return as::number(statusOf(at)); }},
    {"final.kind", [](At at) { return as::key(kindOfStatus(statusOf(at))); }},
    {"final.class", &classOf},
    {"final.name", [](At at) { return at.codes ? as::text(at.codes->nameOf(statusOf(at))) : Value{}; }},
    {"final.meaning", [](At at) { return at.codes ? as::text(at.codes->sentenceOf(statusOf(at))) : Value{}; }},
    {"final.reason", [](At at) { return as::wire(at.attempt.final->reason); }},
    {"final.http", [](At at) { return as::key(wire::httpVersion(at.attempt.final->version)); }},
};

std::int64_t sinceHead(At at)
{
    return at.attempt.final->at - at.attempt.request.endedAt;
}

/// Within a tenth of a round trip.
Value tooSoon(At at)
{
    const std::int64_t trip = at.roundTrip.value_or(-1);
    const bool telling = trip >= tellingNs && trip < synAgainNs && at.attempt.interims.empty();
    return as::flag(telling && sinceHead(at) < trip / 10);
}

/// The record counts chunk framing there; of content there cannot have been more than there was in the end.
Value contentBefore(At at)
{
    return as::bytes(std::min(at.attempt.final->bodySentBefore, at.attempt.request.contentBytes));
}

/// Before all content had been sent.
Value isEarly(At at)
{
    const record::RequestSeen &request = at.attempt.request;
    const bool allSent = request.complete && at.attempt.final->bodySentBefore >= request.bodyBytes;
    return as::flag(at.request.content && !allSent);
}

constexpr AttemptFact timeRows[]{
    {"final.after", [](At at) { return as::time(sinceHead(at)); }},
    {"final.unasked", [](At at) { return as::flag(!at.attempt.request.seen || sinceHead(at) < 0); }},
    {"final.too-soon", &tooSoon},
    {"final.begun-in-wait", [](At at) { return as::flag(beganInWait(at.attempt, at.attempt.final->begunAt)); }},
    {"final.content-before", &contentBefore},
    {"final.early", &isEarly},
};

bool hasCome(At at)
{
    return at.attempt.final.has_value();
}

constexpr AttemptTable finalTables[]{{&hasCome, statusRows}, {&hasCome, timeRows}};

} // namespace

const char *kindOfStatus(int status)
{
    if (status == 101)
        return "switch";
    if (status == 417)
        return "expectation";
    switch (status >= 200 && status <= 599 ? status / 100 : 0) {
    case 2: return "success";
    case 3: return "redirection";
    case 4: return "refusal";
    case 5: return "failure";
    default: return "invalid";
    }
}

AttemptTables finalFacts()
{
    return finalTables;
}

} // namespace rules
