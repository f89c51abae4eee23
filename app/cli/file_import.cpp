// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/file_import.h"

#include "session/request_files.h"

namespace cli {

session::ImportedRequest requestOfFile(const QString &word, const QString &which)
{
    session::ImportedRequest out;
    const auto read = session::importFile(fileName(word));
    if (const auto *error = std::get_if<QString>(&read)) {
        out.error = *error;
        return out;
    }
    const auto &file = std::get<session::ImportedFile>(read);
    // A name was typed as bytes, one code point each.
    const auto chosen = session::chosenRequest(file, QString::fromUtf8(which.toLatin1()));
    if (const auto *error = std::get_if<QString>(&chosen)) {
        out.error = *error + (which.isEmpty() ? QStringLiteral(" (--request)") : QString());
        return out;
    }
    out = std::get<session::ImportedRequest>(chosen);
    out.taken += file.taken;
    return out;
}

} // namespace cli
