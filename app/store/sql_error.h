// SPDX-License-Identifier: GPL-3.0-or-later
// What SQLite's errors mean for the history.
#pragma once

#include <QString>

class QSqlError;

namespace store {

/// SQLite's primary result code of an error, 0 for none.
int codeOf(const QSqlError &error);
/// The file is no database, or its pages do not fit together.
bool isDamage(const QSqlError &error);
/// It may work in a while, or elsewhere: the lock of another program, a full disk, rights. What is left says that the
/// file is not what it should be.
bool isPassing(const QSqlError &error);
/// Another program has it.
bool isLock(const QSqlError &error);
/// The file forbids writing, though the system allows it.
bool forbidsWriting(const QSqlError &error);
/// Why something failed, in words a person can act on: "the disk is full".
QString reasonOf(const QSqlError &error);

} // namespace store
