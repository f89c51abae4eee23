// SPDX-License-Identifier: GPL-3.0-or-later
// The options for a request's body: typed text, a form, a file, or generated content.
#pragma once

#include "cli/options/given_options.h"
#include "request/request.h"

namespace cli {

std::vector<OptionRow> bodyOptions();
/// Looks at the files that it names. False: `given` has the line that says why.
bool readBody(GivenOptions &given, request::BodySpec &body);

} // namespace cli
