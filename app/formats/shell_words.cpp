// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell_words.h"

#include "formats/posix_words.h"
#include "formats/windows_words.h"

namespace formats {
namespace {

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

bool endsLine(std::string_view text, char mark)
{
    const std::string unix = std::string(1, mark) + '\n', windows = std::string(1, mark) + "\r\n";
    return has(text, unix) || has(text, windows);
}

} // namespace

Shell guessShell(std::string_view text)
{
    if (has(text, "^\"") || endsLine(text, '^'))
        return Shell::Cmd;
    if (has(text, "$PSNative") || has(text, "@'\n") || text.starts_with("PS ") || has(text, "+ [char]"))
        return Shell::PowerShell;
    if (endsLine(text, '`') || (has(text, "curl.exe") && !has(text, "\\\n")))
        return has(text, "'") || endsLine(text, '`') ? Shell::PowerShell : Shell::Cmd;
    return Shell::Posix;
}

ShellLine shellWords(std::string_view text, Shell shell)
{
    switch (shell) {
    case Shell::PowerShell: return powerShellWords(text);
    case Shell::Cmd: return cmdWords(text);
    case Shell::Posix: break;
    }
    return posixWords(text);
}

} // namespace formats
