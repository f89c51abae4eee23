// SPDX-License-Identifier: GPL-3.0-or-later
// One block of an .http file as a request.
#pragma once

#include "formats/curl/curl_content.h"
#include "formats/http_file/http_file_text.h"
#include "formats/request_file.h"

namespace formats {

struct BlockRequest {
    FileRequest request;
    bool redirects = false; ///< the other tools would follow redirections
};

/// Files are looked for in `folder`.
BlockRequest blockRequest(const FileBlock &block, FileVariables &variables, const CurlFiles &files,
                          const std::string &folder);

} // namespace formats
