// SPDX-License-Identifier: GPL-3.0-or-later
// A command line split into words.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace formats {

struct ShellToken {
    std::string text;
    bool isOperator = false; ///< | ; & && < > "\n" and the like; text of a here-document for "<<"
    std::string document{};  ///< "<<": the lines
    bool quoted = false;     ///< some of it stood in quotes, or behind a backslash
    bool open = false;       ///< there is something in it that only the shell could know
    /// Where *, ? or [...] stands outside quotes first, for which a shell puts the names of files, if there are any;
    /// npos for none.
    std::size_t pattern = std::string::npos;
};

struct ShellLine {
    std::vector<ShellToken> tokens;
    std::vector<std::string> remarks; ///< a line each
    bool tooLong =
        false; ///< more words than mostShellWords, or more remarks than mostShellRemarks: the rest is cut off
};

inline constexpr std::size_t mostShellWords = 65'536; ///< no program gets more on Windows or, usually, on Linux
inline constexpr std::size_t mostShellRemarks = 100;

/// Once each, up to mostShellRemarks.
inline void remarkOnce(ShellLine &line, std::string words)
{
    if (line.remarks.size() < mostShellRemarks && std::ranges::find(line.remarks, words) == line.remarks.end())
        line.remarks.push_back(std::move(words));
}

} // namespace formats
