// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/timeline/bar_paint.h"

#include "ui/kit/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace ui {

void paintHatch(QPainter &painter, const QRectF &rect, double radius, const QColor &colour, double em,
                const Theme &theme)
{
    QColor tint = colour;
    tint.setAlphaF(theme.dark ? 0.16F : 0.14F);
    QPainterPath shape;
    shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.fillPath(shape, tint);
    painter.save();
    painter.setClipPath(shape, Qt::IntersectClip);
    painter.setPen(QPen(colour, 1.1));
    const double step = 0.5 * em;
    // strokes are tied to the bar's begin, so that they stand still while it grows
    for (double x = rect.left() - rect.height(); x < rect.right(); x += step)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.restore();
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
}

void paintPlate(QPainter &painter, const QRectF &seen, const QString &label, const QColor &colour, double em,
                const Theme &theme)
{
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(label) + 0.7 * em;
    const QRectF plate(seen.center().x() - width / 2, seen.top() + 0.2 * em, width, seen.height() - 0.4 * em);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(plate, 0.15 * em, 0.15 * em);
    painter.setPen(Theme::readable(colour, theme.surface));
    painter.drawText(plate, Qt::AlignCenter, label);
}

void paintFlag(QPainter &painter, double x, double top, double bottom, double height, const QColor &colour)
{
    painter.setPen(QPen(colour, 1.6));
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    QPainterPath triangle(QPointF(x, top));
    triangle.lineTo(x + 0.83 * height, top + height / 2);
    triangle.lineTo(x, top + height);
    triangle.closeSubpath();
    painter.fillPath(triangle, colour);
}

} // namespace ui
