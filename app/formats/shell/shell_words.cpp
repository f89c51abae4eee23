// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/shell_words.h"

#include "formats/shell/posix_words.h"
#include "formats/shell/windows_words.h"

#include <algorithm>

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

/// In double quotes a doubled one, as only Windows' C runtime and PowerShell write it: "{""a"":1}". A POSIX shell's
/// user would have no reason to close quotes and open them again.
bool doublesQuotes(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '\'') {
            i = std::min(text.find('\'', i + 1), text.size());
        } else if (text[i] == '"') {
            const std::size_t begin = ++i;
            while (i < text.size() && text[i] != '"')
                i += text[i] == '\\' ? 2 : 1;
            if (i > begin && i + 1 < text.size() && text[i + 1] == '"')
                return true;
        }
    }
    return false;
}

/// {`"a`":1}: PowerShell's escape, in front of two quotes at least, and never itself escaped.
bool escapesQuotes(std::string_view text)
{
    const auto first = text.find("`\"");
    return first != text.npos && text.find("`\"", first + 1) != text.npos && !has(text, "\\`");
}

/// "C:\path>curl": the prompt of cmd.
bool hasCmdPrompt(std::string_view text)
{
    const auto line = text.substr(0, text.find('\n'));
    return line.size() > 3 && line[1] == ':' && line[2] == '\\' && line.find('>') != line.npos;
}

} // namespace

Shell guessShell(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("PS ") || has(text, "$PSNative"))
        return Shell::PowerShell;
    if (hasCmdPrompt(text))
        return Shell::Cmd;
    if (endsLine(text, '\\') || has(text, " $'"))
        return Shell::Posix;
    if (has(text, " ^\"") || endsLine(text, '^'))
        return Shell::Cmd;
    if (has(text, "@'\n") || has(text, "@'\r\n") || has(text, "+ [char]") || endsLine(text, '`') || escapesQuotes(text))
        return Shell::PowerShell;
    if (has(text, "curl.exe"))
        return has(text, "'") ? Shell::PowerShell : Shell::Cmd;
    return doublesQuotes(text) ? Shell::Cmd : Shell::Posix;
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
