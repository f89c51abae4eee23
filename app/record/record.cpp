// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record.h"

#include <algorithm>

namespace record {

wire::Role Record::role() const
{
    const auto begin = std::ranges::find(facts, FactKind::AttemptBegin, &Fact::kind);
    return begin == facts.end() ? wire::Role::Client : begin->role;
}

std::string Record::readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                             std::uint64_t most) const
{
    return connection < tapes.size() ? tapes[connection].of(direction).read(span, most) : std::string();
}

} // namespace record
