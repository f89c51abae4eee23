// SPDX-License-Identifier: GPL-3.0-or-later
// Lays lanes out from top to bottom and items from left to right. All measures are in units of the font's
// height, so that the drawing grows with it.

#include "ui/exchange/timeline/timeline_scene.h"

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

struct Builder {
    explicit Builder(const SceneInput &sceneInput)
        : in(sceneInput)
        , layout(*sceneInput.layout)
        , metrics(sceneInput.font)
        , small(smaller(sceneInput.font))
        , smallMetrics(small)
        , em(metrics.height())
    {
        scene.small = small;
    }

    static QFont smaller(QFont font)
    {
        if (font.pointSizeF() > 0)
            font.setPointSizeF(font.pointSizeF() * 0.92);
        else
            font.setPixelSize(std::max(1, font.pixelSize() * 92 / 100));
        return font;
    }

    qint64 now() const { return in.running ? std::max(in.now, layout.last()) : layout.last(); }

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
        const double spare = (in.size.height() - scene.plot.top() - legend) / count;
        double y = scene.plot.top() + 0.55 * em - in.down;
        for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
            const auto &lane = layout.lanes()[i];
            SceneLane drawn;
            const double flags = lane.flags ? 1.15 * em : 0;
            const double tracks = bar * lane.tracks + 0.3 * em * (lane.tracks - 1);
            const double need = flags + tracks + 2.3 * em;
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

    /// Moments, from left to right in each lane; those that would cover each other become one with a count.
    void placeFlags()
    {
        for (std::size_t lane = 0; lane < layout.lanes().size(); ++lane) {
            double last = -1e9;
            for (const int index : layout.lanes()[lane].items) {
                const TimelineItem &item = layout.items()[static_cast<std::size_t>(index)];
                if (item.moment() && (in.replayAt < 0 || item.end <= in.replayAt))
                    last = placeFlag(index, item, last);
            }
        }
        labelFlags();
    }

    double placeFlag(int index, const TimelineItem &item, double last)
    {
        const double x = scene.plot.left() - scene.offset + scene.scale.left(item.end);
        const QString role = model::roleOf(item);
        if (!scene.flags.empty() && x - last < 0.55 * em) {
            SceneFlag &before = scene.flags.back();
            const auto &first = layout.items()[static_cast<std::size_t>(before.item)];
            if (first.lane == item.lane && first.kind == item.kind && first.code == item.code) {
                ++before.count;
                return last;
            }
        }
        const QRectF &band = scene.lanes[static_cast<std::size_t>(item.lane)].bars;
        SceneFlag flag;
        flag.item = index;
        flag.x = x;
        flag.role = role;
        flag.close = item.kind != ItemKind::Interim;
        const double rise = flag.close ? 0 : 1.05 * em;
        flag.hit = QRectF(x - 0.25 * em, band.top() - rise, 0.9 * em, band.height() + rise);
        scene.flags.push_back(flag);
        return x;
    }

    void labelFlags()
    {
        for (std::size_t i = 0; i < scene.flags.size(); ++i) {
            SceneFlag &flag = scene.flags[i];
            const TimelineItem &item = layout.items()[static_cast<std::size_t>(flag.item)];
            const QString name = model::labelsOf(item, now(), in.locale).first();
            const QString label = flag.count > 1 ? u"%1 ×%2"_s.arg(name).arg(flag.count) : name;
            const double width = smallMetrics.horizontalAdvance(label) + 0.7 * em;
            if (flag.close && (!worthWords(item) || linkLeaves(item)))
                continue;
            double room = scene.plot.right() + 1.4 * em - flag.x;
            if (i + 1 < scene.flags.size()) {
                const auto &next = layout.items()[static_cast<std::size_t>(scene.flags[i + 1].item)];
                if (next.lane == item.lane && scene.flags[i + 1].close == flag.close)
                    room = scene.flags[i + 1].x - flag.x;
            }
            if (flag.close && (width > room || barCovers(flag.x + 1, flag, width))) { // words on a bar hide its own
                flag.labelLeft = !barCovers(flag.x - 1 - width, flag, width);
                flag.label = flag.labelLeft ? label : QString();
                continue;
            }
            if (flag.close || width + 0.2 * em <= room) { // a flag's number ends before the next one's pole
                flag.label = label;
                flag.hit.setWidth(std::max(flag.hit.width(), std::min(width, room) + 0.25 * em));
            }
        }
    }

    /// Our own orderly close is told by its mark and its tip alone.
    static bool worthWords(const TimelineItem &item) { return item.failed || item.direction != wire::Direction::Sent; }

    /// The curve to the next attempt leaves over the place of a close's words, and says more.
    bool linkLeaves(const TimelineItem &item) const
    {
        return !item.failed && std::any_of(layout.links().begin(), layout.links().end(), [&](const auto &link) {
            return link.fromLane == item.lane;
        });
    }

