// SPDX-License-Identifier: GPL-3.0-or-later
// What of a request's settings (request/settings.h) curl has no option for.
#pragma once

#include "request/request.h"

#include <string>
#include <vector>

namespace formats {

/// A loss a setting that is not at its default and that curlCommand() neither carries nor words by itself.
std::vector<std::string> curlSettingLosses(const request::RequestSpec &spec);

} // namespace formats
