// SPDX-License-Identifier: GPL-3.0-or-later
// Lays a scene out from the layout, the view's state and the font's measures.
#pragma once

#include "ui/exchange/timeline/timeline_draft.h"

namespace ui {

TimelineScene buildScene(const SceneInput &input);

} // namespace ui
