// SPDX-License-Identifier: GPL-3.0-or-later
// Times, sizes and rates in people's words, through a locale.
#pragma once

#include <QLocale>
#include <QString>

namespace model {

/// "431 µs", "1.63 ms", "1 013 ms", "12.4 s": three significant digits; the unit follows the magnitude.
QString durationText(qint64 ns, const QLocale &locale);
/// To the nanosecond where it matters: "1.630412 ms".
QString exactDurationText(qint64 ns, const QLocale &locale);
/// Milliseconds with three decimals and no unit: "2.063".
QString millisText(qint64 ns, const QLocale &locale);
/// "182 B", "4 MiB", "3.9 MiB": at most one decimal.
QString sizeText(quint64 bytes, const QLocale &locale);
/// All digits, grouped: "4 194 304".
QString countText(quint64 count, const QLocale &locale);
/// "1 byte", "1,234 bytes"
QString bytesText(quint64 count, const QLocale &locale);
/// "1.9 GiB/s"; "" when no time passed.
QString rateText(quint64 bytes, qint64 ns, const QLocale &locale);

} // namespace model
