// SPDX-License-Identifier: GPL-3.0-or-later
// Durations, counts and sizes as they read: three significant digits in the unit that fits. The one rule: what the
// engine records is written here in English, and words/units.h says the same through a locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// "1.63" and "ms": digits with a point, nothing grouped.
struct Measure {
    std::string number;
    std::string_view unit;
};

/// One part, or minutes and seconds.
std::vector<Measure> durationParts(std::uint64_t ns);
/// Of a size from 1 KiB on, or of a rate.
Measure sizeParts(double bytes);
/// Digits in threes: "4,194,304.5" of "4194304.5".
std::string grouped(std::string_view number);

/// Nanoseconds: "431 ns", "19 µs", "1.63 ms", "431 ms", "1.013 s", "12.4 s", "2 min 5 s"; zeros at the end of a
/// fraction are left out.
std::string durationText(std::int64_t ns);
/// "4,194,304".
std::string countText(std::uint64_t count);
/// "1 byte", "4,194,304 bytes".
std::string bytesText(std::uint64_t count);
/// "182 bytes", "4 MiB", "3.81 MiB".
std::string sizeText(std::uint64_t bytes);

} // namespace base
