// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of the wire in a report: one line, nothing invisible, nothing that is markup.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace formats {

/// What a report of a comparison says of itself, in each form of it.
struct ReportWords {
    Q_DECLARE_TR_FUNCTIONS(formats::ComparisonReport)
};

/// Control characters as pictures of themselves; format characters, which are invisible or turn the reading order,
/// as U+FFFD.
QString oneLine(QString text);
/// For HTML's text and for attributes in double quotes.
QString htmlText(const QString &text);

} // namespace formats
