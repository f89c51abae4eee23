// SPDX-License-Identifier: GPL-3.0-or-later
// Texts with {fact} placeholders. "{fact|bytes}" shows every digit of a size; "{{" is a brace.
#pragma once

#include "guidance/evaluation.h"
#include "rules/view.h"

namespace guidance {

/// Fills in the facts. A placeholder without a value leaves "?"; its name is appended to `missing` if given.
QString fill(const QString &pattern, const rules::View &view, const QLocale &locale, QStringList *missing = nullptr);
/// The same, and where the values stand; values with nothing but a blank between them are one.
QString fill(const QString &pattern, const rules::View &view, const QLocale &locale, QVector<TextSpan> *values);
/// Fact names of a text's placeholders, in order.
QStringList placeholders(const QString &pattern);

} // namespace guidance
