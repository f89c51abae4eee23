// SPDX-License-Identifier: GPL-3.0-or-later
// Quoting by the rules of POSIX.1-2017 XCU section 2.2, and printf by XBD chapter 5.
#include "formats/shell/shell_quote.h"

#include "base/utf8.h"

#include <algorithm>

namespace formats {
namespace {

// A tab and a bare CR do not stay as they are when a command is pasted.
bool isOdd(const base::CodePoint &next)
{
    return next.length == 0 || next.point == '\t' || next.point == '\r' || base::isDeceptive(next.point);
}

bool isBareWord(std::string_view bytes)
{
    constexpr std::string_view others = "_./:@%+,=-";
    // zsh looks for a program behind a leading =.
    return !bytes.empty() && bytes.front() != '=' && std::all_of(bytes.begin(), bytes.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || others.find(c) != std::string_view::npos;
    });
}

std::string singleQuoted(std::string_view bytes)
{
    std::string out = "'";
    for (const char c : bytes)
        out.append(c == '\'' ? "'\\''" : std::string(1, c));
    return out + '\'';
}

void appendEscaped(std::string &out, char c)
{
    if (c == '\r' || c == '\n' || c == '\t') {
        out += c == '\r' ? "\\r" : c == '\n' ? "\\n" : "\\t";
        return;
    }
    const auto u = static_cast<unsigned char>(c);
    out += '\\';
    out += static_cast<char>('0' + (u >> 6));
    out += static_cast<char>('0' + ((u >> 3) & 7));
    out += static_cast<char>('0' + (u & 7));
}

} // namespace

bool isPlainText(std::string_view bytes)
{
    while (!bytes.empty()) {
        const base::CodePoint next = base::decodeUtf8(bytes);
        if (isOdd(next))
            return false;
        bytes.remove_prefix(next.length);
    }
    return true;
}

std::string printfCommand(std::string_view bytes)
{
    std::string out = "printf '";
    bool first = true;
    while (!bytes.empty()) {
        const base::CodePoint next = base::decodeUtf8(bytes);
        const std::size_t length = std::max<std::size_t>(next.length, 1);
        const char c = bytes[0];
        // The history's ! acts inside "$(...)" too.
        const bool acts = c == '\n' || c == '\'' || c == '!' || (c == '-' && first);
        if (isOdd(next) || acts)
            for (const char byte : bytes.substr(0, length))
                appendEscaped(out, byte);
        else if (c == '%' || c == '\\')
            out.append(2, c);
        else
            out.append(bytes.substr(0, length));
        first = false;
        bytes.remove_prefix(length);
    }
    return out + '\'';
}

std::optional<std::string> shellWord(std::string_view bytes)
{
    if (isBareWord(bytes))
        return std::string(bytes);
    if (isPlainText(bytes))
        return singleQuoted(bytes);
    if (bytes.find('\0') != std::string_view::npos || bytes.back() == '\n')
        return std::nullopt;
    return "\"$(" + printfCommand(bytes) + ")\"";
}

} // namespace formats
