// SPDX-License-Identifier: GPL-3.0-or-later
// Where an attempt went, and what failed on the way.
#include "rules/facts/attempt_facts.h"

#include "words/wire_bytes.h"

#include <algorithm>

namespace rules {

namespace {

using At = const AttemptReading &;

template <record::Step what>
Value hasFailed(At at)
{
    return as::flag(at.attempt.failed(what) != nullptr);
}

/// "" where it has not failed.
template <record::Step what, int most>
Value errorOf(At at)
{
    const record::NetworkStep *step = at.attempt.failed(what);
    return as::text(step ? words::wireText(step->answer, most) : QString());
}

/// What was decided of fields that do not follow a redirection to another origin.
Value withheld(At at)
{
    const auto &all = at.attempt.decisions;
    const auto last = std::find_if(all.rbegin(), all.rend(), [](const record::Decided &one) {
        return one.what == record::Decision::FieldsDropped && one.text.starts_with("not sent to another origin");
    });
    return last != all.rend() ? as::text(words::wireText(last->text, 400)) : Value{};
}

constexpr AttemptFact placeRows[]{
    {"reason", [](At at) { return as::key(record::keyOf(at.attempt.reason)); }},
    {"host", [](At at) { return as::wire(at.attempt.target.host); }},
    {"port", [](At at) { return as::port(at.attempt.target.port); }},
    {"dialled.host", [](At at) { return as::wire(at.place.host); }},
    {"dialled.port", [](At at) { return as::port(at.place.port); }},
    {"address", [](At at) { return as::wire(at.attempt.target.address); }},
    {"unix-socket", [](At at) { return unlessEmpty(as::wire(at.place.unixSocket)); }},
    {"withheld", &withheld},
    {"tls", [](At at) { return as::flag(at.attempt.target.tls); }},
    {"connected", [](At at) { return as::flag(at.place.connected); }},
    {"connects", [](At at) { return as::number(at.place.connects); }},
    {"round-trip", [](At at) { return as::time(at.roundTrip); }},
    {"lookup.failed", &hasFailed<record::Step::Lookup>},
    {"lookup.error", &errorOf<record::Step::Lookup, 200>},
    {"connect.failed", &hasFailed<record::Step::Connect>},
    {"connect.error", &errorOf<record::Step::Connect, 200>},
    {"proxy.failed", &hasFailed<record::Step::Proxy>},
    {"proxy.error", &errorOf<record::Step::Proxy, 400>},
    {"tls.failed", &hasFailed<record::Step::Tls>},
    {"tls.error", &errorOf<record::Step::Tls, 400>},
};

constexpr AttemptTable placeTables[]{{nullptr, placeRows}};

} // namespace

AttemptTables placeFacts()
{
    return placeTables;
}

} // namespace rules
