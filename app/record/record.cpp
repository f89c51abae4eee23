// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record.h"

#include <algorithm>

namespace record {

wire::Role Record::role() const
{
    const auto begin = std::ranges::find(facts, FactKind::AttemptBegin, &Fact::kind);
    return begin == facts.end() ? wire::Role::Client : begin->role;
}

} // namespace record
