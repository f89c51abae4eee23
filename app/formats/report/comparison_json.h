// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as one JSON document: the contract of resources/schema/comparison.schema.json.
#pragma once

#include "formats/json/json_writer.h"
#include "formats/report/comparison_report.h"

namespace formats {

/// The document, with the line end behind it. False: the sink wanted no more.
bool writeComparison(const ComparisonReport &report, const JsonSink &sink);

} // namespace formats
