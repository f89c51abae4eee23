// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a POSIX shell's command line, and what its printf writes.
#pragma once

#include "formats/shell/shell_line.h"

#include <string_view>

namespace formats {

ShellLine posixWords(std::string_view text);

/// The bytes that printf writes for this format without arguments; `known` is false where it has more than escapes.
std::string printfText(std::string_view format, bool &known);

} // namespace formats
