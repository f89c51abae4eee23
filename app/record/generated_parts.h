// SPDX-License-Identifier: GPL-3.0-or-later
// Generated content in a recording's file: where bytes are those of request/generated.h, whoever sent them, their
// pattern, seed, place and number stand for them. It is recognised by comparing, never concluded from what was asked
// for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// As a file numbers them: new ones go to the end.
enum class Pattern : std::uint8_t { None, Random, Zeros, Text };

struct Part {
    Pattern pattern = Pattern::None;
    std::string bytes;        ///< None: as they were
    std::uint64_t seed = 0;   ///< Random
    std::uint64_t place = 0;  ///< of the first byte within the pattern's block
    std::uint64_t length = 0; ///< in bytes; None: of `bytes`
};

/// Of all of a file's tapes together: what a file of few bytes can make of memory. The rest is kept as it is.
inline constexpr std::uint64_t mostGenerated = 64 << 20;

/// The parts that `bytes` are made of; what is generated takes from *left, which begins with mostGenerated. A stretch
/// shorter than 8 KiB may be missed. Takes time in proportion to the bytes, a hundredth of it where nothing is found.
std::vector<Part> partsOf(std::string_view bytes, std::uint64_t *left);
/// Adds a part's bytes. False: it says what cannot be, or takes more than is left.
bool appendPart(const Part &part, std::uint64_t *left, std::string *bytes);

} // namespace record
