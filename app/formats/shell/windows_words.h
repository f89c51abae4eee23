// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a command line for PowerShell, and for cmd.
#pragma once

#include "formats/shell/shell_line.h"

#include <string_view>

namespace formats {

ShellLine powerShellWords(std::string_view text);
ShellLine cmdWords(std::string_view text);

} // namespace formats
