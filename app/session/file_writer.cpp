// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/file_writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace session {

QString writeFile(const QString &path, std::string_view bytes, FileAccess access)
{
    const QFileInfo there(path);
    if (there.exists() && !there.isFile())
        return QCoreApplication::translate("session::writeFile", "it is no regular file");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    if (access == FileAccess::OwnerOnly)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const auto size = static_cast<qint64>(bytes.size());
    errno = 0;
    // Flushed here: commit() does not look at what its own flush met (Qt 6.4), and would put an empty file in place.
    if (file.write(bytes.data(), size) == size && file.flush() && file.commit())
        return {};
    const int code = errno; // QSaveFile says "Unknown error" for what a flush met
    return code != 0 ? qt_error_string(code) : file.errorString();
}

void makeOwnFolder(const QString &folder)
{
    if (!QDir(folder).exists() && QDir().mkpath(folder))
        QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

} // namespace session
