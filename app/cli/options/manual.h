// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page: a frame with what a person wrote, and the options of the table of settings where it asks for them.
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// A line `@settings GROUP@` of the frame (Exchange, Expect, Tls, Route, Times) becomes an entry an option, in roff.
std::string manualPage(std::string_view frame);

} // namespace cli
