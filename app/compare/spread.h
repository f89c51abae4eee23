// SPDX-License-Identifier: GPL-3.0-or-later
// How a time spreads over repeats: a stall that comes one time in fifty shows in the tail, never in a mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace compare {

struct Bucket {
    std::int64_t from = 0;  ///< nanoseconds, included
    std::int64_t below = 0; ///< nanoseconds, not included
    std::size_t count = 0;
    bool operator==(const Bucket &) const = default;
};

/// All in nanoseconds; quantiles by nearest rank, so that each is a time that was measured.
struct Spread {
    std::size_t count = 0;
    std::int64_t least = 0;
    std::int64_t quarter = 0;
    std::int64_t median = 0;
    std::int64_t threeQuarters = 0;
    std::int64_t p95 = 0;
    std::int64_t most = 0;
    /// Bounds 1, 2, 5 times a power of ten, from 1 us on (the first one from 0), from the first to the last that
    /// holds anything; empty ones between them are there.
    std::vector<Bucket> buckets;
    std::int64_t interquartile() const { return threeQuarters - quarter; }
};

/// Of times in nanoseconds, in any order; one below 0 counts as 0. All zeros without buckets where there are none.
Spread spreadOf(std::vector<std::int64_t> times);
/// Its buckets with empty ones around them, so that several spreads stand on one axis. `from` is a bucket's begin.
std::vector<Bucket> bucketsBetween(const Spread &spread, std::int64_t from, std::int64_t below);

} // namespace compare
