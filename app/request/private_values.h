// SPDX-License-Identifier: GPL-3.0-or-later
// Values that are secret wherever they stand, since the file that they came from is private. This process knows them
// from the time they were read until it ends, so that no way that a request takes through it (window, comparison,
// recording) can lose them; all that asks for secrets (sensitive.h) asks here too.
#pragma once

#include "request/sensitive.h"

#include <string>
#include <string_view>
#include <vector>

namespace request {

/// Fewer bytes would stand for anything.
inline constexpr std::size_t shortestPrivate = 4;
/// So many are known; further ones are not, so that files of others cannot make every search slow.
inline constexpr std::size_t mostPrivate = 256;
inline constexpr std::size_t longestPrivate = 65'536;

/// Too short and too long ones are passed over, and the words true, false and null.
void knowPrivate(const std::vector<std::string> &values);
/// Where the value stands in the text, any of its bytes as they are, percent-encoded (once or more often) or escaped as
/// in JSON: a URL codes some of them only.
SecretParts placesOf(std::string_view value, std::string_view text);
/// Where one of those known does; also in base64.
SecretParts privatePartsOf(std::string_view text);
/// Those that stand in the text.
std::vector<std::string> privateIn(std::string_view text);
/// For tests.
void forgetPrivate();

} // namespace request
