// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database_file.h"

#include "store/salvage.h"
#include "store/schema.h"
#include "store/sql_error.h"
#include "store/words.h"
#include "words/units.h"

#include <QAtomicInteger>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSqlError>
#include <QSqlQuery>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr qint64 smallFile = 32 << 20; ///< bytes; a whole check of this takes a fraction of a second
constexpr int lockWaitMs = 2000;       ///< for another Interim that mends the file, and for any program's lock of it
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// A connection's name is process-wide.
QString freshName()
{
    static QAtomicInteger<quint64> last;
    return u"interim-history-%1"_s.arg(last.fetchAndAddRelaxed(1));
}

bool ask(const QSqlDatabase &database, const QString &sql, QVariant *answer)
{
    QSqlQuery query(database);
    if (!query.exec(sql) || !query.next())
        return false;
    *answer = query.value(0);
    return true;
}

/// The first thing that is wrong in a small file; a large one is read as it is used.
bool looksWhole(const QSqlDatabase &database, const QString &path)
{
    QVariant encoding, check;
    if (!ask(database, u"PRAGMA encoding"_s, &encoding) || encoding.toString() != "UTF-8"_L1)
        return false;
    return QFileInfo(path).size() > smallFile
        || (ask(database, u"PRAGMA quick_check(1)"_s, &check) && check.toString() == "ok"_L1);
}

/// textOf() a file that this program makes.
QStringList soundText()
{
    const auto name = freshName();
    QStringList text;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(u":memory:"_s);
        QSqlError error;
        if (database.open() && migrate(database, steps(), &error) == Migration::Done)
            text = textOf(database);
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return text;
}

quint64 inodeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_ino : 0;
}

QString damagedName()
{
    const auto stamp = QDateTime::currentDateTime().toString(u"yyyyMMdd-hhmmss-zzz"_s);
    return u"history.damaged-%1.sqlite"_s.arg(stamp);
}

QString salvagedLine(const Salvaged &salvaged, const QString &kept)
{
    const auto much = salvaged.known == 1
        ? HistoryWords::tr("%1 of 1 exchange was read again").arg(salvaged.read)
        : HistoryWords::tr("%1 of %2 exchanges were read again")
              .arg(words::countText(salvaged.read, QLocale()), words::countText(salvaged.known, QLocale()));
    return HistoryWords::tr("The history was damaged: %1%2; the damaged file is kept at %3")
        .arg(much, salvaged.gaps ? HistoryWords::tr(", and others may be lost") : QString(), kept);
}

} // namespace

DatabaseFile::~DatabaseFile()
{
    close();
}

void DatabaseFile::close()
{
    disconnect();
    guard_.release();
}

void DatabaseFile::disconnect()
{
    if (connection_.isEmpty())
        return;
    database_.close();
    database_ = QSqlDatabase();
    QSqlDatabase::removeDatabase(connection_);
    connection_.clear();
    place_ = Place::Memory;
    lastReadOnly_ = 0;
}

void DatabaseFile::connectTo(const QString &name)
{
    disconnect();
    connection_ = freshName();
    database_ = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection_);
    database_.setDatabaseName(name);
    database_.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1"_s.arg(lockWaitMs));
}

QString DatabaseFile::inFolder(const QString &name) const
{
    return QDir(folder_).filePath(name);
}

QStringList DatabaseFile::open(const QString &folder)
{
    close();
    folder_ = folder;
    QStringList lines;
    if (folder.isEmpty())
        lines.append(openMemory({}));
    else
        lines = openFolder();
    lines.removeAll(QString());
    return lines;
}

QStringList DatabaseFile::openFolder()
{
    QStringList lines;
    if (!QDir(folder_).exists() && QDir().mkpath(folder_))
        QFile::setPermissions(folder_, ownerOnly | QFileDevice::ExeOwner); // recordings hold secrets
    else if (QFileInfo(folder_).isDir())
        lines.append(tighten(folder_));
    path_ = inFolder(fileName());
    // Held as long as the file is in use: nobody replaces a file that another window has open.
    const auto held = guard_.share(inFolder(u"history.guard"_s), lockWaitMs);
    if (held == FileGuard::Held::Other)
        lines.append(openMemory(
            HistoryWords::tr("Another Interim is mending the history in %1: what is sent now is kept until the "
                             "program ends; start it again in a while")
                .arg(folder_)));
    else
        lines += openOnDisk();
    return lines;
}

QStringList DatabaseFile::openOnDisk()
{
    finishReplacing();
    QStringList lines = tightenFiles();
    QString why;
    switch (openFile(&why)) {
    case Opened::Yes: break;
    case Opened::Damaged: lines.append(mend()); break;
    case Opened::Newer:
        lines.append(openMemory(
            HistoryWords::tr("The history in %1 was made by a newer Interim, and is left alone: what is sent now "
                             "is kept until the program ends; update Interim")
                .arg(folder_)));
        break;
    case Opened::No: lines.append(openReadOnly(why)); break;
    }
    return lines;
}

QStringList DatabaseFile::tightenFiles()
{
    QStringList lines;
    for (const auto *suffix : {"", "-wal", "-shm"})
        lines.append(tighten(path_ + QLatin1String(suffix)));
    return lines;
}

