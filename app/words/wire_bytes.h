// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of the wire in sentences for people.
#pragma once

#include <QString>

#include <string_view>

namespace words {

/// Printable ASCII as it is, the rest as \xHH, a backslash as two; cut to `most` bytes with "…".
QString wireText(std::string_view bytes, int most = 200);

} // namespace words
