// SPDX-License-Identifier: GPL-3.0-or-later
// The requests of an .http (.rest) file, in the dialects of JetBrains' HTTP Client and of VS Code's REST Client.
// What both say alike is read alike; scripts, response handlers and other files' variables are said, not run.
#pragma once

#include "formats/curl/curl_content.h"
#include "formats/http_file/http_file_environment.h"
#include "formats/request_file.h"

#include <string_view>

namespace formats {

inline constexpr std::size_t mostHttpFileBytes = 16 << 20;

inline constexpr std::size_t mostHeldContent = 32 << 20; ///< bytes of all contents together

/// Opens no file itself: `files` does, relative to `folder`. A request that names what is not known here (a variable,
/// an earlier response, a file that is not there) is read, but FileRequest::blocked says why it must not be sent.
RequestFile readHttpFile(std::string_view text, const CurlFiles &files = {}, const std::string &folder = {},
                         const FileEnvironment &environment = {});

} // namespace formats
