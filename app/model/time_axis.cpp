// SPDX-License-Identifier: GPL-3.0-or-later
// The range is cut at every begin and end; each cut piece gets a width, each cut point perhaps a jump; their sum
// is the map. Widths come from the density first and are raised for bars that would be too short.
#include "model/time_axis.h"

#include "words/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace model {

struct AxisBuilder {
    explicit AxisBuilder(const AxisInput &axisInput) : input(axisInput)
    {
        collectPoints();
        collectJumps();
        for (std::size_t i = 0; i < input.bars.size(); ++i) {
            if (clip(input.bars[i].begin) < clip(input.bars[i].end))
                long_.push_back(i);
        }
        // The shortest first: what it widens counts for the longer ones around it.
        std::stable_sort(long_.begin(), long_.end(), [this](std::size_t a, std::size_t b) {
            return length(input.bars[a]) < length(input.bars[b]);
        });
    }

    void layOut(double density)
    {
        natural.resize(points.size() - 1);
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const double plain = density * static_cast<double>(points[i + 1] - points[i]);
            natural[i] = folded[i] ? std::min(plain, input.foldWidth) : plain;
        }
        widths = natural;
        for (const std::size_t bar : long_)
            widen(input.bars[bar]);
    }

    double totalUntil(qint64 until) const
    {
        const std::size_t last = indexOf(clip(until));
        double total = jumps[0];
        for (std::size_t i = 0; i < last; ++i)
            total += widths[i] + jumps[i + 1];
        return total;
    }

    AxisPlacement place(double density)
    {
        layOut(density);
        AxisPlacement placement;
        placement.scale.density_ = density;
        lefts.resize(points.size());
        double x = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            lefts[i] = x;
            if (jumps[i] > 0 || points.size() == 1)
                placement.scale.stretches_.push_back(
                    {points[i], points[i], x, x + jumps[i], TimeScale::Stretch::Kind::Widened});
            x += jumps[i];
            if (i + 1 == points.size())
                break;
            placement.scale.stretches_.push_back({points[i], points[i + 1], x, x + widths[i], kindOf(i)});
            x += widths[i];
        }
        placeAll(placement.bars);
        return placement;
    }

private:
    qint64 clip(qint64 ns) const { return std::clamp(ns, input.range.begin, input.range.end); }
    static qint64 length(const AxisBar &bar) { return bar.end - bar.begin; }
    std::size_t indexOf(qint64 ns) const
    {
        return static_cast<std::size_t>(std::lower_bound(points.begin(), points.end(), ns) - points.begin());
    }

    void collectPoints()
    {
        points = {input.range.begin, input.range.end};
        for (const AxisBar &bar : input.bars) {
            points.push_back(clip(bar.begin));
            points.push_back(clip(bar.end));
        }
        for (const TimeRange &fold : input.folds) {
            points.push_back(clip(fold.begin));
            points.push_back(clip(fold.end));
        }
        std::sort(points.begin(), points.end());
        points.erase(std::unique(points.begin(), points.end()), points.end());
        folded.assign(points.size(), false);
        for (const TimeRange &fold : input.folds) {
            for (std::size_t i = indexOf(clip(fold.begin)); i < indexOf(clip(fold.end)); ++i)
                folded[i] = true;
        }
    }

    /// At each point the longest row of bars without length.
    void collectJumps()
    {
        std::vector<std::map<int, double>> rows(points.size());
        for (const AxisBar &bar : input.bars) {
            if (clip(bar.begin) == clip(bar.end))
                rows[indexOf(clip(bar.begin))][bar.row] += bar.least;
        }
        for (const auto &row : rows) {
            double most = 0;
            for (const auto &[id, width] : row)
                most = std::max(most, width);
            jumps.push_back(most);
        }
    }

    void widen(const AxisBar &bar)
    {
        const std::size_t first = indexOf(clip(bar.begin));
        const std::size_t last = indexOf(clip(bar.end));
        double have = 0;
        double plain = 0; // time that is not folded
        for (std::size_t i = first; i < last; ++i) {
            have += widths[i] + (i > first ? jumps[i] : 0);
            plain += folded[i] ? 0 : static_cast<double>(points[i + 1] - points[i]);
        }
        if (have >= bar.least)
            return;
        const double whole = plain > 0 ? plain : static_cast<double>(points[last] - points[first]);
        for (std::size_t i = first; i < last; ++i) {
            if (plain > 0 && folded[i])
                continue;
            widths[i] += (bar.least - have) * static_cast<double>(points[i + 1] - points[i]) / whole;
        }
    }

    TimeScale::Stretch::Kind kindOf(std::size_t i) const
    {
        using Kind = TimeScale::Stretch::Kind;
        return folded[i] ? Kind::Folded : widths[i] > natural[i] + 1 ? Kind::Widened : Kind::Plain;
    }

    void placeAll(std::vector<Placed> &bars) const
    {
        std::map<std::pair<int, std::size_t>, double> used; // of a jump, by row
        for (const AxisBar &bar : input.bars) {
            const std::size_t from = indexOf(clip(bar.begin));
            const std::size_t to = indexOf(clip(bar.end));
            if (from < to) {
                bars.push_back({lefts[from] + jumps[from], lefts[to]});
                continue;
            }
            double &offset = used[{bar.row, from}];
            bars.push_back({lefts[from] + offset, lefts[from] + offset + bar.least});
            offset += bar.least;
        }
    }

    const AxisInput &input;
    std::vector<qint64> points;
    std::vector<bool> folded;    // piece i: from point i to the next
    std::vector<double> jumps;   // at point i
    std::vector<double> natural; // px of a piece by density alone
    std::vector<double> widths;
    std::vector<double> lefts;
    std::vector<std::size_t> long_;
};

