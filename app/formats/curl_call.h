// SPDX-License-Identifier: GPL-3.0-or-later
// The call of curl in a pasted command line: its words, and what the shell would pipe into it.
#pragma once

#include "formats/shell_words.h"

#include <cstdint>

namespace formats {

/// What stands on curl's standard input.
struct CurlFeed {
    enum Kind : unsigned char { None, Bytes, Generated, File, Unknown };
    Kind kind = None;
    std::string text;       ///< Bytes; Generated: the pattern; File: the path; Unknown: as typed
    std::uint64_t size = 0; ///< Generated
};

struct CurlCall {
    bool found = false;
    std::vector<std::string> words;  ///< behind the program's name
    CurlFeed feed;
    std::vector<std::string> losses; ///< what of the line is not part of the request or only a shell could know
};

CurlCall curlCall(std::string_view text, Shell shell);

/// True for a text that calls curl; quick for one that does not.
bool callsCurl(std::string_view text);

} // namespace formats
