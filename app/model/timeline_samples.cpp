// SPDX-License-Identifier: GPL-3.0-or-later
// A heap that drops its shortest, and a curve that drops every second point when it is full.
#include "model/timeline_samples.h"

#include <algorithm>

namespace model {

namespace {

constexpr std::size_t gapsKept = 24;
constexpr std::size_t pointsKept = 512;

bool longer(const TimelineGap &a, const TimelineGap &b)
{
    return a.end - a.begin > b.end - b.begin;
}

} // namespace

void IdleGaps::add(TimelineGap gap)
{
    heap_.push_back(gap);
    std::push_heap(heap_.begin(), heap_.end(), longer);
    if (heap_.size() <= gapsKept)
        return;
    std::pop_heap(heap_.begin(), heap_.end(), longer);
    heap_.pop_back();
}

std::vector<TimelineGap> IdleGaps::sorted() const
{
    auto gaps = heap_;
    std::sort(gaps.begin(), gaps.end(), [](const auto &a, const auto &b) { return a.begin < b.begin; });
    return gaps;
}

void BodyProgress::add(qint64 at, quint64 bytes)
{
    newest_ = {at, bytes};
    if (seen_++ % every_ != 0)
        return;
    points_.push_back(newest_);
    if (points_.size() < pointsKept)
        return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < points_.size(); i += 2)
        points_[kept++] = points_[i];
    points_.resize(kept);
    every_ *= 2;
}

quint64 BodyProgress::at(qint64 ns) const
{
    if (seen_ > 0 && ns >= newest_.at)
        return newest_.bytes;
    const auto after =
        std::upper_bound(points_.begin(), points_.end(), ns, [](qint64 t, const Point &p) { return t < p.at; });
    return after == points_.begin() ? 0 : std::prev(after)->bytes;
}

} // namespace model
