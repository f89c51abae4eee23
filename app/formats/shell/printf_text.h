// SPDX-License-Identifier: GPL-3.0-or-later
// What printf of a POSIX shell writes.
#pragma once

#include <string>
#include <string_view>

namespace formats {

/// The bytes that printf writes for this format without arguments; `known` is false where it has more than escapes.
std::string printfText(std::string_view format, bool &known);

} // namespace formats
