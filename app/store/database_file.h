// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to the history's file. What cannot be opened is replaced by memory for this run; what cannot be
// written is shown beside memory that takes what is new; of a damaged file a new one is made of what can be read, and
// the old one is kept under another name. Each with one line that says so.
#pragma once

#include "store/entry.h"
#include "store/file_guard.h"

#include <QSqlDatabase>
#include <QString>
#include <QStringList>

#include <functional>

using namespace Qt::StringLiterals;

class QSqlError;

namespace store {

class DatabaseFile {
public:
    DatabaseFile() = default;
    ~DatabaseFile();
    DatabaseFile(const DatabaseFile &) = delete;
    DatabaseFile &operator=(const DatabaseFile &) = delete;

    /// What else of an entry the filter finds, for entries that are read out of a damaged file.
    void setWords(std::function<QString(const Entry &)> words) { words_ = std::move(words); }
    /// `folder` is made where it is missing; "" for memory. Returns lines for people, none when all went well. May take
    /// 4 s where other programs hold locks, and as long as reading the file takes where it is damaged.
    QStringList open(const QString &folder);
    /// Makes a new file of what can be read, and puts the old one aside. Returns the line that says so.
    QString setAside();
    void close();
    QString folder() const { return folder_; }
    /// Whether another file, or none, is now where ours was opened.
    bool takenAway() const;
    /// Valid from open() to close(), on the thread that called open().
    QSqlDatabase database() const { return database_; }
    Place place() const { return place_; }
    /// Reading happens from these: in Place::ReadOnly they join what is on the disk with what is in memory.
    QString shownExchanges() const;
    QString shownRecordings() const;
    /// The newest id that can be neither deleted nor pinned; 0 but for Place::ReadOnly.
    qint64 lastReadOnly() const { return lastReadOnly_; }

    static QString fileName() { return u"history.sqlite"_s; }

private:
    enum class Opened { Yes, Damaged, Newer, No };
    QStringList openFolder();
    QStringList openOnDisk();
    Opened openFile(QString *why);
    Opened examine(QString *why);
    bool prepare(QSqlError *error);
    QString openReadOnly(const QString &why);
    bool attach(const QString &how);
    bool joinAttached(int version);
    QString openMemory(const QString &line);
    QString mend();
    QString replaceBy(const QString &fresh);
    bool makeFile(QString *why);
    void finishReplacing();
    QStringList tightenFiles();
    void disconnect();
    void connectTo(const QString &name);
    QString inFolder(const QString &name) const;

    std::function<QString(const Entry &)> words_;
    FileGuard guard_;
    QString folder_;
    QString path_; // "" in memory
    Place place_ = Place::Memory;
    qint64 lastReadOnly_ = 0;
    quint64 inode_ = 0;
    bool locked_ = false; // attach() failed since another program writes
    QSqlDatabase database_;
    QString connection_;
};

} // namespace store
