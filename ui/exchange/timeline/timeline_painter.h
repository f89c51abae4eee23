// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a scene: rectangles in, strokes out; no arithmetic on events.
#pragma once

#include "ui/exchange/timeline/timeline_scene.h"

#include "ui/kit/theme.h"

class QPainter;

namespace ui {

struct PaintState {
    int selectedItem = -1;
    double cursorX = -1; ///< -1: none
    bool focused = false;
    QSizeF size;
    QFont font;
};

void paintScene(QPainter &painter, const TimelineScene &scene, const PaintState &state, const Theme &theme);

} // namespace ui
