// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of a head that other text quotes: a command in a string of JSON, a log, a page.
#pragma once

#include "request/sensitive.h"

namespace request {

/// Values of "Authorization: Bearer S", "Cookie: a=S; b=S" and their like wherever they begin, to the end of the line
/// or of the quotes that they stand in. Of names of one word only those that are nothing but fields: "password: S" is
/// sensitive_assigned.h's.
SecretParts secretFieldLines(std::string_view text);

} // namespace request
