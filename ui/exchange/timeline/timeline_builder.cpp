// SPDX-License-Identifier: GPL-3.0-or-later
// Lays lanes out from top to bottom and items from left to right.

#include "ui/exchange/timeline/timeline_builder.h"

#include "ui/exchange/timeline/timeline_flags.h"
#include "ui/exchange/timeline/timeline_links.h"

#include "model/timeline_text.h"
#include "words/units.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using model::ItemKind;
using model::TimelineItem;

namespace {

struct TimelineSceneWords {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

constexpr double foldShare = 0.12; // of the range: a longer gap without events may be folded

struct Builder : SceneDraft {
    using SceneDraft::SceneDraft;

    /// An item as it stood at the replay's instant, or with the live counters.
    TimelineItem itemAt(int index) const
    {
        TimelineItem item = layout.items()[static_cast<std::size_t>(index)];
        const bool lastLane = item.lane + 1 == static_cast<int>(layout.lanes().size());
        if (item.kind == ItemKind::Body && item.open && lastLane && in.sent > item.bytes) {
            item.bytes = in.sent;
            item.total = std::max(item.total, in.toSend);
        }
        if (in.replayAt >= 0 && item.begin <= in.replayAt && (item.open || item.end > in.replayAt)) {
            item.open = false;
            item.end = in.replayAt;
            if (item.kind == ItemKind::Body)
                item.bytes = layout.lanes()[static_cast<std::size_t>(item.lane)].progress.at(in.replayAt);
        }
        return item;
    }

    /// Where the drawing ends for "fit": a close that comes long after everything else does not count.
    qint64 interestingEnd() const
    {
        qint64 end = 0;
        qint64 closes = 0;
        for (const TimelineItem &item : layout.items()) {
            qint64 &to = item.kind == ItemKind::Close ? closes : end;
            to = std::max(to, item.open ? now() : item.end);
        }
        for (const auto &lane : layout.lanes()) {
            if (lane.open && in.running)
                end = now();
        }
        if (end == 0 || static_cast<double>(closes) < static_cast<double>(end) * 1.25)
            end = std::max(end, closes);
        return std::max<qint64>(end, 1000);
    }

    void measurePlot()
    {
        double labels = 4 * em;
        QFont bold = in.font;
        bold.setWeight(QFont::DemiBold);
        const QFontMetricsF boldMetrics(bold);
        for (const auto &lane : layout.lanes()) {
            labels = std::max({labels, boldMetrics.horizontalAdvance(model::labelOf(lane)),
                               smallMetrics.horizontalAdvance(model::sublabelOf(lane))});
        }
        const double left = 0.75 * em + labels + 1.2 * em;
        const double top = 2.0 * em;
        scene.axisBase = 0.5 * em + smallMetrics.ascent();
        scene.plot = QRectF(left, top, std::max(4 * em, in.size.width() - left - 1.6 * em),
                            std::max(em, in.size.height() - top));
    }

    static bool isBar(const TimelineItem &item) { return !item.moment(); }

    /// The least width of a bar: that of its shortest word.
    double leastOf(const TimelineItem &item) const
    {
        if (in.replayAt < 0 || item.begin <= in.replayAt) {
            const QStringList labels = model::labelsOf(item, now(), in.locale);
            QString shortest;
            for (const QString &label : labels)
                shortest = label.isEmpty() ? shortest : label;
            const double room = item.kind == ItemKind::Pause ? 2.4 : 0.9;
            if (item.kind == ItemKind::Pause)
                shortest = labels.first();
            return smallMetrics.horizontalAdvance(shortest) + room * em;
        }
        return 2.5 * em;
    }

    void placeItems()
    {
        model::AxisInput axis;
        axis.range = {0, std::max(interestingEnd(), now())};
        scene.range = axis.range;
        scene.barOf.assign(layout.items().size(), -1);
        for (std::size_t i = 0; i < layout.items().size(); ++i) {
            const TimelineItem &item = layout.items()[i];
            if (!isBar(item))
                continue;
            scene.barOf[i] = static_cast<int>(scene.bars.size());
            SceneBar bar;
            bar.item = static_cast<int>(i);
            scene.bars.push_back(bar);
            const qint64 end = item.open ? std::max(item.end, now()) : item.end;
            // whole items decide the widths, in replay too, so that nothing jumps while it plays
            axis.bars.push_back({item.begin, end, leastOf(item), item.lane * 2 + item.track});
        }
        addFolds(axis);
        const double width = scene.plot.width();
        scene.fitted = model::fitDensity(axis, width, interestingEnd());
        scene.density = in.density > 0 ? in.density : scene.fitted;
        const model::AxisPlacement placed = model::placeBars(axis, scene.density);
        scene.scale = placed.scale;
        const double widest = std::max(0.0, scene.scale.width() - width);
        scene.offset = in.density > 0 ? std::clamp(in.offset, 0.0, widest) : 0.0;
        for (std::size_t i = 0; i < placed.bars.size(); ++i) {
            const double shift = scene.plot.left() - scene.offset;
            scene.bars[i].rect = QRectF(QPointF(placed.bars[i].left + shift, 0), QSizeF(0, 0));
            scene.bars[i].rect.setRight(placed.bars[i].right + shift);
        }
    }

