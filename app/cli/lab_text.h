// SPDX-License-Identifier: GPL-3.0-or-later
// The line that `lab` prints for each request that it served.
#pragma once

#include "cli/text_layout.h"
#include "record/exchange.h"

namespace cli {

/// "POST /refuse-417 · Expect: 100-continue · waited 1.63 ms, ended by our 417 · sent 0 bytes of content · 417"
QString labLine(const record::Attempt &attempt, const TextStyle &style);

} // namespace cli
