// SPDX-License-Identifier: GPL-3.0-or-later
// A command line that somebody pasted, split into words as its shell would, without running anything of it. What
// only the shell could know (a variable, another command's output) stays as typed and is remarked.
#pragma once

#include "formats/shell/shell_command.h"
#include "formats/shell/shell_line.h"

#include <string_view>

namespace formats {

/// Which shell the text was written for: by its line continuations and its way of quoting; POSIX when in doubt.
Shell guessShell(std::string_view text);

ShellLine shellWords(std::string_view text, Shell shell);

} // namespace formats