double TimeScale::left(qint64 ns) const
{
    if (stretches_.empty())
        return 0;
    auto s = std::lower_bound(stretches_.begin(), stretches_.end(), ns,
                              [](const Stretch &stretch, qint64 t) { return stretch.end < t; });
    if (s == stretches_.end())
        return width() + density_ * static_cast<double>(ns - stretches_.back().end);
    if (ns <= s->begin)
        return s->left + density_ * static_cast<double>(ns - s->begin);
    return s->left + (s->right - s->left) * static_cast<double>(ns - s->begin) / static_cast<double>(s->end - s->begin);
}

double TimeScale::right(qint64 ns) const
{
    if (stretches_.empty() || ns < stretches_.front().begin || ns > stretches_.back().end)
        return left(ns);
    auto s = std::upper_bound(stretches_.begin(), stretches_.end(), ns,
                              [](qint64 t, const Stretch &stretch) { return t < stretch.begin; });
    --s;
    if (s->begin == s->end)
        return s->right;
    return s->left + (s->right - s->left) * static_cast<double>(ns - s->begin) / static_cast<double>(s->end - s->begin);
}

qint64 TimeScale::time(double x) const
{
    if (stretches_.empty())
        return 0;
    const auto beyond = [this](double px) { return density_ > 0 ? std::llround(px / density_) : 0; };
    if (x < stretches_.front().left)
        return stretches_.front().begin + beyond(x - stretches_.front().left);
    const auto s = std::lower_bound(stretches_.begin(), stretches_.end(), x,
                                    [](const Stretch &stretch, double px) { return stretch.right < px; });
    if (s == stretches_.end())
        return stretches_.back().end + beyond(x - width());
    if (s->right <= s->left)
        return s->begin;
    return s->begin + std::llround(static_cast<double>(s->end - s->begin) * (x - s->left) / (s->right - s->left));
}

AxisPlacement placeBars(const AxisInput &input, double density)
{
    return AxisBuilder(input).place(density);
}

