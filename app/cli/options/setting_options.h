// SPDX-License-Identifier: GPL-3.0-or-later
// The options that stand in the table of settings (request/settings.h), which says all of them: a new row there is read
// and explained here. By hand are only those that say a setting in other words.
#pragma once

#include "cli/options/given_options.h"
#include "request/settings.h"

namespace cli {

/// Of one group of the table, each followed by those that go with it.
std::vector<OptionRow> settingOptions(request::SettingGroup group);
/// Looks at the files that they name. The request has its URL and its typed fields. False: `given` has the line that
/// says why.
bool readSettings(GivenOptions &given, request::RequestSpec &spec);

} // namespace cli
