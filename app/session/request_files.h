// SPDX-License-Identifier: GPL-3.0-or-later
// Requests from files of other tools (HAR, .http), for windows and commands that do not see the formats room.
#pragma once

#include "session/imported_request.h"

#include <variant>
#include <vector>

namespace session {

struct ImportedFile {
    std::vector<ImportedRequest> requests; ///< in the file's order, one at least
    QStringList taken;                     ///< of the whole file
    QStringList environments{};            ///< that an .http file can be read with
    QString environment{};                 ///< the one that it was read with; "" for none
};

/// A HAR or an .http file, told apart by what is in it. Opens the files that an .http file names, for their size, or
/// (up to 16 MiB) for their text, and http-client.env.json with its private twin, in the file's folder or the nearest
/// one above. The QString is an error line.
std::variant<ImportedFile, QString> importFile(const QString &path, const QString &environment = {});
/// The one that is meant by a name or by a number from 1 on ("" where there is only one), which may have an error of
/// its own; the QString is an error line.
std::variant<ImportedRequest, QString> chosenRequest(const ImportedFile &file, const QString &which);

/// What of a request is text, a part a line: method, URL, fields, content.
std::string requestWords(const request::RequestSpec &spec);
/// Why a request must not be sent although it was changed since it was imported: ImportedRequest::blocked, as long as
/// it is as it came, or what it lacks in content or fields was not put there, or one of its unknown parts, or of its
/// {{...}} where they are variables, is still there. "" when it may.
QString stillBlocked(const ImportedRequest &imported, const request::RequestSpec &now);

} // namespace session
