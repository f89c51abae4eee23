// SPDX-License-Identifier: GPL-3.0-or-later
// All that is read from and written to the history, on one connection and one thread. A call that fails returns
// false and leaves the tables as they were; takeLine() then says why in one line.
#pragma once

#include "store/database_file.h"
#include "store/entry.h"
#include "store/filter.h"

#include <QtCore/QByteArray>

#include <functional>

class QSqlQuery;

namespace store {

class HistoryDb {
public:
    /// Opens, and forgets what was deleted long ago. `folder` "" keeps all in memory.
    void open(const QString &folder);
    void close();
    bool onDisk() const { return file_.onDisk(); }
    Limits limits() const { return limits_; }
    /// What is to be told, once; "" for nothing.
    QString takeLine();

    /// On return the entry is on the disk, and has its id; `gone` are those that the limits cost.
    bool insert(Entry *entry, const QString &words, const QByteArray &bytes, QList<qint64> *gone);
    bool page(const Filter &filter, const Range &range, int most, Page *page);
    /// Those of the ids that the filter lets through, newest first.
    bool these(const Filter &filter, const QList<qint64> &ids, QList<Entry> *entries);
    /// The recording's bytes; empty, with true, when it is gone.
    bool bytesOf(qint64 id, QByteArray *bytes);
    bool totals(Totals *totals);

    /// Deleted entries are out of sight, and come back by restore() until forget() or ten minutes later.
    bool remove(const QList<qint64> &ids);
    bool restore(const QList<qint64> &ids);
    bool forget(const QList<qint64> &ids);
    bool pin(const QList<qint64> &ids, bool pinned);
    bool setLimits(const Limits &limits, QList<qint64> *gone);
    /// Gives up to `pages` unused pages back to the disk. Returns whether there are more.
    bool shrink(int pages);

    /// For tests that provoke errors.
    QSqlDatabase database() const { return file_.database(); }

private:
    using Work = std::function<bool(QSqlQuery &)>;
    bool read(const Work &work);
    bool write(const Work &work);
    bool inTransaction(const Work &work);
    bool recover(const QSqlError &error, const char *line);
    bool forEach(QSqlQuery &query, const char *sql, const QList<qint64> &ids);
    bool erase(QSqlQuery &query, const QList<qint64> &ids);
    bool enforce(QSqlQuery &query, qint64 newest, QList<qint64> *gone);
    void readLimits();
    void forgetOld();

    DatabaseFile file_;
    Limits limits_;
    QString line_;
};

} // namespace store
