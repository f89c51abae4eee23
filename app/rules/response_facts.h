// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of one attempt's responses, interim and final, and of the hops that they bear witness of.
#pragma once

#include "record/exchange.h"
#include "rules/section.h"

namespace rules {

void setResponses(Section &out, const record::Attempt &attempt, const CodeNames *codes);

/// Every fixed name that setResponses may set; a family ends in a dot.
QStringList responseNames();

/// switch (101), success, redirection, expectation (417), refusal (another 4xx), failure (5xx), or invalid: a status
/// outside 100 to 599, or an interim one, which no final response can have (RFC 9110 section 15).
const char *kindOfStatus(int status);

} // namespace rules
