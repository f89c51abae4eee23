// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes and times that a person types and reads back: as app/words has them, but nothing is rounded.
#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>
#include <optional>

namespace ui {

/// "64 KiB", "4 MiB", "1 048 577": in the largest unit that says it exactly.
QString typedSize(quint64 bytes, const QLocale &locale);
/// Reads one, with or without spaces, the locale's group separators and its decimal point; nothing when it is no size
/// or no whole bytes.
std::optional<quint64> sizeFrom(QString text, const QLocale &locale);

/// "1.5 s", "2 min 5 s", "500 µs" of nanoseconds; "12,345 ms", "0.001234 ms" where fewer digits would not be it.
QString typedDuration(std::int64_t ns, const QLocale &locale);
/// Reads one of up to two years in nanoseconds, a bare number as milliseconds; nothing when it is none.
std::optional<std::int64_t> durationFrom(const QString &text, const QLocale &locale);

} // namespace ui
