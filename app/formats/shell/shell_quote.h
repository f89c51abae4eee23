// SPDX-License-Identifier: GPL-3.0-or-later
// Words for a POSIX shell. What comes out is printable text, safe to paste into sh, dash, bash and zsh: bytes
// that a terminal would act on or that are not UTF-8 go through printf.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formats {

/// One argument, as short as it may be: bare, in single quotes, or "$(printf '...')". Nothing when an argument
/// cannot carry it: a NUL byte, or a line end at the end of bytes that need printf (the shell drops it there).
std::optional<std::string> shellWord(std::string_view bytes);
/// A command that writes these bytes, NUL included: printf '...'.
std::string printfCommand(std::string_view bytes);
/// True for valid UTF-8 without control bytes (but LF) and without characters that change how text runs.
bool isPlainText(std::string_view bytes);

} // namespace formats