    bool barCovers(double left, const SceneFlag &flag, double width) const
    {
        const QRectF words(left, flag.hit.top(), width, flag.hit.height());
        return std::any_of(scene.bars.begin(), scene.bars.end(),
                           [&](const SceneBar &bar) { return bar.rect.intersects(words); });
    }

    void placeLinks()
    {
        for (const auto &link : layout.links()) {
            if (in.replayAt >= 0 && link.to > in.replayAt)
                continue;
            SceneLink drawn;
            drawn.label = model::labelOf(link);
            drawn.role = link.reason == record::Reason::FollowUp ? u"muted"_s : u"failure"_s;
            const auto &fromBand = scene.lanes[static_cast<std::size_t>(link.fromLane)].bars;
            const auto &toBand = scene.lanes[static_cast<std::size_t>(link.toLane)].bars;
            QPointF from(scene.xOf(link.from), fromBand.center().y());
            if (link.fromItem >= 0 && scene.barOf[static_cast<std::size_t>(link.fromItem)] >= 0)
                from = {scene.bars[static_cast<std::size_t>(scene.barOf[static_cast<std::size_t>(link.fromItem)])]
                            .rect.right(),
                        from.y()};
            const auto &items = layout.lanes()[static_cast<std::size_t>(link.toLane)].items;
            QPointF to(scene.plot.left() - scene.offset + scene.scale.right(link.to), toBand.top());
            if (!items.empty() && scene.barOf[static_cast<std::size_t>(items.front())] >= 0) {
                const auto &bar =
                    scene.bars[static_cast<std::size_t>(scene.barOf[static_cast<std::size_t>(items.front())])];
                to.setX(bar.rect.left() + std::min(0.8 * em, bar.rect.width() / 2));
            }
            curve(drawn, from, to, scene.lanes[static_cast<std::size_t>(link.fromLane)]);
            scene.links.push_back(drawn);
        }
    }

    /// Out to the right, down, and into the next lane from above; its words where there is room for them.
    void curve(SceneLink &link, QPointF from, QPointF to, const SceneLane &lane) const
    {
        const double reach = std::max(to.x(), from.x() + 1.6 * em);
        const double end = to.y() - 0.3 * em;
        link.path.moveTo(from);
        const double low = from.y() + (end - from.y()) * 0.45;
        link.path.cubicTo(QPointF(reach, from.y()), QPointF(reach + 0.4 * em, from.y() + (low - from.y()) * 0.5),
                          QPointF(reach, low));
        link.path.quadTo(QPointF(to.x() + (reach - to.x()) * 0.3, end - 0.3 * em), QPointF(to.x(), end));
        link.path.moveTo(to.x() - 0.25 * em, end - 0.4 * em);
        link.path.lineTo(to.x(), end);
        link.path.lineTo(to.x() + 0.3 * em, end - 0.35 * em);
        const double width = smallMetrics.horizontalAdvance(link.label);
        const double y = low + 0.35 * em;
        const double noteEnd = lane.notePos.x() + smallMetrics.horizontalAdvance(lane.note);
        const bool besideNote = !lane.note.isEmpty() && std::abs(y - lane.notePos.y()) < smallMetrics.height();
        const double right = std::max(reach, besideNote ? noteEnd : 0) + 1.0 * em;
        const bool fits = right + width <= scene.plot.right() + 1.2 * em;
        const double left = std::min(from.x(), to.x()) - 0.8 * em - width;
        if (!fits && besideNote && left < noteEnd) // its words would stand on the note's; the curve alone must do
            link.label.clear();
        link.labelPos = QPointF(fits ? right : std::max(left, scene.plot.left()), fits ? y : end - 0.25 * em);
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
        placeFlags();
        placeLinks();
        placeAxis();
        placeLegend();
        if (in.replayAt >= 0)
            scene.replayX = scene.xOf(in.replayAt);
        return std::move(scene);
    }

    const SceneInput &in;
    const model::TimelineLayout &layout;
    QFontMetricsF metrics;
    QFont small;
    QFontMetricsF smallMetrics;
    double em;
    double legendTop = 0;
    TimelineScene scene;
};

} // namespace

int TimelineScene::itemAt(QPointF point) const
{
    for (auto flag = flags.rbegin(); flag != flags.rend(); ++flag) {
        if (flag->hit.contains(point))
            return flag->item;
    }
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar) {
        if (bar->rect.adjusted(-1, 0, 1, 0).contains(point))
            return bar->item;
    }
    return -1;
}

TimelineScene buildScene(const SceneInput &input)
{
    return Builder(input).build();
}

} // namespace ui
