// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of one attempt, as resources/guidance/README.md names them: its connection and its request.
// The responses are in response_facts.h.
#pragma once

#include "record/exchange.h"
#include "rules/section.h"

namespace rules {

/// `now`: nanoseconds, for a pause that is open.
void setAttempt(Section &out, const record::Attempt &attempt, std::int64_t now);

/// Every fixed name that setAttempt may set; a family ends in a dot.
QStringList attemptNames();

/// Values of all lines of each field, joined by ", " in their order, under PREFIX + lower-case name. Cookies, which
/// hold commas of their own, are joined by "; ".
void setFields(Section &out, const QString &prefix, const wire::Fields &fields);

} // namespace rules