    void addFolds(model::AxisInput &axis) const
    {
        if (!in.foldIdle)
            return;
        std::vector<model::TimeRange> gaps;
        for (const auto &gap : layout.gaps())
            gaps.push_back({gap.begin, gap.end});
        if (in.running && now() > layout.last() && !layout.busy())
            gaps.push_back({layout.last(), now()});
        axis.folds = model::foldsOf(axis.range, gaps, foldShare);
        axis.foldWidth = 3.5 * em;
    }

    void placeLanes()
    {
        const double bar = 1.55 * em;
        const auto count = static_cast<double>(std::max<std::size_t>(layout.lanes().size(), 1));
        const double legend = 2.6 * em;
        const double spare = (in.size.height() - scene.plot.top() - 0.55 * em - legend) / count;
        double y = scene.plot.top() + 0.55 * em - in.down;
        const double ease = count > 1 ? 1.2 * em : 0.4 * em; // links and their words run between lanes
        scene.neededHeight = scene.plot.top() + 0.55 * em + legend + count * ease;
        for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
            const auto &lane = layout.lanes()[i];
            SceneLane drawn;
            const double flags = lane.flags ? 1.15 * em : 0;
            const double tracks = bar * lane.tracks + 0.3 * em * (lane.tracks - 1);
            const double need = flags + tracks + 2.3 * em;
            scene.neededHeight += need;
            const double height = std::max(need, std::min(spare, need + 2.2 * em));
            drawn.rect = QRectF(0, y, in.size.width(), height);
            drawn.bars = QRectF(scene.plot.left(), y + flags, scene.plot.width(), bar);
            drawn.label = model::labelOf(lane);
            drawn.sublabel = model::sublabelOf(lane);
            drawn.notePos = QPointF(scene.plot.left(), y + flags + tracks + 0.35 * em + smallMetrics.ascent());
            if (in.replayAt < 0)
                drawn.note = smallMetrics.elidedText(model::noteOf(lane, in.locale), Qt::ElideRight,
                                                     in.size.width() - 0.3 * em - drawn.notePos.x());
            scene.lanes.push_back(drawn);
            y += height;
        }
        for (SceneBar &b : scene.bars) {
            const TimelineItem &item = layout.items()[static_cast<std::size_t>(b.item)];
            const QRectF &band = scene.lanes[static_cast<std::size_t>(item.lane)].bars;
            const double top = band.top() + item.track * (bar + 0.3 * em);
            b.rect = QRectF(b.rect.left(), top, b.rect.width(), bar);
        }
        legendTop = y;
        scene.lanesBottom = std::max(y, in.size.height() - 2.3 * em);
        scene.contentHeight = y + legend + in.down;
    }

    void dressBars()
    {
        for (SceneBar &bar : scene.bars) {
            const TimelineItem item = itemAt(bar.item);
            bar.role = model::roleOf(item);
            bar.hatched = item.kind == ItemKind::Pause;
            // a hair between neighbours, so that bars side by side stay two
            const double gap = std::min(2.0, bar.rect.width() / 4);
            bar.rect.setRight(bar.rect.right() - gap);
            bar.fill = bar.rect;
            if (item.kind == ItemKind::Body && item.total > 0 && item.bytes < item.total) {
                bar.hollow = true;
                bar.fill.setWidth(bar.rect.width() * static_cast<double>(item.bytes) / static_cast<double>(item.total));
            }
            if (in.replayAt >= 0 && item.begin > in.replayAt)
                continue;
            const QRectF seen = bar.rect & scene.plot;
            const double room = seen.width() - (bar.hatched ? 1.2 : 0.5) * em;
            for (const QString &label : model::labelsOf(item, now(), in.locale)) {
                if (smallMetrics.horizontalAdvance(label) <= room) {
                    bar.label = label;
                    break;
                }
            }
        }
    }

