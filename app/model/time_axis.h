// SPDX-License-Identifier: GPL-3.0-or-later
// From nanoseconds to x, as free functions over plain values. One map serves bars, ticks, cursor and pointer:
//
//  * It never falls: what came later never stands further left, in any lane.
//  * Bars too short to be seen get room: their stretch of time is widened, for every lane alike, and the axis
//    shows where. Bars of no length at all get a jump: one instant, several x.
//  * Folded stretches get a fixed width; the axis shows a break.
#pragma once

#include <QString>
#include <QtGlobal>

#include <vector>

class QLocale;

namespace model {

struct TimeRange {
    qint64 begin = 0; ///< nanoseconds
    qint64 end = 0;
    qint64 length() const { return end - begin; }
};

/// A bar that must be at least `least` px wide. Bars of one track do not overlap and come in order.
struct AxisBar {
    qint64 begin = 0;
    qint64 end = 0;
    double least = 0;
    int row = 0; ///< lane and track: bars of one row stand side by side
};

struct Placed {
    double left = 0;
    double right = 0;
};

struct AxisInput {
    TimeRange range;              ///< begin < end
    std::vector<AxisBar> bars;    ///< clipped to the range
    std::vector<TimeRange> folds; ///< by begin, not overlapping, inside the range
    double foldWidth = 0;         ///< px
};

/// The map: knots with rising ns and x, straight between; two knots with one ns are a jump.
class TimeScale {
public:
    struct Stretch {
        enum class Kind : quint8 { Plain, Widened, Folded };
        qint64 begin = 0;
        qint64 end = 0;
        double left = 0;
        double right = 0;
        Kind kind = Kind::Plain;
    };
    /// x of an instant: the left side of a jump, or its right side. Goes on evenly outside the range.
    double left(qint64 ns) const;
    double right(qint64 ns) const;
    /// The instant at x.
    qint64 time(double x) const;
    double width() const { return stretches_.empty() ? 0 : stretches_.back().right; }
    /// px per nanosecond in plain stretches.
    double density() const { return density_; }
    const std::vector<Stretch> &stretches() const { return stretches_; }

private:
    friend struct AxisBuilder;
    std::vector<Stretch> stretches_; // they tile the range
    double density_ = 0;
};

struct AxisPlacement {
    TimeScale scale;
    std::vector<Placed> bars; ///< as in the input
};

/// Lays the range out at a density (px per nanosecond, above 0).
AxisPlacement placeBars(const AxisInput &input, double density);
/// The density at which the range up to `until` is `width` px wide. Where the bars' least widths would take more
/// than two thirds of it, they are scaled down in `input`.
double fitDensity(AxisInput &input, double width, qint64 until);

struct Tick {
    qint64 at = 0;
    double x = 0;
    QString label; ///< "0", "20 µs", "1.5 ms", "2 s"
};
/// Ticks at 1, 2 or 5 times a power of ten, at least `apart` px from each other, between x = from and to.
std::vector<Tick> ticks(const TimeScale &scale, double from, double to, double apart, const QLocale &locale);

/// Gaps longer than `share` of the range, each kept with a margin at both ends: what folding compresses.
std::vector<TimeRange> foldsOf(const TimeRange &range, const std::vector<TimeRange> &gaps, double share);

} // namespace model
