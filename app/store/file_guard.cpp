// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_guard.h"

#include "store/words.h"

#include <QFile>
#include <QThread>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace store {

namespace {

constexpr int lockStepMs = 20;
constexpr mode_t othersMode = S_IRWXG | S_IRWXO;

FileGuard::Held lockAs(int descriptor, int how)
{
    int done = 0;
    do
        done = ::flock(descriptor, how | LOCK_NB);
    while (done != 0 && errno == EINTR);
    if (done == 0)
        return FileGuard::Held::Yes;
    return errno == EWOULDBLOCK ? FileGuard::Held::Other : FileGuard::Held::NoLock;
}

} // namespace

FileGuard::~FileGuard()
{
    release();
}

FileGuard::Held FileGuard::share(const QString &path, int waitMs)
{
    if (descriptor_ < 0) // not blocking: in place of the file there may be a FIFO
        descriptor_ =
            ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (descriptor_ < 0)
        return Held::NoLock;
    for (int waited = 0;; waited += lockStepMs) {
        const auto held = lockAs(descriptor_, LOCK_SH);
        if (held != Held::Other || waited >= waitMs)
            return held;
        QThread::msleep(lockStepMs);
    }
}

FileGuard::Held FileGuard::takeAlone()
{
    return descriptor_ < 0 ? Held::NoLock : lockAs(descriptor_, LOCK_EX);
}

void FileGuard::release()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
    descriptor_ = -1;
}

QString tighten(const QString &path)
{
    const auto name = QFile::encodeName(path);
    struct stat status = {};
    if (::stat(name.constData(), &status) != 0 || (status.st_mode & othersMode) == 0)
        return {};
    if (::chmod(name.constData(), status.st_mode & 07777 & ~othersMode) != 0)
        return HistoryWords::tr(
                   "Others can read %1, which holds passwords and cookies as they were sent, and it cannot be changed"
                   " (%2): take their rights away")
            .arg(path, QString::fromLocal8Bit(std::strerror(errno)));
    return HistoryWords::tr(
               "Others could read %1, which holds passwords and cookies as they were sent: now only you can")
        .arg(path);
}

bool mayWrite(const QString &path)
{
    const auto name = QFile::encodeName(path);
    struct stat status = {};
    if (::stat(name.constData(), &status) != 0)
        return true;
    return (status.st_mode & S_IWUSR) != 0 && ::access(name.constData(), W_OK) == 0;
}

} // namespace store
