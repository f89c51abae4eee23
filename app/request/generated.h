// SPDX-License-Identifier: GPL-3.0-or-later
// Generated content: one block of a pattern, again and again, the last one cut. The same pattern and seed give the same
// bytes at any time, so that a recording need not hold them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace request {

inline constexpr std::uint64_t generatedBlockBytes = 256 << 10;
/// Of "random", where nothing else is asked for.
inline constexpr std::uint64_t generatedSeed = 0x9e3779b97f4a7c15;

/// generatedBlockBytes of "random" (seeded, so that it does not repeat within them), "zeros", or "text" for any other
/// pattern. `seed` counts for "random" alone; 0 gives zeros.
std::string generatedBlock(std::string_view pattern, std::uint64_t seed = generatedSeed);

} // namespace request
