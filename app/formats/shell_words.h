// SPDX-License-Identifier: GPL-3.0-or-later
// A command line that somebody pasted, split into words as its shell would, without running anything of it. What
// only the shell could know (a variable, another command's output) stays as typed and is remarked.
#pragma once

#include "formats/shell_command.h"

#include <string>
#include <string_view>
#include <vector>

namespace formats {

struct ShellToken {
    std::string text;
    bool isOperator = false;      ///< | ; & && < > "\n" and the like; text of a here-document for "<<"
    std::string document{};       ///< "<<": the lines
};

struct ShellLine {
    std::vector<ShellToken> tokens;
    std::vector<std::string> remarks; ///< a line each
};

/// Which shell the text was written for: by its line continuations and its way of quoting; POSIX when in doubt.
Shell guessShell(std::string_view text);

ShellLine shellWords(std::string_view text, Shell shell);

/// One shell each; shellWords() calls them.
ShellLine posixWords(std::string_view text);
ShellLine powerShellWords(std::string_view text);
ShellLine cmdWords(std::string_view text);

/// The bytes that printf writes for this format without arguments; `known` is false where it has more than escapes.
std::string printfText(std::string_view format, bool &known);

} // namespace formats
