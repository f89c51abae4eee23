// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <array>
#include <cstdint>

namespace base {

CodePoint decodeUtf8(std::string_view bytes)
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
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (point < least[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
        return {};
    return {point, length};
}

bool isDeceptive(char32_t point)
{
    const auto within = [point](char32_t first, char32_t last) { return point >= first && point <= last; };
    if (point < 0x20)
        return point != '\t' && point != '\n' && point != '\r';
    return within(0x7f, 0x9f) || point == 0xad || point == 0x61c || within(0x200b, 0x200f) || within(0x2028, 0x202e)
        || within(0x2060, 0x206f) || point == 0x180e || point == 0xfeff || within(0xfff9, 0xfffb)
        || within(0xe0000, 0xe007f);
}

} // namespace base
