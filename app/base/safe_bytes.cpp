// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safe_bytes.h"

namespace base {

std::string escaped(std::string_view bytes)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string result;
    result.reserve(bytes.size());
    for (const char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '\\') {
            result += "\\\\";
        } else if (u >= 0x20 && u < 0x7f) {
            result += c;
        } else {
            result += "\\x";
            result += hex[u >> 4];
            result += hex[u & 15];
        }
    }
    return result;
}

std::string inQuotes(std::string_view bytes, std::size_t most)
{
    return '"' + escaped(bytes.substr(0, most)) + (bytes.size() > most ? "...\"" : "\"");
}

} // namespace base
