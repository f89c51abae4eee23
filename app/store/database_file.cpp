// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database_file.h"

#include "store/schema.h"

#include <QtCore/QAtomicInteger>
#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace store {

namespace {

// Primary result codes of SQLite.
enum Code { Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26 };

constexpr qint64 smallFile = 32 << 20; ///< bytes; a whole check of this takes a fraction of a second
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString words(const char *text)
{
    return QCoreApplication::translate("store::History", text);
}

/// A connection's name is process-wide.
QString freshName()
{
    static QAtomicInteger<quint64> last;
    return QStringLiteral("interim-history-%1").arg(last.fetchAndAddRelaxed(1));
}

/// The first thing that is wrong in a small file; a large one is read as it is used.
bool looksWhole(const QSqlDatabase &database, const QString &path)
{
    if (QFileInfo(path).size() > smallFile)
        return true;
    QSqlQuery query(database);
    return query.exec(QStringLiteral("PRAGMA quick_check(1)")) && query.next()
        && query.value(0).toString() == QLatin1String("ok");
}

} // namespace

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

bool isDamage(const QSqlError &error)
{
    return codeOf(error) == Corrupt || codeOf(error) == NotADatabase;
}

QString reasonOf(const QSqlError &error)
{
    switch (codeOf(error)) {
    case Full: return words("the disk is full");
    case ReadOnly:
    case CannotOpen: return words("it cannot be written");
    case Busy:
    case Locked: return words("another program keeps it locked");
    case Corrupt:
    case NotADatabase: return words("it is damaged");
    default: return error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    }
}

DatabaseFile::~DatabaseFile()
{
    close();
}

void DatabaseFile::close()
{
    if (connection_.isEmpty())
        return;
    database_.close();
    database_ = QSqlDatabase();
    QSqlDatabase::removeDatabase(connection_);
    connection_.clear();
}

void DatabaseFile::connectTo(const QString &name)
{
    close();
    connection_ = freshName();
    database_ = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection_);
    database_.setDatabaseName(name);
    database_.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
}

QString DatabaseFile::open(const QString &folder)
{
    folder_ = folder;
    if (folder.isEmpty())
        return openMemory({});
    if (!QDir(folder).exists() && QDir().mkpath(folder))
        QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner); // recordings hold secrets
    QLockFile lock(QDir(folder).filePath(QStringLiteral("history.lock")));
    lock.tryLock(10000); // two programs that begin at once; where no lock can be made there is no file either
    path_ = QDir(folder).filePath(fileName());
    QString why;
    auto opened = openFile(&why);
    QString line;
    if (opened == Opened::Damaged) {
        close();
        line = moveAway();
        opened = openFile(&why);
    }
    if (opened == Opened::Yes)
        return line;
    if (opened == Opened::Newer)
        return openMemory(words("The history in %1 was made by a newer Interim: what is sent now is kept until the "
                                "program ends; update Interim").arg(folder));
    return openMemory(words("The history in %1 cannot be used (%2): what is sent now is kept until the program ends")
                          .arg(folder, why));
}

DatabaseFile::Opened DatabaseFile::openFile(QString *why)
{
    QFile file(path_);
    const bool there = file.exists();
    if (!file.open(QIODevice::ReadWrite)) {
        *why = file.errorString();
        return Opened::No;
    }
    if (!there)
        file.setPermissions(ownerOnly); // the log beside it gets the same
    file.close();
    connectTo(path_);
    QSqlError error;
    if (!database_.open())
        error = database_.lastError();
    else if (prepare(&error)) {
        const auto migrated = migrate(database_, steps(), &error);
        if (migrated == Migration::Newer)
            return Opened::Newer;
        if (migrated == Migration::Done)
            return looksWhole(database_, path_) ? Opened::Yes : Opened::Damaged;
    }
    *why = reasonOf(error);
    return isDamage(error) ? Opened::Damaged : Opened::No;
}

// FULL: a commit is on the disk, not only in the system's memory, so that it outlives a power cut too.
bool DatabaseFile::prepare(QSqlError *error)
{
    QSqlQuery query(database_);
    for (const auto *pragma : {"auto_vacuum = INCREMENTAL", "journal_mode = WAL", "synchronous = FULL",
                               "secure_delete = ON", "journal_size_limit = 16777216"})
        if (!query.exec(QLatin1String("PRAGMA ") + QLatin1String(pragma))) {
            *error = query.lastError();
            return false;
        }
    return true;
}

QString DatabaseFile::openMemory(const QString &line)
{
    path_.clear();
    connectTo(QStringLiteral(":memory:"));
    QSqlError error;
    if (!database_.open() || migrate(database_, steps(), &error) != Migration::Done)
        return words("There is no history: Qt's SQLite driver does not work (%1)")
            .arg(reasonOf(database_.isOpen() ? error : database_.lastError()));
    return line;
}

QString DatabaseFile::moveAway()
{
    const auto stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
    const auto name = QStringLiteral("history.damaged-%1.sqlite").arg(stamp);
    const auto to = QDir(folder_).filePath(name);
    QFile::remove(path_ + QStringLiteral("-shm"));
    QFile::rename(path_ + QStringLiteral("-wal"), to + QStringLiteral("-wal"));
    if (!QFile::rename(path_, to))
        return words("The history in %1 is damaged and cannot be set aside").arg(folder_);
    return words("The history was damaged: it was set aside as %1, and a new one was begun").arg(name);
}

QString DatabaseFile::setAside()
{
    if (!onDisk())
        return openMemory(words("The history was damaged: a new one was begun"));
    close();
    const auto line = moveAway();
    QString why;
    return openFile(&why) == Opened::Yes ? line : openMemory(line);
}

} // namespace store