/// A program that mended the file was ended between its two renames: the new one was whole by then.
void DatabaseFile::finishReplacing()
{
    const auto fresh = inFolder(u"history.mended.sqlite"_s);
    if (!QFile::exists(fresh) || guard_.takeAlone() != FileGuard::Held::Yes)
        return;
    if (QFile::exists(path_))
        QFile::remove(fresh);
    else
        QFile::rename(fresh, path_);
    guard_.share({}, 0);
}

bool DatabaseFile::makeFile(QString *why)
{
    if (const QFileInfo info(path_); info.exists()) {
        if (!info.isFile())
            *why = HistoryWords::tr("%1 is no file").arg(path_);
        else if (!mayWrite(path_) || !mayWrite(folder_)) // SQLite makes its log beside it
            *why = HistoryWords::tr("it is read-only");
        return why->isEmpty();
    }
    const int file = ::open(QFile::encodeName(path_).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        *why = QString::fromLocal8Bit(std::strerror(errno));
        return false;
    }
    ::close(file); // the log beside it gets the same rights
    return true;
}

DatabaseFile::Opened DatabaseFile::openFile(QString *why)
{
    if (!makeFile(why))
        return Opened::No;
    connectTo(path_);
    const auto opened = examine(why);
    if (opened == Opened::Yes) {
        place_ = Place::Disk;
        inode_ = inodeOf(path_);
    }
    return opened;
}

// The file may be written (see makeFile), so that an error that is no passing one is the file's own.
DatabaseFile::Opened DatabaseFile::examine(QString *why)
{
    QSqlError error;
    if (!database_.open()) {
        error = database_.lastError();
    } else if (prepare(&error)) {
        switch (migrate(database_, steps(), &error)) {
        case Migration::Done:
            return textOf(database_) == soundText() && looksWhole(database_, path_) ? Opened::Yes : Opened::Damaged;
        case Migration::Newer: // or a damaged number: a newer version has other tables
            return textOf(database_) == soundText() ? Opened::Damaged : Opened::Newer;
        case Migration::Failed: break;
        }
    }
    *why = reasonOf(error);
    // What forbids writing stands in the file itself: its number of the format.
    return isPassing(error) && !forbidsWriting(error) ? Opened::No : Opened::Damaged;
}

// FULL: a commit is on the disk, not only in the system's memory, so that it outlives a power cut too.
bool DatabaseFile::prepare(QSqlError *error)
{
    QSqlQuery query(database_);
    for (const auto *pragma : {"auto_vacuum = INCREMENTAL", "journal_mode = WAL", "synchronous = FULL",
                               "secure_delete = ON", "journal_size_limit = 16777216"})
        if (!query.exec("PRAGMA "_L1 + QLatin1String(pragma))) {
            *error = query.lastError();
            return false;
        }
    return true;
}

QString DatabaseFile::openMemory(const QString &line)
{
    connectTo(u":memory:"_s);
    QSqlError error;
    if (!database_.open() || migrate(database_, steps(), &error) != Migration::Done)
        return HistoryWords::tr("There is no history: Qt's SQLite driver does not work (%1)")
            .arg(reasonOf(database_.isOpen() ? error : database_.lastError()));
    return line;
}

QString DatabaseFile::setAside()
{
    if (place_ == Place::Disk)
        return mend();
    return openMemory(
        place_ == Place::ReadOnly
            ? HistoryWords::tr("The history in %1 is damaged and read-only: it can be mended where it can be written; "
                               "what is sent now is kept until the program ends")
                  .arg(folder_)
            : HistoryWords::tr("The history was damaged: a new one was begun"));
}

/// Only what nobody else has open is replaced: another window would go on writing into the old one.
QString DatabaseFile::mend()
{
    disconnect();
    if (guard_.takeAlone() == FileGuard::Held::Other) {
        guard_.share({}, lockWaitMs);
        return openMemory(
            HistoryWords::tr("The history in %1 is damaged, and another Interim has it open: what is sent now is kept "
                             "until the program ends; close all windows and start one, it mends the history")
                .arg(folder_));
    }
    const auto fresh = inFolder(u"history.mended.sqlite"_s);
    QFile::remove(fresh);
    QFile::remove(fresh + u"-journal"_s);
    const auto salvaged = salvage(path_, fresh, words_);
    if (!salvaged.done)
        QFile::remove(fresh);
    const auto failed =
        HistoryWords::tr("The history in %1 is damaged, and cannot be mended (%2): what is sent now is kept until "
                         "the program ends")
            .arg(folder_, salvaged.why);
    const auto kept = salvaged.done ? replaceBy(fresh) : QString();
    guard_.share({}, lockWaitMs);
    QString why;
    if (kept.isEmpty() || openFile(&why) != Opened::Yes)
        return openMemory(failed);
    return salvagedLine(salvaged, kept);
}

/// Puts our file aside and the fresh one in its place. Returns where the old one is, "" where it cannot be moved.
QString DatabaseFile::replaceBy(const QString &fresh)
{
    const auto to = inFolder(damagedName());
    QFile::setPermissions(fresh, ownerOnly);
    QFile::setPermissions(path_, ownerOnly);
    if (!QFile::rename(path_, to))
        return {};
    QFile::remove(path_ + u"-shm"_s);
    QFile::rename(path_ + u"-wal"_s, to + u"-wal"_s);
    return QFile::rename(fresh, path_) ? to : QString();
}

bool DatabaseFile::takenAway() const
{
    return place_ == Place::Disk && inodeOf(path_) != inode_;
}

} // namespace store
