// SPDX-License-Identifier: GPL-3.0-or-later
// Durations, sizes and wire text as people read them, in a given locale.
#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>
#include <string_view>

namespace words {

/// Nanoseconds: "0.43 ms", "1.63 ms", "431 ms", "1,013 ms", "12.3 s", "2 min 5 s".
QString durationText(std::int64_t ns, const QLocale &locale);
/// Bytes: "512 bytes", "4 MiB", "3.81 MiB"; whole units where they are exact, else three digits.
QString sizeText(std::uint64_t bytes, const QLocale &locale);
/// Bytes, every digit: "4,194,304 bytes".
QString bytesText(std::uint64_t bytes, const QLocale &locale);
/// Bytes from the wire, safe to show: printable ASCII as it is, the rest as \xHH; cut to `most` bytes with "…".
QString wireText(std::string_view bytes, int most = 200);

} // namespace words
