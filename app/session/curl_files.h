// SPDX-License-Identifier: GPL-3.0-or-later
// How imports look at the files that a command or an .http file names.
#pragma once

#include "formats/curl/curl_content.h"

namespace session {

/// Regular files alone: a pipe or a device is not read, an import must not hang. Texts up to 16 MiB.
formats::CurlFiles curlFiles();

} // namespace session
