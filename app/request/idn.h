// SPDX-License-Identifier: GPL-3.0-or-later
// Host names outside ASCII as they go out: UTS #46, non-transitional, by libidn2, as curl and browsers do.
#pragma once

#include <string>
#include <string_view>

namespace request {

struct AsciiName {
    std::string name;  ///< its A-labels, "xn--bcher-kva.example"; "" where there is none
    std::string error; ///< why there is none, in libidn2's words
};

/// `name` in UTF-8. What is mapped to bytes that no host name holds ("a／b" to "a/b") is refused: they would be read
/// as another part of the URL.
AsciiName asciiName(std::string_view name);

} // namespace request
