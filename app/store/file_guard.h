// SPDX-License-Identifier: GPL-3.0-or-later
// Who uses the history's folder, and who else can read it. The lock is the kernel's (flock): it ends with the program
// that held it, however that ended, and what an old lock file holds does not matter.
#pragma once

#include <QString>

namespace store {

class FileGuard {
public:
    enum class Held { Yes, Other /**< another program has it */, NoLock /**< no lock can be had here */ };

    FileGuard() = default;
    ~FileGuard();
    FileGuard(const FileGuard &) = delete;
    FileGuard &operator=(const FileGuard &) = delete;

    /// As one of many; waits at most `waitMs` for a program that holds it alone.
    Held share(const QString &path, int waitMs);
    /// From share() to alone, at once or not at all; then share() is to be called again, or release().
    Held takeAlone();
    void release();

private:
    int descriptor_ = -1;
};

/// Takes the rights of group and others from a file or folder; "" when there were none, else a line that says it, or
/// that it could not be done. A path where nothing is is all right.
QString tighten(const QString &path);

/// Whether a file may be written, or made: its mode allows it to its owner, and the system to this user. Root may do
/// all, but what its owner made read-only stays so.
bool mayWrite(const QString &path);

} // namespace store
