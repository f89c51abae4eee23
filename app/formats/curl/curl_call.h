// SPDX-License-Identifier: GPL-3.0-or-later
// The call of curl in a pasted command line: its words, and what the shell would pipe into it.
#pragma once

#include "formats/curl/curl_arguments.h"
#include "formats/shell/shell_words.h"

#include <cstdint>

namespace formats {

/// What stands on curl's standard input.
struct CurlFeed {
    enum Kind : unsigned char { None, Bytes, Generated, File, Unknown };
    Kind kind = None;
    std::string text;       ///< Bytes; Generated: the pattern; File: the path; Unknown: whence it comes, in words
    std::uint64_t size = 0; ///< Generated
};

struct CurlCall {
    bool found = false;
    std::vector<std::string> words;    ///< behind the program's name
    std::vector<bool> open;            ///< of each word: there is something in it that only the shell could know
    std::vector<std::size_t> patterns; ///< of each word: see ShellToken::pattern
    CurlFeed feed;
    std::vector<std::string> losses; ///< what of the line is not part of the request or only a shell could know
    std::string doubt;        ///< why only the shell could know whether, or how, curl is called; "" where it is plain
    bool destination = false; ///< the doubt is about where the request goes or who sends it
};

struct CurlCalls {
    std::vector<CurlCall> list; ///< in the order of the text, up to mostCurlTransfers
    bool tooLong = false;       ///< the text is longer than mostCurlText, or has more words than mostShellWords
};
inline constexpr std::size_t mostCurlText = 16 << 20; ///< bytes

CurlCalls curlCalls(std::string_view text, Shell shell);
/// The first one.
CurlCall curlCall(std::string_view text, Shell shell);

/// True for a text that calls curl; quick for one that does not.
bool callsCurl(std::string_view text);

} // namespace formats
