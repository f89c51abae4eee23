// SPDX-License-Identifier: GPL-3.0-or-later
// curl's own reading of its arguments (src/tool_getparam.c of 7.88.1): clustered short options, values attached or
// apart, long names that may be cut short, --no-NAME.
#pragma once

#include "formats/curl/curl_options.h"

#include <string>
#include <vector>

namespace formats {

/// The version whose default fields and Expect rule an import takes on.
inline constexpr std::string_view curlStoodFor = "7.88.1";
/// Requests that are made of one command, and of one text.
inline constexpr std::size_t mostCurlTransfers = 100;

struct CurlArgument {
    std::string name;  ///< long name without dashes; "" for what is no option: a URL
    std::string value; ///< "" for a switch
    std::string typed; ///< as it stood there, for remarks
    CurlUse use = CurlUse::Request;
    bool on = true;       ///< false: --no-NAME
    bool open = false;    ///< there is something in it that only the shell could know
    bool pattern = false; ///< the shell would look for files of that name
};

struct CurlArguments {
    std::vector<CurlArgument> list;
    std::vector<std::string> remarks; ///< how something was read that curl reads in another way
    std::vector<std::string> unknown; ///< what is no option of curl, or has no value: curl refuses that; a line each
};

/// `words` follow the program's name; `open` and `patterns`, of the same length or empty: see ShellToken.
CurlArguments curlArguments(const std::vector<std::string> &words, const std::vector<bool> &open = {},
                            const std::vector<std::size_t> &patterns = {});
/// What stands between --next and --next, each with nothing of the others.
std::vector<CurlArguments> curlTransfers(const CurlArguments &all);

} // namespace formats
