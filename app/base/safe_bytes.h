// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes made safe to show, in a form that can be read back.
#pragma once

#include <string>
#include <string_view>

namespace base {

/// Text with every byte outside printable ASCII as \xHH, backslash as \\; safe in terminals and fixtures.
std::string escaped(std::string_view bytes);
/// The same between double quotes, for messages; what follows `most` bytes is cut, and "..." stands for it.
std::string inQuotes(std::string_view bytes, std::size_t most = std::string_view::npos);

} // namespace base
