// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {

struct SceneDraft;

/// Moments, from left to right in each lane; those that would cover each other become one with a count. Behind lanes
/// and bars.
void placeFlags(SceneDraft &draft);

} // namespace ui
