// SPDX-License-Identifier: GPL-3.0-or-later
// What people read of a setting in the window. What it does and what its 0 stands for is the table's own wording
// (request/settings.h), which --help has too, in the window's language.
#pragma once

#include "request/settings.h"

#include <QString>

namespace ui {

struct SettingLabels {
    QString label;
    QString spoken; ///< to people who listen
    QString unset;  ///< what stands where nothing is typed, or for the least number
    QString tip;
};

/// A setting that has none of its own here has the option's name for a label.
SettingLabels settingLabels(const request::Setting &row);

} // namespace ui
