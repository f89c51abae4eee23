// SPDX-License-Identifier: GPL-3.0-or-later
// Where the bars of all rows stand on their one axis: computed from bars, widths and the font's measures alone, so
// that painting and tests read the same list. Vertical places are the painter's.
#pragma once

#include "compare/bars.h"
#include "model/time_axis.h"

#include <QFont>
#include <QLocale>
#include <QString>

#include <vector>

namespace ui {

struct CompareSceneSource {
    const std::vector<compare::Bar> *bars = nullptr;
    qint64 zero = 0; ///< nanoseconds since the exchange began that stand at 0
};

struct CompareSceneInput {
    std::vector<CompareSceneSource> rows;
    double width = 0; ///< px
    QFont font;
    QLocale locale;
};

struct CompareSceneBar {
    compare::BarKind kind = compare::BarKind::Network;
    double left = 0; ///< px from the axis' left end
    double right = 0;
    QString role;  ///< of the theme's colours
    QString label; ///< "" when none fits
    bool hatched = false;
    bool over = false; ///< it begins before the one before it ends: drawn over that
    double width() const { return right - left; }
};

struct CompareSceneFlag { ///< a moment: interim responses, an end without an answer
    double x = 0;
    int count = 1;
    int code = 0; ///< status
    QString role;
    bool failure = false;
};

struct CompareSceneRow {
    std::vector<CompareSceneBar> bars;
    std::vector<CompareSceneFlag> flags;
    double end = 0; ///< right end of all that is drawn
};

struct CompareScene {
    std::vector<CompareSceneRow> rows;
    std::vector<model::Tick> ticks;
    model::TimeScale scale;
    double zero = 0; ///< x of 0
};

CompareScene buildCompareScene(const CompareSceneInput &input);

} // namespace ui
