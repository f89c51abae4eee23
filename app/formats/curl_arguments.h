// SPDX-License-Identifier: GPL-3.0-or-later
// curl's own reading of its arguments (src/tool_getparam.c of 7.88.1): clustered short options, values attached or
// apart, long names that may be cut short, --no-NAME.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formats {

enum class CurlUse : unsigned char {
    Request, ///< says something about the request
    Output,  ///< what curl prints, stores or repeats; the request is the same without it
    Other,   ///< changes what happens in a way that a request of ours cannot say
};

struct CurlArgument {
    std::string name;  ///< long name without dashes; "" for what is no option: a URL
    std::string value; ///< "" for a switch
    std::string typed; ///< as it stood there, for remarks
    CurlUse use = CurlUse::Request;
    bool on = true;    ///< false: --no-NAME
};

struct CurlArguments {
    std::vector<CurlArgument> list;
    std::vector<std::string> remarks;    ///< how something was read that curl reads in another way
    std::vector<std::string> unknown;    ///< what is no option of curl; a line each
};

/// `words` follow the program's name.
CurlArguments curlArguments(const std::vector<std::string> &words);

} // namespace formats