double fitDensity(AxisInput &input, double width, qint64 until)
{
    const double length = static_cast<double>(std::max<qint64>(1, until - input.range.begin));
    double high = width / length;
    const double least = high / 1e6;
    {
        AxisBuilder axis(input);
        axis.layOut(least);
        const double forced = axis.totalUntil(until);
        if (forced > width * 2 / 3) {
            for (AxisBar &bar : input.bars)
                bar.least *= width * 2 / 3 / forced;
        }
    }
    AxisBuilder axis(input);
    // Folding can only make room: the density may rise until the rest fills the width.
    for (int i = 0; i < 40; ++i) {
        axis.layOut(high);
        if (axis.totalUntil(until) >= width)
            break;
        high *= 2;
    }
    double low = least;
    for (int i = 0; i < 48; ++i) {
        const double middle = (low + high) / 2;
        axis.layOut(middle);
        (axis.totalUntil(until) > width ? high : low) = middle;
    }
    return low;
}

namespace {

/// The least of 1, 2, 5 times a power of ten that is not below `ns`.
qint64 niceStep(double ns)
{
    qint64 power = 1;
    while (static_cast<double>(power) * 5 < ns && power < 1'000'000'000'000'000'00)
        power *= 10;
    for (const qint64 factor : {1, 2, 5}) {
        if (static_cast<double>(power * factor) >= ns)
            return power * factor;
    }
    return power * 10;
}

struct Unit {
    double ns;
    const char *name;
};

Unit unitFor(qint64 most)
{
    static constexpr std::array<Unit, 4> units{{{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}, {1, "ns"}}};
    const double value = static_cast<double>(most);
    return value >= 10e9 ? units[0] : value >= 1e6 ? units[1] : value >= 1e3 ? units[2] : units[3];
}

QString tickLabel(qint64 at, qint64 step, const Unit &unit, const QLocale &locale)
{
    if (at == 0)
        return words::countText(0, locale);
    int decimals = 0;
    for (double s = static_cast<double>(step) / unit.ns; s < 0.999999 && decimals < 9; s *= 10)
        ++decimals;
    return words::fixedText(static_cast<double>(at) / unit.ns, decimals, locale) + QChar(0x00a0)
        + QString::fromUtf8(unit.name);
}

} // namespace

std::vector<Tick> ticks(const TimeScale &scale, double from, double to, double apart, const QLocale &locale)
{
    std::vector<Tick> found;
    if (scale.density() <= 0 || apart <= 0)
        return found;
    const qint64 step = niceStep(apart / scale.density());
    const Unit unit = unitFor(std::max(std::abs(scale.time(from)), std::abs(scale.time(to))));
    double last = -apart;
    const auto add = [&](qint64 at) {
        const double x = scale.left(at);
        if (x < from || x > to || (!found.empty() && x - last < apart * 0.75))
            return;
        last = x;
        found.push_back({at, x, tickLabel(at, step, unit, locale)});
    };
    const auto run = [&](qint64 begin, qint64 end) {
        const qint64 first = (begin + step - 1) / step * step;
        for (qint64 at = std::max<qint64>(first, 0); at <= end && scale.left(at) <= to; at += step)
            add(at);
    };
    for (const auto &stretch : scale.stretches()) {
        if (stretch.right < from || stretch.left > to || stretch.kind == TimeScale::Stretch::Kind::Folded)
            continue;
        run(std::max(stretch.begin, scale.time(std::max(from, stretch.left))), stretch.end);
    }
    const auto &all = scale.stretches();
    if (!all.empty() && scale.width() < to)
        run(all.back().end + 1, scale.time(to));
    return found;
}

std::vector<TimeRange> foldsOf(const TimeRange &range, const std::vector<TimeRange> &gaps, double share)
{
    std::vector<TimeRange> folds;
    const double least = share * static_cast<double>(range.length());
    qint64 left = range.length(); // what is not folded
    for (const TimeRange &gap : gaps) {
        const TimeRange inside{std::max(gap.begin, range.begin), std::min(gap.end, range.end)};
        if (static_cast<double>(inside.length()) <= least)
            continue;
        folds.push_back(inside);
        left -= inside.length();
    }
    for (TimeRange &fold : folds) {
        const qint64 margin = std::min(fold.length() / 20, std::max<qint64>(left, 1000) / 8);
        fold = {fold.begin + margin, fold.end - margin};
    }
    return folds;
}

} // namespace model
