// SPDX-License-Identifier: GPL-3.0-or-later
// What every drawing of phases draws alike: the hatched bar, the plate of its words, the flag of an interim response.
#pragma once

#include <QRectF>
#include <QString>

class QColor;
class QPainter;

namespace ui {

struct Theme;

/// `em`: the font's height.
void paintHatch(QPainter &painter, const QRectF &rect, double radius, const QColor &colour, double em,
                const Theme &theme);
/// Words in the middle of `seen`, on a plate, since words never stand on strokes; in the painter's font.
void paintPlate(QPainter &painter, const QRectF &seen, const QString &label, const QColor &colour, double em,
                const Theme &theme);
/// A pole from top to bottom with a triangle of `height` at its top.
void paintFlag(QPainter &painter, double x, double top, double bottom, double height, const QColor &colour);

} // namespace ui
