// SPDX-License-Identifier: GPL-3.0-or-later
// The interim responses of an attempt, and the hops that they and the final response bear witness of.
#include "rules/facts/attempt_facts.h"

using namespace Qt::StringLiterals;

namespace rules {

namespace {

using At = const AttemptReading &;

/// Its names: location, upload-offset and the like.
Members resumption(At at)
{
    Members out;
    for (const auto &[name, value] : at.interims.resumption)
        out.emplace_back(QString::fromLatin1(name), as::wire(value));
    return out;
}

constexpr AttemptFact interimRows[]{
    {"interims", [](At at) { return as::number(static_cast<std::int64_t>(at.attempt.interims.size())); }},
    {"interim.list", [](At at) { return as::text(at.interims.codes.join(u", "_s)); }},
    {"interim.others", [](At at) { return as::text(at.interims.others.join(u", "_s)); }},
    {"interim.waiting", [](At at) { return as::text(at.interims.waiting.join(u", "_s)); }},
    {"interim.says-close", [](At at) { return as::flag(at.interims.saysClose); }},
    {"interim.http10", [](At at) { return as::flag(at.oldHops.interim); }},
    {"hop.http10", [](At at) { return as::flag(at.oldHops.any); }},
    {"via.http10", [](At at) { return unlessEmpty(as::wire(at.oldHops.via)); }},
    {"continues", [](At at) { return as::number(at.interims.continues); }},
};

constexpr AttemptFamily interimFamilies[]{{"resumption.", &resumption}};

constexpr AttemptTable interimTables[]{{nullptr, interimRows, interimFamilies}};

} // namespace

AttemptTables interimFacts()
{
    return interimTables;
}

} // namespace rules
