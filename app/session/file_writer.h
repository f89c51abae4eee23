// SPDX-License-Identifier: GPL-3.0-or-later
// A file written whole or not at all.
#pragma once

#include <QString>

#include <string_view>

namespace session {

enum class FileAccess { Usual, OwnerOnly };

/// Writes a temporary file beside `path` and renames it over it; a failure leaves what was there. Returns why it
/// failed in the system's words ("No space left on device"), "" when done. A device or folder is refused: the rename
/// would put a plain file in its place.
QString writeFile(const QString &path, std::string_view bytes, FileAccess access = FileAccess::Usual);

} // namespace session
