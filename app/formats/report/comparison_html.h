// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as one page that needs no network and runs no script; light and dark as the reader's system is.
#pragma once

#include "formats/report/comparison_report.h"

namespace formats {

QByteArray comparisonToHtml(const ComparisonReport &report);

} // namespace formats
