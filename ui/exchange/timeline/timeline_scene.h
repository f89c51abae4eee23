// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the timeline draws, as rectangles, texts and colour names: painting and hit tests replay one list.
#pragma once

#include "model/time_axis.h"

#include <QFont>
#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <vector>

namespace ui {

struct SceneBar {
    int item = -1;
    QRectF rect;
    QRectF fill;   ///< of a body: what was sent; equal to rect when whole
    QString label; ///< "" when none fits
    QString role;
    bool hatched = false;
    bool hollow = false; ///< of a body: less was sent than was declared
};

struct SceneFlag { ///< a moment: interim responses, a close, a failure
    int item = -1; ///< the first of them
    int count = 1;
    QRectF hit;
    double x = 0;
    QString label;
    QString role;
    bool close = false; ///< drawn as a bar's end, not as a flag
    bool labelLeft = false;
};

struct SceneLane {
    QRectF rect;
    QRectF bars; ///< band of track 0, over the whole plot
    QString label;
    QString sublabel;
    QString note;
    QPointF notePos; ///< left end of the baseline
};

struct SceneLink {
    QPainterPath path;
    QString label;
    QPointF labelPos; ///< baseline
    QString role;
};

struct SceneBreak {
    double x = 0;
    QString label; ///< time that is folded away
    QRectF plate;  ///< of the label, among the tick labels
};

struct SceneLegend {
    QString role;
    QString label;
    QRectF swatch;
    QPointF textPos; ///< left end of the baseline
};

struct TimelineScene {
    QRectF plot;              ///< right of the lane labels, below the axis
    double axisBase = 0;      ///< baseline of the tick labels
    double contentHeight = 0; ///< px that all lanes and the legend take
    double neededHeight = 0;  ///< px in which they stand at ease; more would be empty
    double fitted = 0;        ///< density at which all fits
    double density = 0;
    double offset = 0;
    double replayX = -1;
    QFont small;
    model::TimeRange range;
    model::TimeScale scale;
    std::vector<model::Tick> ticks; ///< x in widget coordinates
    std::vector<SceneLane> lanes;
    std::vector<SceneBar> bars;
    std::vector<SceneFlag> flags;
    std::vector<SceneLink> links;
    std::vector<SceneBreak> breaks;
    std::vector<QRectF> widened; ///< marks on the axis: stretches that are wider than their time
    double lanesBottom = 0;
    std::vector<SceneLegend> legend;
    std::vector<int> barOf; ///< by item: index in bars, -1: it is a flag

    double xOf(qint64 ns) const { return plot.left() + scale.left(ns) - offset; }
    qint64 timeAt(double x) const { return scale.time(x - plot.left() + offset); }
    /// Item under a point; -1: none.
    int itemAt(QPointF point) const;
};

} // namespace ui
