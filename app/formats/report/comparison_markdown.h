// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison in Markdown: CommonMark and the tables of GitHub's.
#pragma once

#include "formats/report/comparison_report.h"

namespace formats {

QByteArray comparisonToMarkdown(const ComparisonReport &report);

/// A text that stands for itself, in a table's cell too: nothing in it is markup, and it is one line.
QString markdownText(const QString &text);

} // namespace formats
