// SPDX-License-Identifier: GPL-3.0-or-later
// Times, sizes, counts and rates in people's words, through a locale: the one place, so that a value reads the same in
// timeline, guidance, table, report and terminal; and as in what the engine records (base/quantity.h).
#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>

namespace words {

/// Nanoseconds: "431 ns", "19 µs", "1.63 ms", "431 ms", "1.013 s", "12.4 s", "2 min 5 s": three significant digits,
/// from one second on milliseconds; zeros at the end of a fraction are left out.
QString durationText(std::int64_t ns, const QLocale &locale);
/// To the nanosecond where it matters: "1.630412 ms".
QString exactDurationText(std::int64_t ns, const QLocale &locale);
/// Milliseconds with three decimals and no unit: "2.063".
QString millisText(std::int64_t ns, const QLocale &locale);
/// With zeros at its end, as values that stand below each other have them: "1,000.50".
QString fixedText(double value, int decimals, const QLocale &locale);
/// "182 bytes", "4 MiB", "3.81 MiB": three significant digits of the largest unit.
QString sizeText(std::uint64_t bytes, const QLocale &locale);
/// All digits, grouped: "4,194,304"; also where the locale groups nothing.
QString countText(std::uint64_t count, const QLocale &locale);
/// The same of what may be below 0.
QString numberText(std::int64_t number, const QLocale &locale);
/// "1 byte", "4,194,304 bytes".
QString bytesText(std::uint64_t count, const QLocale &locale);
/// "1.91 GiB/s"; "" when no time passed.
QString rateText(std::uint64_t bytes, std::int64_t ns, const QLocale &locale);
/// "1 exchange", "1,234 exchanges".
QString exchangesText(std::uint64_t count, const QLocale &locale);
/// Milliseconds since 1970 as a day and a time, in the locale's short form.
QString dateText(std::int64_t ms, const QLocale &locale);
/// The same to the second, and where it is of the day of `nowMs` without the day: "11:42:07".
QString clockText(std::int64_t ms, std::int64_t nowMs, const QLocale &locale);

} // namespace words
