// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

struct SceneDraft;

/// The curves from an attempt to the next one that it led to. Behind lanes and bars.
void placeLinks(SceneDraft &draft);

} // namespace ui
