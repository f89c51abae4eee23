// SPDX-License-Identifier: GPL-3.0-or-later
// All that is read from and written to the history, on one connection and one thread. A call that fails returns
// false and leaves the tables as they were; takeLine() then says why in one line.
#pragma once

#include "store/database_file.h"
#include "store/entry.h"
#include "store/filter.h"

#include <QByteArray>

#include <functional>

class QSqlQuery;

namespace store {

class HistoryDb {
public:
    /// Opens, and forgets what was deleted long ago. `folder` "" keeps all in memory. `words` says of an entry what
    /// the filter finds besides method and URL, where entries are read out of a damaged file.
    void open(const QString &folder, std::function<QString(const Entry &)> words = {});
    void close();
    Place place() const { return file_.place(); }
    Limits limits() const { return limits_; }
    /// The next line that is to be told; "" for nothing.
    QString takeLine();
    /// Of the last call that failed: whether it may work later.
    bool failedForNow() const { return failedForNow_; }

    /// On return the entry is on the disk, and has its id; `dropped` are those that the limits cost.
    bool insert(Entry *entry, const QString &words, const QByteArray &bytes, Dropped *dropped);
    bool page(const Filter &filter, const Range &range, int most, Page *page);
    /// Those of the ids that the filter lets through, newest first.
    bool these(const Filter &filter, const QList<qint64> &ids, QList<Entry> *entries);
    /// The recording's bytes; empty, with true, when it is gone.
    bool bytesOf(qint64 id, QByteArray *bytes);
    bool totals(Totals *totals);

    /// Deleted entries are out of sight, and come back by restore() until forget() or ten minutes later. Entries of a
    /// history that is read-only are neither deleted nor pinned: false, with a line.
    bool remove(const QList<qint64> &ids);
    bool restore(const QList<qint64> &ids);
    bool forget(const QList<qint64> &ids);
    bool pin(const QList<qint64> &ids, bool pinned);
    bool setLimits(const Limits &limits, Dropped *dropped);
    /// Gives up to `pages` unused pages back to the disk. Returns whether there are more.
    bool shrink(int pages);

    /// For tests that provoke errors.
    QSqlDatabase database() const { return file_.database(); }

private:
    using Work = std::function<bool(QSqlQuery &)>;
    bool read(const Work &work);
    bool write(const Work &work);
    bool inTransaction(const Work &work);
    bool recover(const QSqlError &error, const QString &line);
    bool forEach(QSqlQuery &query, const char *sql, const QList<qint64> &ids);
    bool erase(QSqlQuery &query, const QList<qint64> &ids);
    bool enforce(QSqlQuery &query, qint64 newest, Dropped *dropped);
    bool take(QSqlQuery &query, bool seatOnly, qint64 newest, const Limits &limits, Dropped *dropped);
    bool mayChange(const QList<qint64> &ids);
    void lookForFile();
    void reopen(const QStringList &lines);
    void readLimits();
    void forgetOld();

    DatabaseFile file_;
    Limits limits_;
    QStringList lines_;
    bool failedForNow_ = false;
};

} // namespace store
