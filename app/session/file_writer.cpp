// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/file_writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <sys/stat.h>
#include <unistd.h>

namespace session {

namespace {

struct FileWriterWords {
    Q_DECLARE_TR_FUNCTIONS(session::writeFile)
};

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

// mkstemp makes the file for its owner alone, and never opens one that is there; rename does not look behind a link.
QString writeOwn(const QByteArray &path, const FileMaker &make)
{
    if (::access(path.constData(), F_OK) == 0 && ::access(path.constData(), W_OK) != 0)
        return qt_error_string(errno);
    QByteArray temporary = path.left(path.lastIndexOf('/') + 1) + ".interim-XXXXXX";
    const int fd = ::mkstemp(temporary.data());
    if (fd < 0)
        return qt_error_string(errno);
    bool done = true;
    int code = 0;
    const auto noted = [&](bool well) {
        code = well || !done ? code : errno; // the first failure counts
        return done = done && well;
    };
    const bool wanted = make([&](std::string_view bytes) { return done && noted(writeAll(fd, bytes)); });
    if (done && wanted)
        noted(::fsync(fd) == 0);
    noted(::close(fd) == 0);
    if (done && wanted && noted(::rename(temporary.constData(), path.constData()) == 0))
        return {};
    ::unlink(temporary.constData());
    return done ? QString() : qt_error_string(code);
}

} // namespace

QString writeFile(const QString &path, std::string_view bytes, FileAccess access)
{
    return writeFile(
        path,
        [bytes](const FileSink &sink) {
            sink(bytes); // its failure is told below
            return true;
        },
        access);
}

QString writeFile(const QString &path, const FileMaker &make, FileAccess access)
{
    const QFileInfo there(path);
    if (there.exists() && !there.isFile())
        return FileWriterWords::tr("it is no regular file");
    if (access == FileAccess::OwnerOnly)
        return writeOwn(QFile::encodeName(path), make);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    int code = 0; // QSaveFile says "Unknown error" for what a flush met
    bool written = true;
    // Flushed here: commit() does not look at what its own flush met (Qt 6.4), and would put an empty file in place.
    const auto noted = [&](bool done) {
        code = done ? code : errno;
        return written = done;
    };
    const bool wanted = make([&](std::string_view bytes) {
        const auto size = static_cast<qint64>(bytes.size());
        errno = 0;
        return written && noted(file.write(bytes.data(), size) == size);
    });
    if (!wanted)
        return {}; // the temporary file goes with `file`
    errno = 0;
    if (written && noted(file.flush() && file.commit()))
        return {};
    return code != 0 ? qt_error_string(code) : file.errorString();
}

void makeOwnFolder(const QString &folder)
{
    if (!QDir(folder).exists() && !QDir().mkpath(folder))
        return;
    const QByteArray path = QFile::encodeName(folder);
    struct stat there = {};
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    if (::stat(path.constData(), &there) == 0 && there.st_uid == ::geteuid() && (there.st_mode & others) != 0)
        ::chmod(path.constData(), there.st_mode & 07777 & ~others);
}

} // namespace session
