// SPDX-License-Identifier: GPL-3.0-or-later
// Quoting by the rules of POSIX.1-2017 XCU section 2.2, and printf by XBD chapter 5.
#include "formats/shell_quote.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace formats {
namespace {

struct Decoded {
    std::uint32_t point = 0;
    std::size_t length = 0; // 0: not UTF-8
};

// One UTF-8 sequence (RFC 3629), overlong forms, surrogates and points above U+10FFFF refused.
Decoded decode(std::string_view bytes)
{
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length)
        return {};
    std::uint32_t point = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(bytes[i]);
        if ((next & 0xc0) != 0x80)
            return {};
        point = (point << 6) | (next & 0x3fU);
    }
    const std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (point < least[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
        return {};
    return {point, length};
}

// Controls, line and direction marks: text that would not look like what it is.
bool isDeceptive(std::uint32_t point)
{
    return (point < 0x20 && point != '\n') || (point >= 0x7f && point < 0xa0) || point == 0xad
        || (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e)
        || (point >= 0x2060 && point <= 0x206f) || point == 0xfeff || (point >= 0xe0000 && point < 0xe0080);
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
        const Decoded next = decode(bytes);
        if (next.length == 0 || isDeceptive(next.point))
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
        const Decoded next = decode(bytes);
        const std::size_t length = std::max<std::size_t>(next.length, 1);
        const char c = bytes[0];
        // The history's ! acts inside "$(...)" too.
        const bool acts = c == '\n' || c == '\'' || c == '!' || (c == '-' && first);
        if (next.length == 0 || isDeceptive(next.point) || acts)
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
