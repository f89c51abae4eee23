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

std::string printfText(std::string_view format, bool &known)
{
    constexpr std::string_view letters = "abfnrtv\\\"'", bytes = "\a\b\f\n\r\t\v\\\"'";
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char next = i + 1 < format.size() ? format[i + 1] : '\0';
        if (format[i] == '%') {
            known = known && next == '%';
            out += '%';
            i += next == '%';
        } else if (format[i] != '\\') {
            out += format[i];
        } else if (next >= '0' && next <= '7') {
            int value = 0;
            for (int digits = 0; digits < 3 && i + 1 < format.size() && format[i + 1] >= '0' && format[i + 1] <= '7'; ++digits)
                value = value * 8 + (format[++i] - '0');
            out += static_cast<char>(value);
        } else if (const auto at = letters.find(next); next != '\0' && at != letters.npos) {
            out += bytes[at];
            ++i;
        } else {
            known = false;
            out += '\\';
        }
    }
    return out;
}

} // namespace formats
