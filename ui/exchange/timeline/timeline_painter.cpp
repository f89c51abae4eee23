// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes and fills. Later than a replay's instant is drawn faintly, the rest over it.

#include "ui/exchange/timeline/timeline_painter.h"

#include "ui/exchange/timeline/bar_paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class ScenePainter {
public:
    ScenePainter(QPainter &qpainter, const TimelineScene &toDraw, const PaintState &paintState, const Theme &colours)
        : p(qpainter)
        , scene(toDraw)
        , state(paintState)
        , theme(colours)
        , metrics(scene.small)
        , em(QFontMetricsF(state.font).height())
    {}

    void all()
    {
        p.setRenderHint(QPainter::Antialiasing);
        p.fillRect(QRectF(QPointF(0, 0), state.size), theme.surface);
        grid();
        laneLabels();
        p.save();
        p.setClipRect(QRectF(scene.plot.left() - 0.6 * em, 0, state.size.width(), state.size.height()));
        if (scene.replayX >= 0) {
            p.setOpacity(0.2);
            content();
            p.setOpacity(1);
            p.setClipRect(QRectF(scene.plot.left() - 0.6 * em, 0, scene.replayX - scene.plot.left() + 0.6 * em,
                                 state.size.height()),
                          Qt::IntersectClip);
        }
        content();
        p.restore();
        axis();
        legend();
        cursor();
    }

