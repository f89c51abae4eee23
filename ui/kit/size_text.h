// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes that a person types and reads back: unlike words::sizeText nothing is rounded.
#pragma once

#include <QLocale>
#include <QString>

#include <optional>

namespace ui {

/// "64 KiB", "4 MiB", "1 048 577": in the largest unit that says it exactly.
QString typedSize(quint64 bytes, const QLocale &locale);
/// Reads one, with or without spaces, the locale's group separators and its decimal point; nothing when it is no size
/// or no whole bytes.
std::optional<quint64> sizeFrom(QString text, const QLocale &locale);

} // namespace ui
