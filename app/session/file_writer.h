// SPDX-License-Identifier: GPL-3.0-or-later
// A file written whole or not at all.
#pragma once

#include <QString>

#include <functional>
#include <string_view>

namespace session {

enum class FileAccess { Usual, OwnerOnly };

/// Writes a temporary file beside `path` and renames it over it; a failure leaves what was there. Returns why it
/// failed in the system's words ("No space left on device"), "" when done. A device or folder is refused: the rename
/// would put a plain file in its place. OwnerOnly: the file is never readable for others (0600), and takes the place of
/// a link instead of going where it leads: who may have put it there is not known.
QString writeFile(const QString &path, std::string_view bytes, FileAccess access = FileAccess::Usual);

/// The same for what is made piece by piece: what `make` gives to the sink is written, until that says that it failed.
/// Where `make` says false, what was there stays, and "" is returned.
using FileSink = std::function<bool(std::string_view)>;
using FileMaker = std::function<bool(const FileSink &)>;
QString writeFile(const QString &path, const FileMaker &make, FileAccess access = FileAccess::Usual);

/// Makes a folder of ours that is not there, with those above it; one that is there, and this user's, is closed to
/// others. A failure shows when a file is written in it.
void makeOwnFolder(const QString &folder);

} // namespace session
