// SPDX-License-Identifier: GPL-3.0-or-later
// The Expect field of an attempt, and the wait behind it.
#include "rules/facts/attempt_facts.h"

namespace rules {

namespace {

using At = const AttemptReading &;

bool isOpen(const record::Handshake &shake)
{
    return shake.pauseBegan >= 0 && shake.pauseEnded < 0;
}

/// Less than four round trips.
Value isShort(At at)
{
    return as::flag(at.roundTrip && at.attempt.handshake.waitNs < 4 * *at.roundTrip);
}

Value pauseLength(At at)
{
    const record::Handshake &shake = at.attempt.handshake;
    return as::time(isOpen(shake) ? at.now - shake.pauseBegan : shake.pauseNs());
}

/// In steps that can be read as they go by: tenths of a second, below one hundredths. Never less than is left.
Value waitLeft(At at)
{
    const record::Handshake &shake = at.attempt.handshake;
    const std::int64_t ns = shake.waitNs - (at.now - shake.pauseBegan);
    const std::int64_t step = ns > 1'000'000'000 ? 100'000'000 : 10'000'000;
    const std::int64_t left = (ns + step - 1) / step * step;
    return isOpen(shake) && !shake.waitOver && left > 0 ? as::time(left) : Value{};
}

constexpr AttemptFact waitRows[]{
    {"expect.sent", [](At at) { return as::flag(at.attempt.handshake.sent); }},
    {"gate", [](At at) { return as::key(wire::keyOf(at.attempt.handshake.outcome)); }},
    {"wait", [](At at) { return as::time(at.attempt.handshake.waitNs); }},
    {"wait.short", &isShort},
    {"wait.over", [](At at) { return as::flag(at.attempt.handshake.waitOver); }},
    {"wait.left", &waitLeft},
    {"paused", [](At at) { return as::flag(at.attempt.handshake.pauseBegan >= 0); }},
    {"waiting", [](At at) { return as::flag(isOpen(at.attempt.handshake)); }},
    {"pause", [](At at) { return at.attempt.handshake.pauseBegan >= 0 ? pauseLength(at) : Value{}; }},
};

constexpr AttemptFact expectRows[]{
    {"expect.value", [](At at) { return as::wire(at.attempt.handshake.value); }},
    {"expect.exact", [](At at) { return as::flag(at.expect.exact); }},
    {"expect.usual",
     [](At at) { return as::flag(at.expect.exact && at.attempt.handshake.value == wire::continueToken); }},
    {"expect.has100", [](At at) { return as::flag(at.expect.has100); }},
    {"expect.shape", [](At at) { return unlessEmpty(as::key(at.expect.shape)); }},
};

constexpr AttemptTable expectTables[]{
    {nullptr, waitRows},
    {[](At at) { return at.attempt.handshake.sent; }, expectRows},
};

} // namespace

AttemptTables expectFacts()
{
    return expectTables;
}

} // namespace rules
