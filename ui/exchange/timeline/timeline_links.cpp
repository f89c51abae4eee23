// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/timeline/timeline_links.h"

#include "ui/exchange/timeline/timeline_draft.h"

#include "model/timeline_text.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

/// Out to the right, down, and into the next lane from above; its words where there is room for them.
void curve(const SceneDraft &draft, SceneLink &link, QPointF from, QPointF to, const SceneLane &lane)
{
    const double reach = std::max(to.x(), from.x() + 1.6 * draft.em);
    const double end = to.y() - 0.3 * draft.em;
    link.path.moveTo(from);
    const double low = from.y() + (end - from.y()) * 0.45;
    link.path.cubicTo(QPointF(reach, from.y()), QPointF(reach + 0.4 * draft.em, from.y() + (low - from.y()) * 0.5),
                      QPointF(reach, low));
    link.path.quadTo(QPointF(to.x() + (reach - to.x()) * 0.3, end - 0.3 * draft.em), QPointF(to.x(), end));
    link.path.moveTo(to.x() - 0.25 * draft.em, end - 0.4 * draft.em);
    link.path.lineTo(to.x(), end);
    link.path.lineTo(to.x() + 0.3 * draft.em, end - 0.35 * draft.em);
    const double width = draft.smallMetrics.horizontalAdvance(link.label);
    const double y = low + 0.35 * draft.em;
    const double noteEnd = lane.notePos.x() + draft.smallMetrics.horizontalAdvance(lane.note);
    const bool besideNote = !lane.note.isEmpty() && std::abs(y - lane.notePos.y()) < draft.smallMetrics.height();
    const double right = std::max(reach, besideNote ? noteEnd : 0) + 1.0 * draft.em;
    const bool fits = right + width <= draft.scene.plot.right() + 1.2 * draft.em;
    const double left = std::min(from.x(), to.x()) - 0.8 * draft.em - width;
    if (!fits && besideNote && left < noteEnd) // its words would stand on the note's; the curve alone must do
        link.label.clear();
    link.labelPos = QPointF(fits ? right : std::max(left, draft.scene.plot.left()), fits ? y : end - 0.25 * draft.em);
}

} // namespace

void placeLinks(SceneDraft &draft)
{
    for (const auto &link : draft.layout.links()) {
        if (draft.in.replayAt >= 0 && link.to > draft.in.replayAt)
            continue;
        SceneLink drawn;
        drawn.label = model::labelOf(link);
        drawn.role = link.reason == record::Reason::FollowUp ? u"muted"_s : u"failure"_s;
        QPointF from(draft.scene.xOf(link.from), draft.lane(link.fromLane).bars.center().y());
        if (const SceneBar *bar = draft.barOf(link.fromItem))
            from.setX(bar->rect.right());
        const auto &items = draft.layout.lanes()[static_cast<std::size_t>(link.toLane)].items;
        QPointF to(draft.scene.plot.left() - draft.scene.offset + draft.scene.scale.right(link.to),
                   draft.lane(link.toLane).bars.top());
        if (const SceneBar *bar = items.empty() ? nullptr : draft.barOf(items.front()))
            to.setX(bar->rect.left() + std::min(0.8 * draft.em, bar->rect.width() / 2));
        curve(draft, drawn, from, to, draft.lane(link.fromLane));
        draft.scene.links.push_back(drawn);
    }
}

} // namespace ui
