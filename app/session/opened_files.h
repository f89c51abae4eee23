// SPDX-License-Identifier: GPL-3.0-or-later
// Files that a person opens at once: recordings, and requests of other tools.
#pragma once

#include "record/record.h"
#include "session/request_files.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace session {

struct OpenedFiles {
    QStringList errors; ///< a line each, of what cannot be opened, or not whole
    std::vector<std::shared_ptr<const record::Record>> records;
    std::vector<wire::Event> events; ///< of the only record
    ImportedFile requests;           ///< of all files; its environments where there is one
    QStringList origins;             ///< of each request: the file's name, and its number where the file has several
};

/// Each as what it is. Takes as long as there is to read: for a pool thread.
OpenedFiles openedFiles(const QStringList &paths);

} // namespace session