private:
    void grid()
    {
        p.setPen(QPen(theme.line, 1));
        const double bottom = state.size.height() - 0.4 * em;
        for (const auto &tick : scene.ticks)
            p.drawLine(QPointF(snap(tick.x), scene.plot.top() - 0.25 * em), QPointF(snap(tick.x), bottom));
    }

    static double snap(double x) { return std::floor(x) + 0.5; }

    void axis()
    {
        p.fillRect(QRectF(0, 0, state.size.width(), scene.plot.top() - 0.3 * em), theme.surface);
        p.setFont(scene.small);
        p.setPen(theme.muted);
        for (const auto &tick : scene.ticks) {
            const double width = metrics.horizontalAdvance(tick.label);
            const double x = std::clamp(tick.x - width / 2, 0.0, state.size.width() - width - 2);
            p.drawText(QPointF(x, scene.axisBase), tick.label);
        }
        // where time is drawn wider than it is: a dotted line under the numbers
        QPen dots(theme.muted, 1.6, Qt::DotLine, Qt::RoundCap);
        p.setPen(dots);
        for (const QRectF &mark : scene.widened) {
            const double y = scene.plot.top() - 0.3 * em;
            if (mark.width() > 3)
                p.drawLine(QPointF(mark.left() + 1, y), QPointF(mark.right() - 1, y));
        }
        for (const SceneBreak &mark : scene.breaks)
            breakLabel(mark);
    }

    /// Two torn edges through all lanes where time is folded away.
    void breakEdges(const SceneBreak &mark)
    {
        const double top = scene.plot.top() - 0.3 * em;
        const double wave = 0.35 * em;
        QPainterPath edges;
        for (const double shift : {-0.2 * em, 0.2 * em}) {
            edges.moveTo(mark.x + shift, top);
            bool out = true;
            for (double y = top; y < scene.lanesBottom; y += wave, out = !out)
                edges.lineTo(mark.x + shift + (out ? 0.14 : -0.14) * em, y + wave);
        }
        QPen between(theme.surface, 0.4 * em);
        between.setCapStyle(Qt::FlatCap);
        p.setPen(between);
        p.drawLine(QPointF(mark.x, top), QPointF(mark.x, scene.lanesBottom));
        p.strokePath(edges, QPen(theme.muted, 1));
    }

    void breakLabel(const SceneBreak &mark)
    {
        p.setPen(Qt::NoPen);
        p.setBrush(theme.line);
        p.drawRoundedRect(mark.plate, 0.25 * em, 0.25 * em);
        p.setPen(Theme::readable(theme.muted, theme.line));
        p.drawText(mark.plate, Qt::AlignCenter, mark.label);
    }

    void laneLabels()
    {
        QFont bold = state.font;
        bold.setWeight(QFont::DemiBold);
        for (const SceneLane &lane : scene.lanes) {
            p.setFont(bold);
            p.setPen(theme.ink);
            const double base = lane.bars.top() + 0.35 * em + QFontMetricsF(bold).ascent() * 0.62;
            p.drawText(QPointF(0.75 * em, base), lane.label);
            p.setFont(scene.small);
            p.setPen(theme.muted);
            p.drawText(QPointF(0.75 * em, base + metrics.height() * 1.08), lane.sublabel);
        }
    }

    void content()
    {
        for (const SceneLink &link : scene.links)
            drawLink(link);
        for (const SceneBar &bar : scene.bars) {
            if (bar.rect.right() >= scene.plot.left() - em && bar.rect.left() <= state.size.width())
                drawBar(bar);
        }
        for (const SceneBreak &mark : scene.breaks)
            breakEdges(mark);
        for (const SceneBar &bar : scene.bars)
            drawLabel(bar);
        for (const SceneFlag &flag : scene.flags) {
            if (flag.hit.right() >= scene.plot.left() - em && flag.hit.left() <= state.size.width())
                drawFlag(flag);
        }
        for (const SceneLane &lane : scene.lanes)
            drawNote(lane);
    }

    /// On the surface, so that a link passes behind its words.
    void drawNote(const SceneLane &lane)
    {
        if (lane.note.isEmpty())
            return;
        p.setFont(scene.small);
        const QFontMetricsF small(scene.small);
        p.fillRect(small.boundingRect(lane.note).translated(lane.notePos).adjusted(-1, 0, 0.15 * em, 0), theme.surface);
        p.setPen(theme.muted);
        p.drawText(lane.notePos, lane.note);
    }

    /// Beyond the window nothing is drawn, whatever the zoom.
    QRectF cut(QRectF rect) const
    {
        rect.setLeft(std::max(rect.left(), -20.0));
        rect.setRight(std::min(rect.right(), state.size.width() + 20));
        return rect;
    }

    void drawBar(const SceneBar &bar)
    {
        QRectF rect = cut(bar.rect);
        rect.setWidth(std::max(rect.width(), 1.5));
        const QColor colour = theme.byRole(bar.role);
        const double radius = std::min({0.2 * em, rect.width() / 2, rect.height() / 2});
        if (bar.item == state.selectedItem)
            ring(rect, radius);
        p.setPen(Qt::NoPen);
        if (bar.hatched) {
            hatch(rect, radius, colour);
        } else if (bar.hollow) {
            hollow(bar, rect, radius, colour);
        } else {
            p.setBrush(colour);
            p.drawRoundedRect(rect, radius, radius);
        }
    }

    void ring(const QRectF &rect, double radius)
    {
        p.setPen(QPen(state.focused ? theme.accent : theme.muted, 2));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 2.5), radius + 2.5, radius + 2.5);
    }

    void hatch(const QRectF &rect, double radius, const QColor &colour)
    {
        paintHatch(p, rect, radius, colour, em, theme);
    }

    /// What was sent is full, what was not is an empty frame.
    void hollow(const SceneBar &bar, const QRectF &rect, double radius, const QColor &colour)
    {
        QPainterPath shape;
        shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        QColor tint = colour;
        tint.setAlphaF(0.12F);
        p.fillPath(shape, tint);
        p.save();
        p.setClipPath(shape, Qt::IntersectClip);
        p.fillRect(bar.fill, colour);
        p.restore();
        QPen dashes(colour, 1.2, Qt::CustomDashLine);
        dashes.setDashPattern({3, 2});
        p.setPen(dashes);
        p.setBrush(Qt::NoBrush);
        p.drawPath(shape);
    }

    void drawLabel(const SceneBar &bar)
    {
        if (bar.label.isEmpty())
            return;
        const QColor colour = theme.byRole(bar.role);
        const bool strong = bar.hatched || bar.role == "success"_L1 || bar.role == "failure"_L1;
        QFont font = scene.small;
        font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        p.setFont(font);
        const QRectF seen = cut(bar.rect) & QRectF(scene.plot.left(), 0, state.size.width() - scene.plot.left(), 1e6);
        if (bar.hatched)
            return paintPlate(p, seen, bar.label, colour, em, theme);
        p.setPen(Theme::inkOn(colour));
        if (!bar.hollow) {
            p.drawText(seen, Qt::AlignCenter, bar.label);
            return;
        }
        // two grounds, two inks: each letter is readable on what it stands on
        p.save();
        p.setClipRect(bar.fill, Qt::IntersectClip);
        p.drawText(seen, Qt::AlignCenter, bar.label);
        p.restore();
        p.save();
        p.setClipRect(seen.adjusted(bar.fill.right() - seen.left(), 0, 0, 0), Qt::IntersectClip);
        p.setPen(Theme::readable(colour, theme.surface));
        p.drawText(seen, Qt::AlignCenter, bar.label);
        p.restore();
    }

    void drawFlag(const SceneFlag &flag)
    {
        const QColor colour = theme.byRole(flag.role);
        const double x = snap(flag.x);
        if (flag.item == state.selectedItem)
            ring(flag.hit.adjusted(2, 2, -2, -2), 0.15 * em);
        p.setPen(QPen(colour, 1.6));
        p.setFont(scene.small);
        if (flag.close) { // an end: a stroke with a foot
            p.drawLine(QPointF(x, flag.hit.top()), QPointF(x, flag.hit.bottom()));
            p.drawLine(QPointF(x - 0.2 * em, flag.hit.bottom()), QPointF(x + 0.2 * em, flag.hit.bottom()));
            p.drawLine(QPointF(x - 0.2 * em, flag.hit.top()), QPointF(x + 0.2 * em, flag.hit.top()));
            p.setPen(Theme::readable(colour, theme.surface));
            const double left = flag.labelLeft ? x - 0.4 * em - metrics.horizontalAdvance(flag.label) : x + 0.4 * em;
            p.drawText(QPointF(left, flag.hit.center().y() + metrics.capHeight() / 2), flag.label);
            return;
        }
        const double h = 0.75 * em;
        paintFlag(p, x, flag.hit.top(), flag.hit.bottom(), h, colour);
        p.setPen(Theme::readable(colour, theme.surface));
        p.drawText(QPointF(x + 0.8 * em, flag.hit.top() + h / 2 + metrics.capHeight() / 2), flag.label);
    }

    void drawLink(const SceneLink &link)
    {
        const QColor colour = Theme::readable(theme.byRole(link.role), theme.surface);
        QPen dashes(colour, 1.1, Qt::CustomDashLine);
        dashes.setDashPattern({4, 3});
        p.strokePath(link.path, dashes);
        p.setFont(scene.small);
        const QRectF plate(link.labelPos - QPointF(2, metrics.ascent()),
                           QSizeF(metrics.horizontalAdvance(link.label) + 4, metrics.height()));
        p.fillRect(plate, theme.surface);
        p.setPen(colour);
        p.drawText(link.labelPos, link.label);
    }

    void legend()
    {
        p.setFont(scene.small);
        for (const SceneLegend &entry : scene.legend) {
            const QColor colour = theme.byRole(entry.role);
            const QRectF &s = entry.swatch;
            if (entry.role == "pause"_L1) {
                p.save();
                p.setClipRect(s);
                p.fillRect(s, theme.surface);
                hatch(s, 1, colour);
                p.restore();
            } else if (entry.role == "interim"_L1) {
                QPainterPath triangle(s.topLeft());
                triangle.lineTo(s.right(), s.center().y());
                triangle.lineTo(s.bottomLeft());
                triangle.closeSubpath();
                p.fillPath(triangle, colour);
            } else {
                p.fillRect(s, colour);
            }
            const QRectF plate(entry.textPos - QPointF(0, metrics.ascent()),
                               QSizeF(metrics.horizontalAdvance(entry.label), metrics.height()));
            p.fillRect(plate, theme.surface);
            p.setPen(theme.muted);
            p.drawText(entry.textPos, entry.label);
        }
    }

    void cursor()
    {
        if (state.cursorX < scene.plot.left() - 1 || state.cursorX > state.size.width())
            return;
        const double knob = 0.3 * em;
        const double top = scene.plot.top() - 0.3 * em;
        p.setPen(QPen(theme.accent, 1.5));
        p.drawLine(QPointF(state.cursorX, top), QPointF(state.cursorX, state.size.height() - 0.4 * em));
        p.setPen(Qt::NoPen);
        p.setBrush(theme.accent);
        p.drawEllipse(QPointF(state.cursorX, top), knob, knob);
    }

    QPainter &p;
    const TimelineScene &scene;
    const PaintState &state;
    const Theme &theme;
    QFontMetricsF metrics;
    double em;
};

} // namespace

void paintScene(QPainter &painter, const TimelineScene &scene, const PaintState &state, const Theme &theme)
{
    painter.save();
    ScenePainter(painter, scene, state, theme).all();
    painter.restore();
}

} // namespace ui
