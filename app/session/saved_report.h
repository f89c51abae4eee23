// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as a report: aligned, in words, with secrets masked unless asked otherwise; and into a file.
#pragma once

#include "compare/align.h"
#include "formats/report/comparison_report.h"
#include "session/comparison.h"

#include <QLocale>

namespace session {

struct ReportOptions {
    compare::Align align = compare::Align::Head;
    std::size_t baseline = 0;
    bool showSecrets = false;
    bool exchanges = true; ///< with each row's whole exchange, as JSON has it
    QLocale locale = QLocale::c();
};

/// Of what there is so far; rows that still run are as far as they are. Lives no longer than the comparison.
formats::ComparisonReport reportOf(const Comparison &comparison, const ReportOptions &options);

/// Is there a report by this file name's ending: .html, .htm, .md, .json?
bool isReportName(const QString &path);
/// Writes it whole or not at all, in the form that the ending names. Returns an error line, "" when done.
QString saveReport(const formats::ComparisonReport &report, const QString &path, bool secrets = false);

} // namespace session
