// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of an attempt's final response says, and the content behind it.
#include "rules/facts/attempt_facts.h"

using namespace Qt::StringLiterals;

namespace rules {

namespace {

using At = const AttemptReading &;

const char *framingKey(wire::FramingMode mode)
{
    return mode == wire::FramingMode::Chunked   ? "chunked"
        : mode == wire::FramingMode::Length     ? "length"
        : mode == wire::FramingMode::UntilClose ? "close"
                                                : "none";
}

Value retryAfter(At at)
{
    switch (at.final->retryAfter) {
    case wire::RetryAfter::None: return {};
    case wire::RetryAfter::Seconds: return as::key("seconds");
    case wire::RetryAfter::Date: return as::key("date");
    case wire::RetryAfter::Invalid: return as::key("invalid");
    }
    return {};
}

Value unlessNone(std::uint64_t bytes)
{
    return bytes > 0 ? as::bytes(bytes) : Value{};
}

constexpr AttemptFact finalContentRows[]{
    {"final.complete", [](At at) { return as::flag(at.attempt.final->complete); }},
    {"final.size", [](At at) { return as::bytes(at.attempt.final->bodySize); }},
    {"final.chunked", [](At at) { return as::flag(at.final->transferEncoding); }},
    {"final.framing", [](At at) { return as::key(framingKey(at.final->framing)); }},
    {"final.length", [](At at) { return as::bytes(at.final->length); }},
    {"final.last-chunk", [](At at) { return as::flag(at.attempt.final->lastChunk); }},
    {"final.trailers", [](At at) { return unlessEmpty(as::text(at.final->trailers.join(u", "_s))); }},
    {"surplus", [](At at) { return unlessNone(at.attempt.foreign.surplus); }},
    {"preceded", [](At at) { return unlessNone(at.attempt.foreign.before); }},
};

/// What the fields say of the connection, of who answered, and of what a client may do.
constexpr AttemptFact finalFieldRows[]{
    {"final.persists", [](At at) { return as::flag(at.final->persists); }},
    {"final.says-close", [](At at) { return as::flag(at.final->saysClose); }},
    {"final.says-keep-alive", [](At at) { return as::flag(at.final->saysKeepAlive); }},
    {"final.retry-after", &retryAfter},
    {"allow.has-method", [](At at) { return at.final->allowsMethod ? as::flag(*at.final->allowsMethod) : Value{}; }},
    {"proxy-status.error", [](At at) { return unlessEmpty(as::wire(at.final->proxyError)); }},
    {"switch.unasked", [](At at) { return unlessEmpty(as::text(at.final->unasked.join(u", "_s))); }},
};

constexpr AttemptFamily finalFamilies[]{
    {"final.field.", [](At at) { return joinedFields(at.attempt.final->fields); }},
};

bool isRead(At at)
{
    return at.final.has_value();
}

constexpr AttemptTable finalHeadTables[]{{&isRead, finalContentRows}, {&isRead, finalFieldRows, finalFamilies}};

} // namespace

AttemptTables finalHeadFacts()
{
    return finalHeadTables;
}

} // namespace rules
