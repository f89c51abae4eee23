// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/timeline/timeline_scene.h"

namespace ui {

int TimelineScene::itemAt(QPointF point) const
{
    for (auto flag = flags.rbegin(); flag != flags.rend(); ++flag) {
        if (flag->hit.contains(point))
            return flag->item;
    }
    for (auto bar = bars.rbegin(); bar != bars.rend(); ++bar) {
        if (bar->rect.adjusted(-1, 0, 1, 0).contains(point))
            return bar->item;
    }
    return -1;
}

} // namespace ui
