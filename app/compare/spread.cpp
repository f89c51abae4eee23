// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/spread.h"

#include <algorithm>
#include <limits>

namespace compare {

namespace {

constexpr std::int64_t firstBound = 1000; // nanoseconds

std::int64_t boundAfter(std::int64_t bound)
{
    if (bound == 0)
        return firstBound;
    std::int64_t power = 1;
    while (bound / power >= 10)
        power *= 10;
    const std::int64_t lead = bound / power;
    if (power > std::numeric_limits<std::int64_t>::max() / 20)
        return std::numeric_limits<std::int64_t>::max();
    return lead == 1 ? 2 * power : lead == 2 ? 5 * power : 10 * power;
}

std::int64_t nearestRank(const std::vector<std::int64_t> &sorted, std::size_t percent)
{
    const std::size_t rank = (sorted.size() * percent + 99) / 100; // 1-based
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

std::vector<Bucket> bucketsOf(const std::vector<std::int64_t> &sorted)
{
    std::vector<Bucket> buckets;
    std::int64_t from = 0;
    std::int64_t below = boundAfter(0);
    for (const std::int64_t time : sorted) {
        while (time >= below && below < std::numeric_limits<std::int64_t>::max()) {
            if (!buckets.empty()) // one that holds something, or one between two such
                buckets.push_back({below, boundAfter(below), 0});
            from = below;
            below = boundAfter(below);
        }
        if (buckets.empty())
            buckets.push_back({from, below, 0});
        ++buckets.back().count;
    }
    return buckets;
}

} // namespace

Spread spreadOf(std::vector<std::int64_t> times)
{
    Spread spread;
    if (times.empty())
        return spread;
    for (std::int64_t &time : times)
        time = std::max<std::int64_t>(time, 0);
    std::ranges::sort(times);
    spread.count = times.size();
    spread.least = times.front();
    spread.quarter = nearestRank(times, 25);
    spread.median = nearestRank(times, 50);
    spread.threeQuarters = nearestRank(times, 75);
    spread.p95 = nearestRank(times, 95);
    spread.most = times.back();
    spread.buckets = bucketsOf(times);
    return spread;
}

std::vector<Bucket> bucketsBetween(const Spread &spread, std::int64_t from, std::int64_t below)
{
    std::vector<Bucket> buckets;
    auto own = spread.buckets.begin();
    for (std::int64_t at = from; at < below; at = boundAfter(at)) {
        while (own != spread.buckets.end() && own->from < at)
            ++own;
        const bool here = own != spread.buckets.end() && own->from == at;
        buckets.push_back({at, boundAfter(at), here ? own->count : 0});
    }
    return buckets;
}

} // namespace compare
