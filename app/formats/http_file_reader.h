// SPDX-License-Identifier: GPL-3.0-or-later
// The requests of an .http (.rest) file, in the dialects of JetBrains' HTTP Client and of VS Code's REST Client.
// What both say alike is read alike; scripts, response handlers and other files' variables are said, not run.
#pragma once

#include "formats/curl_content.h"
#include "formats/request_file.h"

#include <string_view>

namespace formats {

inline constexpr std::size_t mostHttpFileBytes = 16 << 20;

/// Opens no file itself: `files` does, relative to `folder`.
RequestFile readHttpFile(std::string_view text, const CurlFiles &files = {}, const std::string &folder = {});

} // namespace formats
