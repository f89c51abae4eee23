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

/// Makes a folder that is not there, with those above it, for its owner alone; one that is there stays as it is. A failure
/// shows when a file is written in it.
void makeOwnFolder(const QString &folder);

} // namespace session
