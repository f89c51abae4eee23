// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop knows of the program: its name, its entry among the programs, its icon.
#pragma once

#include <QIcon>

namespace ui {

/// Needs no display.
void nameProgram();
/// Drawn when the window stands: a start has better to do.
QIcon programIcon();

} // namespace ui