    /// Words below a bar that is drawn later would stand out beside it.
    void hideCoveredLabels()
    {
        for (std::size_t i = 0; i < scene.bars.size(); ++i) {
            SceneBar &bar = scene.bars[i];
            const QRectF seen = bar.rect & scene.plot;
            const double width = smallMetrics.horizontalAdvance(bar.label);
            const QRectF words(seen.center().x() - width / 2, seen.top(), width, seen.height());
            const auto covers = [&](const SceneBar &later) { return later.rect.intersects(words); };
            if (std::any_of(scene.bars.begin() + static_cast<std::ptrdiff_t>(i) + 1, scene.bars.end(), covers))
                bar.label.clear();
        }
    }

    void placeAxis()
    {
        const double from = scene.offset;
        const double to = scene.offset + scene.plot.width();
        double apart = 5.5 * em;
        do { // one number is no scale: closer where there is little room
            scene.ticks = model::ticks(scene.scale, from, to + 1, apart, in.locale);
            apart /= 2;
        } while (scene.ticks.size() < 2 && apart > em);
        for (auto &tick : scene.ticks)
            tick.x += scene.plot.left() - scene.offset;
        for (const auto &stretch : scene.scale.stretches()) {
            if (stretch.right < from || stretch.left > to)
                continue;
            const double left = std::max(stretch.left, from) + scene.plot.left() - scene.offset;
            const double right = std::min(stretch.right, to) + scene.plot.left() - scene.offset;
            if (stretch.kind == model::TimeScale::Stretch::Kind::Widened)
                scene.widened.emplace_back(QPointF(left, scene.plot.top()), QPointF(right, scene.plot.top()));
            else if (stretch.kind == model::TimeScale::Stretch::Kind::Folded)
                addBreak((left + right) / 2, stretch.end - stretch.begin);
        }
    }

    /// The folded time stands among the tick labels; those that it would cover give way.
    void addBreak(double x, qint64 length)
    {
        const QString label = words::durationText(length, in.locale);
        const double width = smallMetrics.horizontalAdvance(label) + 0.8 * em;
        const QRectF plate(x - width / 2, scene.axisBase - smallMetrics.ascent(), width, smallMetrics.height());
        scene.breaks.push_back({x, label, plate});
        std::erase_if(scene.ticks, [&](const model::Tick &tick) {
            const double half = smallMetrics.horizontalAdvance(tick.label) / 2 + 0.4 * em;
            return tick.x + half > plate.left() && tick.x - half < plate.right();
        });
    }

    void placeLegend()
    {
        const std::pair<const char *, QString> entries[]{{"head", TimelineSceneWords::tr("request head")},
                                                         {"pause", TimelineSceneWords::tr("pause")},
                                                         {"interim", TimelineSceneWords::tr("interim 1xx")},
                                                         {"body", TimelineSceneWords::tr("body")},
                                                         {"success", TimelineSceneWords::tr("final response")},
                                                         {"failure", TimelineSceneWords::tr("4xx/5xx or failure")}};
        double x = scene.plot.left();
        const double size = 0.62 * em;
        const double y = std::max(legendTop, in.size.height() - 1.7 * em);
        if (y + 1.2 * em > in.size.height())
            return; // further down, where lanes do not leave it room
        for (const auto &[role, label] : entries) {
            SceneLegend entry;
            const double width = smallMetrics.horizontalAdvance(label);
            if (x > scene.plot.left() && x + size + 0.35 * em + width > in.size.width())
                break;
            entry.role = QLatin1String(role);
            entry.label = label;
            entry.swatch = QRectF(x, y, size, size);
            entry.textPos = QPointF(x + size + 0.35 * em, y + size / 2 + smallMetrics.capHeight() / 2);
            scene.legend.push_back(entry);
            x = entry.textPos.x() + width + 1.1 * em;
        }
    }

    TimelineScene build()
    {
        measurePlot();
        placeItems();
        placeLanes();
        dressBars();
        hideCoveredLabels();
        placeFlags(*this);
        placeLinks(*this);
        placeAxis();
        placeLegend();
        if (in.replayAt >= 0)
            scene.replayX = scene.xOf(in.replayAt);
        return std::move(scene);
    }

    double legendTop = 0;
};

} // namespace

TimelineScene buildScene(const SceneInput &input)
{
    return Builder(input).build();
}

} // namespace ui
