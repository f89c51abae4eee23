// SPDX-License-Identifier: GPL-3.0-or-later
// The content that curl's data options stand for: -d and its kin, --json, -F, -T.
#pragma once

#include "formats/curl/curl_arguments.h"
#include "formats/curl/curl_call.h"
#include "request/request.h"

#include <functional>
#include <optional>

namespace formats {

/// How the importer looks at files; it opens none itself. Where a function is null, no file can be read.
struct CurlFiles {
    /// Bytes of a regular file that can be read; nothing when there is none.
    std::function<std::optional<std::uint64_t>(const std::string &path)> size;
    /// Its content; nothing when it cannot be read or is longer than the reader likes.
    std::function<std::optional<std::string>(const std::string &path)> read;
};

struct CurlContent {
    request::BodySpec body;
    std::string query;    ///< -G and --url-query: to be appended to the URL, "" for none
    bool queried = false; ///< there is a query, even if empty
    bool json = false;    ///< --json: two fields of its own
    bool data = false, upload = false, form = false;
    bool unknownSize = false; ///< -T from standard input: curl frames it in chunks
    std::string uploadName;   ///< -T: the file's own name, for a URL that ends in a slash
    std::vector<std::string> losses;
    std::vector<std::string> taken;
    std::string refused; ///< why curl itself sends nothing; "" where it does
    std::string open;    ///< what of the content is not known; "" where it is whole
};

/// What the options send, in their order. A file that cannot be read is a loss (and `open`), and the rest is taken.
/// Standard input is empty once it was read, for what comes behind --next too.
CurlContent readCurlContent(const CurlArguments &arguments, CurlFeed &feed, const CurlFiles &files);

} // namespace formats
