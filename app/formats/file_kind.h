// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is that holds no request which an import can take: told by its first bytes, by its name, or by the
// members of its JSON.
#pragma once

#include <QString>
#include <QStringList>

#include <string_view>

namespace formats {

/// A line such as "it is a gzip file: unpack it first"; "" for what may be an .http file or an archive. `start` is the
/// beginning of the file (4 KiB will do), `name` its name without a folder.
QString fileKind(std::string_view start, const QString &name);

/// Of a JSON document whose outermost object has these members; "" for one that is not known.
QString jsonKind(const QStringList &members);

/// Does it begin as a JSON document? "{{" begins a variable of an .http file instead.
bool beginsAsJson(std::string_view start);

} // namespace formats
