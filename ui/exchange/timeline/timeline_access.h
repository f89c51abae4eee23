// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline for screen readers: its lanes in words as description, the selected item as value.
#pragma once

namespace ui {

class TimelineView;

/// Registers the interface, once for the program.
void installTimelineAccess();
/// Tells readers that the selection changed.
void updateTimelineAccess(TimelineView *view);

} // namespace ui
