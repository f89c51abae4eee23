// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to the history's file. What cannot be opened is replaced by memory for this run, a damaged file is
// set aside under another name and a new one begun; each with one line that says so.
#pragma once

#include <QtCore/QString>
#include <QtSql/QSqlDatabase>

class QSqlError;

namespace store {

class DatabaseFile {
public:
    DatabaseFile() = default;
    ~DatabaseFile();
    DatabaseFile(const DatabaseFile &) = delete;
    DatabaseFile &operator=(const DatabaseFile &) = delete;

    /// `folder` is made where it is missing; "" for memory. Returns a line for people, "" when all went well.
    QString open(const QString &folder);
    /// Puts the file aside and begins a new one. Returns the line that says so.
    QString setAside();
    void close();
    /// Valid from open() to close(), on the thread that called open().
    QSqlDatabase database() const { return database_; }
    bool onDisk() const { return !path_.isEmpty(); }

    static QString fileName() { return QStringLiteral("history.sqlite"); }

private:
    enum class Opened { Yes, Damaged, Newer, No };
    Opened openFile(QString *why);
    bool prepare(QSqlError *error);
    QString openMemory(const QString &line);
    QString moveAway();
    void connectTo(const QString &name);

    QString folder_;
    QString path_; // "" in memory
    QSqlDatabase database_;
    QString connection_;
};

/// SQLite's primary result code of an error, 0 for none.
int codeOf(const QSqlError &error);
/// The file is no database, or its pages do not fit together.
bool isDamage(const QSqlError &error);
/// Why something failed, in words a person can act on: "the disk is full".
QString reasonOf(const QSqlError &error);

} // namespace store
