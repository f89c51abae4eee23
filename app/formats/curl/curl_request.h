// SPDX-License-Identifier: GPL-3.0-or-later
// One request of a curl command: its options as fields, content and way.
#pragma once

#include "formats/curl/curl_import.h"

namespace formats {

/// `arguments`: those of one request, with one URL at most. `feed`: what is left of standard input, before and after.
CurlImport curlRequest(const CurlCall &call, CurlFeed &feed, const CurlArguments &arguments, const CurlFiles &files);

} // namespace formats
