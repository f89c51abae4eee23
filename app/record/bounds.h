// SPDX-License-Identifier: GPL-3.0-or-later
// What one recording may amount to in sum, over all its attempts and connections. The wire machines bound what one
// head, one message and one connection make (wire::Limits), the tapes their bytes (TapeLimits).
#pragma once

#include <cstddef>
#include <cstdint>

namespace record {

/// Live: beyond so many events or facts, or bytes of their names and texts, nothing more is read, and the exchange ends
/// with the error too-many-events. What the last read and the end make may come on top.
inline constexpr std::size_t mostEvents = 100'000;
inline constexpr std::uint64_t mostEventTexts = 20 << 20;

// Of a file; no recording that Interim makes is beyond them.
inline constexpr std::uint64_t mostFileBytes = 80 << 20;
inline constexpr std::size_t mostFacts = 150'000;
inline constexpr std::size_t mostAttempts = 512;       ///< and as many connections
inline constexpr std::size_t mostListed = 400'000;     ///< elements of all lists, facts included
inline constexpr std::size_t mostFileTexts = 16 << 20; ///< bytes of names, values and words; neither tapes nor content
/// Events that are made of it; a file can say anything.
inline constexpr std::size_t mostReplayed = 200'000;
inline constexpr std::uint64_t mostReplayedTexts = 40 << 20;

} // namespace record
