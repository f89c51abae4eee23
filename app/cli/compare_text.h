// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison for a terminal: rows of bars on one axis, their words beside and below. Wire text is made safe.
#pragma once

#include "cli/text_layout.h"
#include "formats/report/comparison_report.h"

namespace cli {

/// Lines end with '\n'; none is wider than style.width, which is at least 40.
QString compareText(const formats::ComparisonReport &report, const TextStyle &style);

} // namespace cli
