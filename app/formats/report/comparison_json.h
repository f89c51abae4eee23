// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as one JSON document: the contract of resources/schema/comparison.schema.json.
#pragma once

#include "formats/report/comparison_report.h"

#include <QJsonObject>

namespace formats {

/// Without the exchanges.
QJsonObject comparisonToJson(const ComparisonReport &report);
/// All of it, the exchanges one by one.
bool writeComparison(const ComparisonReport &report, const JsonSink &sink);

} // namespace formats
