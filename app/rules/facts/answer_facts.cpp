// SPDX-License-Identifier: GPL-3.0-or-later
// Whether an attempt was answered, what came behind the answer, and why nothing followed it.
#include "rules/facts/attempt_facts.h"

#include "words/wire_bytes.h"

namespace rules {

namespace {

using At = const AttemptReading &;

template <record::Decision what>
Value whyNot(At at)
{
    const record::Decided *decided = at.attempt.decided(what);
    return decided && !decided->text.empty() ? as::text(words::wireText(decided->text, 400)) : Value{};
}

Value answerBegun(At at)
{
    const auto &begun = at.attempt.begun;
    if (!begun || !begun->hasLine)
        return {};
    return as::wire(std::to_string(begun->status) + (begun->reason.empty() ? "" : " ") + begun->reason);
}

constexpr AttemptFact answerRows[]{
    {"final", [](At at) { return as::flag(at.attempt.final.has_value()); }},
    {"answer.cut", [](At at) { return as::flag(at.attempt.begun.has_value()); }},
    {"answer.begun", &answerBegun},
    {"not-repeated", &whyNot<record::Decision::NoRetry>},
    {"not-followed", &whyNot<record::Decision::RedirectNotFollowed>},
    {"strays", [](At at) { return as::number(static_cast<std::int64_t>(at.attempt.strays.size())); }},
};

Value strayAfter(At at)
{
    const auto &final = at.attempt.final;
    return final ? as::time(at.attempt.strays.front().at - final->at) : Value{};
}

constexpr AttemptFact strayRows[]{
    {"stray.status", [](At at) { return as::number(at.attempt.strays.front().status); }},
    {"stray.after", &strayAfter},
};

constexpr AttemptTable answerTables[]{
    {nullptr, answerRows},
    {[](At at) { return !at.attempt.strays.empty(); }, strayRows},
};

} // namespace

AttemptTables answerFacts()
{
    return answerTables;
}

} // namespace rules
