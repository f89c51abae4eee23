// SPDX-License-Identifier: GPL-3.0-or-later
// How an attempt ended, and what its peer speaks that does not speak HTTP/1.
#include "rules/facts/attempt_facts.h"

#include <algorithm>

namespace rules {

namespace {

using At = const AttemptReading &;

const char *wordOf(wire::CloseHow how)
{
    switch (how) {
    case wire::CloseHow::Fin: return "fin";
    case wire::CloseHow::Reset: return "reset";
    case wire::CloseHow::Error: return "broken";
    case wire::CloseHow::Truncated: return "truncated";
    }
    return "broken";
}

/// Of the last one of its kind.
template <bool timeout>
Value failureKey(At at)
{
    const auto &all = at.attempt.failures;
    const auto last =
        std::find_if(all.rbegin(), all.rend(), [](const record::Failure &one) { return one.timeout == timeout; });
    return last != all.rend() ? as::key(last->key) : Value{};
}

/// How long the connection was held open behind the final response.
Value watched(At at)
{
    const auto &final = at.attempt.final;
    const bool whole = final && final->endedAt >= 0 && at.attempt.endedAt >= final->endedAt;
    return whole ? as::time(at.attempt.endedAt - final->endedAt) : Value{};
}

constexpr AttemptFact endRows[]{
    {"outcome", [](At at) { return as::key(record::keyOf(at.attempt.outcome)); }},
    {"error", [](At at) { return as::wire(at.attempt.error); }},
    {"error.key", &failureKey<false>},
    {"timeout", &failureKey<true>},
    {"after", [](At at) { return as::key(record::keyOf(at.attempt.after)); }},
    {"watched", &watched},
    {"speaks.known", [](At at) { return as::flag(!at.spoken.name.isEmpty()); }},
};

Value closedAfter(At at)
{
    const auto &final = at.attempt.final;
    const std::int64_t closed = at.closed.first->at;
    return final && closed >= final->at ? as::time(closed - final->at) : Value{};
}

Value closedAfterHead(At at)
{
    const record::RequestSeen &request = at.attempt.request;
    return request.seen ? as::time(at.closed.first->at - request.endedAt) : Value{};
}

constexpr AttemptFact closedRows[]{
    {"closed", [](At at) { return as::key(wordOf(at.closed.how)); }},
    {"closed.after", &closedAfter},
    {"closed.after-head", &closedAfterHead},
};

constexpr AttemptFact foreignRows[]{
    {"speaks", [](At at) { return as::text(at.spoken.key); }},
    {"speaks.name", [](At at) { return unlessEmpty(as::text(at.spoken.name)); }},
    {"speaks.bytes", [](At at) { return as::wire(std::string_view(at.attempt.foreign.first).substr(0, 32)); }},
};

constexpr AttemptTable endTables[]{
    {nullptr, endRows},
    {[](At at) { return at.closed.first != nullptr; }, closedRows},
    {[](At at) { return !at.attempt.foreign.first.empty(); }, foreignRows},
};

} // namespace

AttemptTables endFacts()
{
    return endTables;
}

} // namespace rules
