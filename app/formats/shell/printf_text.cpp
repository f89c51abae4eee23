// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/printf_text.h"

#include "base/text.h"

namespace formats {

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
            for (int digits = 0; digits < 3 && i + 1 < format.size() && format[i + 1] >= '0' && format[i + 1] <= '7';
                 ++digits)
                value = value * 8 + (format[++i] - '0');
            out += static_cast<char>(value);
        } else if (const auto at = letters.find(next); next != '\0' && at != letters.npos) {
            out += bytes[at];
            ++i;
        } else if (next == 'x' && i + 2 < format.size() && base::hexDigit(format[i + 2]) >= 0) { // bash, zsh
            int value = base::hexDigit(format[i + 2]);
            i += 2;
            if (i + 1 < format.size() && base::hexDigit(format[i + 1]) >= 0)
                value = value * 16 + base::hexDigit(format[++i]);
            out += static_cast<char>(value);
        } else {
            known = false;
            out += '\\';
        }
    }
    return out;
}

} // namespace formats
