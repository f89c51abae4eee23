// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/timeline/timeline_flags.h"

#include "ui/exchange/timeline/timeline_draft.h"

#include "model/timeline_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

/// Our own orderly close is told by its mark and its tip alone.
bool worthWords(const model::TimelineItem &item)
{
    return item.failed || item.direction != wire::Direction::Sent;
}

/// The curve to the next attempt leaves over the place of a close's words, and says more.
bool linkLeaves(const SceneDraft &draft, const model::TimelineItem &item)
{
    return !item.failed && std::any_of(draft.layout.links().begin(), draft.layout.links().end(), [&](const auto &link) {
        return link.fromLane == item.lane;
    });
}

bool barCovers(const SceneDraft &draft, double left, const SceneFlag &flag, double width)
{
    const QRectF words(left, flag.hit.top(), width, flag.hit.height());
    return std::any_of(draft.scene.bars.begin(), draft.scene.bars.end(),
                       [&](const SceneBar &bar) { return bar.rect.intersects(words); });
}

/// Returns where it stands, or where the one stands that counts it.
double placeFlag(SceneDraft &draft, int index, double last)
{
    const model::TimelineItem &item = draft.item(index);
    const double x = draft.scene.plot.left() - draft.scene.offset + draft.scene.scale.left(item.end);
    if (!draft.scene.flags.empty() && x - last < 0.55 * draft.em) {
        SceneFlag &before = draft.scene.flags.back();
        const auto &first = draft.item(before.item);
        if (first.lane == item.lane && first.kind == item.kind && first.code == item.code) {
            ++before.count;
            return last;
        }
    }
    const QRectF &band = draft.lane(item.lane).bars;
    SceneFlag flag;
    flag.item = index;
    flag.x = x;
    flag.role = model::roleOf(item);
    flag.close = item.kind != model::ItemKind::Interim;
    const double rise = flag.close ? 0 : 1.05 * draft.em;
    flag.hit = QRectF(x - 0.25 * draft.em, band.top() - rise, 0.9 * draft.em, band.height() + rise);
    draft.scene.flags.push_back(flag);
    return x;
}

void labelFlags(SceneDraft &draft)
{
    for (std::size_t i = 0; i < draft.scene.flags.size(); ++i) {
        SceneFlag &flag = draft.scene.flags[i];
        const model::TimelineItem &item = draft.item(flag.item);
        const QString name = model::labelsOf(item, draft.now(), draft.in.locale).first();
        const QString label = flag.count > 1 ? u"%1 ×%2"_s.arg(name).arg(flag.count) : name;
        const double width = draft.smallMetrics.horizontalAdvance(label) + 0.7 * draft.em;
        if (flag.close && (!worthWords(item) || linkLeaves(draft, item)))
            continue;
        double room = draft.scene.plot.right() + 1.4 * draft.em - flag.x;
        if (i + 1 < draft.scene.flags.size()) {
            const auto &next = draft.item(draft.scene.flags[i + 1].item);
            if (next.lane == item.lane && draft.scene.flags[i + 1].close == flag.close)
                room = draft.scene.flags[i + 1].x - flag.x;
        }
        if (flag.close && (width > room || barCovers(draft, flag.x + 1, flag, width))) { // words on a bar hide its own
            flag.labelLeft = !barCovers(draft, flag.x - 1 - width, flag, width);
            flag.label = flag.labelLeft ? label : QString();
            continue;
        }
        if (flag.close || width + 0.2 * draft.em <= room) { // a flag's number ends before the next one's pole
            flag.label = label;
            flag.hit.setWidth(std::max(flag.hit.width(), std::min(width, room) + 0.25 * draft.em));
        }
    }
}

} // namespace

void placeFlags(SceneDraft &draft)
{
    for (const auto &lane : draft.layout.lanes()) {
        double last = -1e9;
        for (const int index : lane.items) {
            const model::TimelineItem &item = draft.item(index);
            if (item.moment() && (draft.in.replayAt < 0 || item.end <= draft.in.replayAt))
                last = placeFlag(draft, index, last);
        }
    }
    labelFlags(draft);
}

} // namespace ui
