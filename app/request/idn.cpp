// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/idn.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "wire/event.h"

#include <idn2.h>

#include <algorithm>

namespace request {

AsciiName asciiName(std::string_view name)
{
    const std::string text(name); // ends with NUL; a NUL inside cuts it short there, so it is refused before
    if (text.find('\0') != text.npos)
        return {{}, "it has a NUL byte"};
    std::uint8_t *made = nullptr;
    const int result = idn2_lookup_u8(reinterpret_cast<const std::uint8_t *>(text.c_str()), &made,
                                      IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    AsciiName ascii;
    if (result != IDN2_OK)
        ascii.error = idn2_strerror(result);
    else
        ascii.name = reinterpret_cast<const char *>(made);
    idn2_free(made);
    if (!std::ranges::all_of(ascii.name, base::isNameChar))
        return {{}, "it stands for " + base::inQuotes(ascii.name, 40) + ", which is no host name"};
    return ascii;
}

} // namespace request
