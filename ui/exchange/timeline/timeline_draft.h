// SPDX-License-Identifier: GPL-3.0-or-later
// A scene while it is laid out, and what its parts are measured by. All measures are in units of the font's height, so
// that the drawing grows with it.
#pragma once

#include "ui/exchange/timeline/timeline_scene.h"

#include "model/timeline_layout.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QSizeF>

namespace ui {

struct SceneInput {
    const model::TimelineLayout *layout = nullptr;
    qint64 now = 0;       ///< end of open bars
    qint64 replayAt = -1; ///< -1: no replay
    quint64 sent = 0;     ///< live: body bytes of the last lane
    quint64 toSend = 0;
    bool running = false;
    bool foldIdle = false;
    double density = 0; ///< px per nanosecond; 0: fit
    double offset = 0;  ///< px scrolled to the right
    double down = 0;    ///< px scrolled down
    QSizeF size;
    QFont font;
    QLocale locale;
};

struct SceneDraft {
    explicit SceneDraft(const SceneInput &input);

    /// Where open bars end.
    qint64 now() const;
    const model::TimelineItem &item(int index) const { return layout.items()[static_cast<std::size_t>(index)]; }
    const SceneLane &lane(int index) const { return scene.lanes[static_cast<std::size_t>(index)]; }
    /// An item's bar; null for a moment.
    const SceneBar *barOf(int item) const;

    const SceneInput &in;
    const model::TimelineLayout &layout;
    QFont small;
    QFontMetricsF smallMetrics;
    double em;
    TimelineScene scene;
};

} // namespace ui
