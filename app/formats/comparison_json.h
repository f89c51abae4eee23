// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as one JSON document: the contract of resources/schema/comparison.schema.json.
#pragma once

#include "formats/comparison_report.h"

#include <QJsonObject>

namespace formats {

QJsonObject comparisonToJson(const ComparisonReport &report);

} // namespace formats
