// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a POSIX shell's command line.
#pragma once

#include "formats/shell/shell_line.h"

#include <string_view>

namespace formats {

ShellLine posixWords(std::string_view text);

} // namespace formats
