// SPDX-License-Identifier: GPL-3.0-or-later
// Two bounded samples that the timeline keeps of a long recording: the longest idle gaps and a body's progress.
#pragma once

#include <QtGlobal>

#include <vector>

namespace model {

/// A stretch of time in nanoseconds.
struct TimelineGap {
    qint64 begin = 0;
    qint64 end = 0;
};

/// Keeps the longest 24. A gap of 5 % of the final length is always among them.
class IdleGaps {
public:
    void add(TimelineGap gap);
    /// By begin.
    std::vector<TimelineGap> sorted() const;

private:
    std::vector<TimelineGap> heap_; // shortest first
};

/// How far a body had got: at most 512 points, evenly thinned out as it grows, and always the newest.
class BodyProgress {
public:
    void clear() { *this = {}; }
    void add(qint64 at, quint64 bytes);
    /// Bytes that had moved at an instant.
    quint64 at(qint64 ns) const;
    std::size_t size() const { return points_.size(); }

private:
    struct Point {
        qint64 at;
        quint64 bytes;
    };
    std::vector<Point> points_;
    quint64 seen_ = 0;
    quint64 every_ = 1; // of how many points one is kept
    Point newest_{0, 0};
};

} // namespace model
