// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_painter.h"

#include "ui/exchange/timeline/bar_paint.h"
#include "ui/kit/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

void paintCompareBar(QPainter &painter, const CompareSceneBar &bar, const QRectF &rect, const Theme &theme)
{
    const double em = QFontMetricsF(painter.font()).height();
    const QColor colour = theme.byRole(bar.role);
    const double radius = std::min({0.18 * em, rect.width() / 2, rect.height() / 2});
    if (bar.hatched) {
        paintHatch(painter, rect, radius, colour, em, theme);
        if (!bar.label.isEmpty())
            paintPlate(painter, rect, bar.label, colour, em, theme);
        return;
    }
    painter.setPen(bar.over ? QPen(theme.surface, 1) : QPen(Qt::NoPen));
    painter.setBrush(colour);
    painter.drawRoundedRect(rect, radius, radius);
    painter.setPen(Theme::inkOn(colour));
    painter.drawText(rect, Qt::AlignCenter, bar.label);
}

/// An end without an answer: a cross, which no interim response has.
void paintCross(QPainter &painter, QPointF middle, double half, const QColor &colour)
{
    painter.setPen(QPen(colour, half / 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(middle - QPointF(half, half), middle + QPointF(half, half));
    painter.drawLine(middle - QPointF(half, -half), middle + QPointF(half, -half));
}

} // namespace

void paintCompareRow(QPainter &painter, const CompareScene &scene, std::size_t row, const QRectF &cell,
                     const Theme &theme)
{
    if (row >= scene.rows.size())
        return;
    painter.save();
    painter.setClipRect(cell, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    const double em = QFontMetricsF(painter.font()).height();
    const double high = 1.25 * em;
    const double top = cell.center().y() - high / 2 + 0.15 * em;
    painter.setPen(QPen(theme.line, 1));
    for (const model::Tick &tick : scene.ticks) {
        const double x = std::floor(cell.left() + tick.x) + 0.5;
        painter.drawLine(QPointF(x, cell.top()), QPointF(x, cell.bottom()));
    }
    for (const CompareSceneBar &bar : scene.rows[row].bars)
        paintCompareBar(painter, bar, QRectF(cell.left() + bar.left, top, bar.width(), high), theme);
    for (const CompareSceneFlag &flag : scene.rows[row].flags) {
        const double x = cell.left() + flag.x;
        if (flag.failure)
            paintCross(painter, QPointF(x + 0.45 * em, top + high / 2), 0.3 * em, theme.byRole(flag.role));
        else
            paintFlag(painter, std::floor(x) + 0.5, top - 0.5 * em, top + high, 0.55 * em, theme.byRole(flag.role));
    }
    painter.restore();
}

void paintCompareTicks(QPainter &painter, const CompareScene &scene, const QRectF &cell, const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    painter.setPen(theme.muted);
    for (const model::Tick &tick : scene.ticks) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double x =
            std::clamp(cell.left() + tick.x - width / 2, cell.left(), std::max(cell.left(), cell.right() - width));
        painter.drawText(QPointF(x, cell.bottom() - metrics.descent() - 3), tick.label);
    }
    // As in the timeline of one exchange: dotted where time is drawn wider than it is.
    painter.setPen(QPen(theme.muted, 1.6, Qt::DotLine, Qt::RoundCap));
    for (const auto &stretch : scene.scale.stretches()) {
        const double left = std::max(cell.left(), cell.left() + stretch.left),
                     right = std::min(cell.right(), cell.left() + stretch.right);
        if (stretch.kind == model::TimeScale::Stretch::Kind::Widened && right - left > 3)
            painter.drawLine(QPointF(left + 1, cell.bottom() - 1.5), QPointF(right - 1, cell.bottom() - 1.5));
    }
}

void paintCompareBuckets(QPainter &painter, const std::vector<compare::Bucket> &buckets, const QRectF &rect,
                         const QColor &colour, const Theme &theme)
{
    std::size_t most = 1;
    for (const compare::Bucket &bucket : buckets)
        most = std::max(most, bucket.count);
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line);
    const double each = rect.width() / static_cast<double>(std::max<std::size_t>(buckets.size(), 1));
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i].count == 0)
            continue;
        // One of ten thousand is seen all the same: it is what is looked for.
        const double high =
            std::max(3.0, rect.height() * static_cast<double>(buckets[i].count) / static_cast<double>(most));
        painter.fillRect(
            QRectF(rect.left() + static_cast<double>(i) * each, rect.bottom() - high, std::max(1.0, each - 1), high),
            colour);
    }
    painter.restore();
}

} // namespace ui
