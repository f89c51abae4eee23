// SPDX-License-Identifier: GPL-3.0-or-later
// Words for PowerShell and for the prompt of cmd.exe, as the C runtime of a Windows program then splits them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace formats {

/// One argument as programs of the C runtime read it from a command line: bare, or in double quotes with backslashes
/// before a quote doubled.
std::string argvWord(std::string_view text);
/// A command line's arguments by the same rules; "" inside quotes is a quote.
std::vector<std::string> argvWords(std::string_view line);

/// True when the versions of PowerShell pass this word to a program in different ways (a double quote in it, nothing
/// in it, a backslash at the end of words with blanks).
bool passedDifferently(std::string_view text);
/// One argument for PowerShell: bare, in single quotes, or ('..' + [char]N + '..'). With `legacy` as it must be
/// written under $PSNativeCommandArgumentPassing = 'Legacy', which is how Windows PowerShell 5.1 does in any case.
/// Nothing when it is no UTF-8 or has a NUL: PowerShell's text has no place for them.
std::optional<std::string> powerShellWord(std::string_view bytes, bool legacy);

/// One argument for the prompt of cmd.exe, every special character under a caret. Nothing for control bytes (but LF)
/// and what is no UTF-8.
std::optional<std::string> cmdWord(std::string_view bytes);

} // namespace formats
