// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes of a comparison: a row's bars, the axis in the header, a histogram. No arithmetic on times.
#pragma once

#include "ui/compare/compare_scene.h"

#include "compare/spread.h"

#include <QRectF>

class QColor;
class QPainter;

namespace ui {

struct Theme;

/// In a cell: ticks' lines over its height, bars in its middle. The painter's font is the bars'.
void paintCompareRow(QPainter &painter, const CompareScene &scene, std::size_t row, const QRectF &cell,
                     const Theme &theme);
/// The numbers of the ticks, above the line at the cell's bottom.
void paintCompareTicks(QPainter &painter, const CompareScene &scene, const QRectF &cell, const Theme &theme);
/// Upright bars side by side, the highest as high as the rectangle.
void paintCompareBuckets(QPainter &painter, const std::vector<compare::Bucket> &buckets, const QRectF &rect,
                         const QColor &colour, const Theme &theme);

} // namespace ui
