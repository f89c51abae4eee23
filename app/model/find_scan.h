// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for a pattern in bytes and in text, a slice at a time. What is found is the same whatever the slices are.
#pragma once

#include "model/find_pattern.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace model {

/// A stretch that is searched as one: no hit goes beyond it.
struct FindRun {
    std::string_view bytes;
    bool text = false;      ///< UTF-8 for people: É is é without case. Else only ASCII letters have none
    std::uint32_t part = 0; ///< of whatever is searched, as its owner counts
    std::uint64_t base = 0; ///< where the stretch begins in that part
};

struct FindHit {
    std::uint32_t part = 0;
    std::uint64_t begin = 0; ///< byte, in that part
    std::uint64_t length = 0;
    bool before(const FindHit &other) const { return part != other.part ? part < other.part : begin < other.begin; }
    bool operator==(const FindHit &) const = default;
};

struct FindBounds {
    std::size_t hits = 10'000;
    std::size_t slice = 4 << 10;   ///< bytes in which hits of one slice begin
    std::size_t longest = 4 << 10; ///< of what an expression can match, and all that it sees behind its beginning
};

struct FindResult {
    enum class End : quint8 {
        Whole,    ///< all was searched
        MoreHits, ///< there are more than the bound
        TooHard,  ///< at `searched` the expression took too many steps
        Stopped,  ///< by who asked
    };
    std::vector<FindHit> hits; ///< in the order of the runs; none overlaps another
    End end = End::Whole;
    std::uint64_t searched = 0; ///< bytes
};

/// `wanted` is asked before each slice. A slice takes a bounded time, whatever the expression and the text are.
FindResult find(const FindPattern &pattern, const std::vector<FindRun> &runs, const std::function<bool()> &wanted = {},
                const FindBounds &bounds = {});

} // namespace model
