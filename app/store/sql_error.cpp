// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql_error.h"

#include "store/words.h"

#include <QSqlError>

namespace store {

namespace {

// Primary result codes of SQLite.
enum Code {
    Busy = 5,
    Locked = 6,
    NoMemory = 7,
    ReadOnly = 8,
    Interrupted = 9,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26
};

} // namespace

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

bool isDamage(const QSqlError &error)
{
    return codeOf(error) == Corrupt || codeOf(error) == NotADatabase;
}

bool isPassing(const QSqlError &error)
{
    switch (codeOf(error)) {
    case Busy:
    case Locked:
    case NoMemory:
    case ReadOnly:
    case Interrupted:
    case InputOutput:
    case Full:
    case CannotOpen: return true;
    default: return false;
    }
}

bool isLock(const QSqlError &error)
{
    return codeOf(error) == Busy || codeOf(error) == Locked;
}

bool forbidsWriting(const QSqlError &error)
{
    return codeOf(error) == ReadOnly;
}

QString reasonOf(const QSqlError &error)
{
    switch (codeOf(error)) {
    case Full: return HistoryWords::tr("the disk is full");
    case ReadOnly:
    case CannotOpen: return HistoryWords::tr("it cannot be written");
    case InputOutput: return HistoryWords::tr("the disk does not take it: it may be full, or failing");
    case Busy:
    case Locked: return HistoryWords::tr("another program keeps it locked");
    case Corrupt:
    case NotADatabase: return HistoryWords::tr("it is damaged");
    default: return error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    }
}

} // namespace store
