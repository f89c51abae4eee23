// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_db.h"

#include "store/rows.h"
#include "store/sql_error.h"
#include "store/words.h"

#include <QDateTime>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr qint64 trashKeptMs = 10 * 60 * 1000;
constexpr quint64 mostInMemory = 64 << 20;

/// Of the limits, what exchanges seen from the lab's seat may take.
constexpr int seatShare = 5;

} // namespace

void HistoryDb::open(const QString &folder, std::function<QString(const Entry &)> words)
{
    file_.setWords(std::move(words));
    reopen(file_.open(folder));
}

void HistoryDb::reopen(const QStringList &lines)
{
    lines_ += lines;
    readLimits();
    forgetOld();
}

void HistoryDb::close()
{
    file_.close();
}

QString HistoryDb::takeLine()
{
    return lines_.isEmpty() ? QString() : lines_.takeFirst();
}

// Keeps the line, and begins anew where the file is damaged: true when trying again makes sense.
bool HistoryDb::recover(const QSqlError &error, const QString &line)
{
    failedForNow_ = isPassing(error);
    if (isDamage(error)) {
        lines_.append(file_.setAside());
        return true;
    }
    lines_.append(line.arg(reasonOf(error)));
    return false;
}

/// A file that somebody moved or deleted takes what is written to it along.
void HistoryDb::lookForFile()
{
    if (!file_.takenAway())
        return;
    const auto folder = file_.folder();
    const auto line = HistoryWords::tr("The history's file in %1 was taken away: a new one "
                                       "was begun")
                          .arg(folder);
    reopen(QStringList(line) + file_.open(folder));
}

bool HistoryDb::read(const Work &work)
{
    for (int round = 0; round < 2; ++round) {
        QSqlQuery query(file_.database());
        query.setForwardOnly(true);
        if (work(query))
            return true;
        const auto error = query.lastError();
        query.clear(); // of a connection that recover() may close
        query = QSqlQuery();
        if (!recover(error, HistoryWords::tr("The history cannot be read: %1")))
            break;
    }
    return false;
}

bool HistoryDb::inTransaction(const Work &work)
{
    QSqlError error;
    {
        QSqlQuery query(file_.database());
        if (query.exec(u"BEGIN IMMEDIATE"_s)) {
            if (work(query) && query.exec(u"COMMIT"_s))
                return true;
            error = query.lastError();
            query.exec(u"ROLLBACK"_s);
        } else {
            error = query.lastError();
        }
    }
    return recover(error,
                   HistoryWords::tr("The history cannot be written: %1; what is sent now waits "
                                    "in memory, and is written as soon as that can be"))
        && false;
}

// Once more on the new file that takes a damaged one's place.
bool HistoryDb::write(const Work &work)
{
    lookForFile();
    const auto before = file_.database().connectionName();
    return inTransaction(work) || (file_.database().connectionName() != before && inTransaction(work));
}

bool HistoryDb::insert(Entry *entry, const QString &words, const QByteArray &bytes, Dropped *dropped)
{
    entry->bytes = static_cast<quint64>(bytes.size());
    return write([&](QSqlQuery &query) {
        *dropped = {};
        entry->id = 0;
        return insertRows(query, entry, searchText(*entry, words), bytes) && enforce(query, entry->id, dropped);
    });
}

/// The oldest that are not pinned go until the limits hold; never the newest.
bool HistoryDb::enforce(QSqlQuery &query, qint64 newest, Dropped *dropped)
{
    auto limits = limits_;
    if (file_.place() != Place::Disk)
        limits.bytes = std::min(limits.bytes, mostInMemory);
    const Limits forSeats{std::max(1, limits.exchanges / seatShare), limits.bytes / seatShare};
    return take(query, true, newest, forSeats, dropped) && take(query, false, newest, limits, dropped);
}

bool HistoryDb::take(QSqlQuery &query, bool seatOnly, qint64 newest, const Limits &limits, Dropped *dropped)
{
    const auto which =
        u" FROM exchange WHERE trashed = 0 AND pinned = 0%1"_s.arg(seatOnly ? u" AND seat = 1"_s : QString());
    if (!query.exec(u"SELECT count(*), coalesce(sum(size), 0)"_s + which) || !query.next())
        return false;
    auto count = query.value(0).toLongLong();
    auto bytes = query.value(1).toULongLong();
    if (count <= limits.exchanges && bytes <= limits.bytes)
        return true;
    if (!run(query, u"SELECT id, size"_s + which + u" AND id <> ? ORDER BY id"_s, {newest}))
        return false;
    QList<qint64> ids;
    while ((count > limits.exchanges || bytes > limits.bytes) && query.next()) {
        ++(seatOnly ? dropped->bySeat : count > limits.exchanges ? dropped->byCount : dropped->byBytes);
        ids.append(query.value(0).toLongLong());
        --count;
        bytes -= query.value(1).toULongLong();
    }
    dropped->ids += ids;
    return erase(query, ids);
}

bool HistoryDb::forEach(QSqlQuery &query, const char *sql, const QList<qint64> &ids)
{
    if (!query.prepare(QLatin1String(sql)))
        return false;
    for (const auto id : ids) {
        query.bindValue(0, id);
        if (!query.exec())
            return false;
    }
    return true;
}

bool HistoryDb::erase(QSqlQuery &query, const QList<qint64> &ids)
{
    return ids.isEmpty()
        || (forEach(query, "DELETE FROM recording WHERE id = ?", ids)
            && forEach(query, "DELETE FROM exchange WHERE id = ?", ids));
}

bool HistoryDb::page(const Filter &filter, const Range &range, int most, Page *page)
{
    const auto clause = clauseOf(filter);
    QVariantList values{range.after, range.before > 0 ? range.before : std::numeric_limits<qint64>::max()};
    for (const auto &value : clause.values)
        values.append(value);
    values.append(most + 1);
    return read([&](QSqlQuery &query) {
        *page = {};
        if (!run(query,
                 u"SELECT %1 FROM %2 WHERE id > ? AND id < ? AND +trashed = 0%3"
                 " ORDER BY id DESC LIMIT ?"_s.arg(QLatin1String(entryColumns), file_.shownExchanges(), clause.sql),
                 values))
            return false;
        while (query.next())
            if (page->entries.size() < most)
                page->entries.append(entryOfRow(query));
            else
                page->more = true;
        return !query.lastError().isValid();
    });
}

bool HistoryDb::these(const Filter &filter, const QList<qint64> &ids, QList<Entry> *entries)
{
    const auto clause = clauseOf(filter);
    return read([&](QSqlQuery &query) {
        entries->clear();
        const auto sql = u"SELECT %1 FROM %2 WHERE id = ? AND trashed = 0%3"_s.arg(QLatin1String(entryColumns),
                                                                                   file_.shownExchanges(), clause.sql);
        for (const auto id : ids) {
            QVariantList values{id};
            for (const auto &value : clause.values)
                values.append(value);
            if (!run(query, sql, values))
                return false;
            if (query.next())
                entries->append(entryOfRow(query));
        }
        std::sort(entries->begin(), entries->end(), [](const Entry &a, const Entry &b) { return a.id > b.id; });
        return true;
    });
}

bool HistoryDb::bytesOf(qint64 id, QByteArray *bytes)
{
    return read([&](QSqlQuery &query) {
        if (!run(query, u"SELECT bytes FROM %1 WHERE id = ?"_s.arg(file_.shownRecordings()), {id}))
            return false;
        *bytes = query.next() ? query.value(0).toByteArray() : QByteArray();
        return !query.lastError().isValid();
    });
}

bool HistoryDb::totals(Totals *totals)
{
    return read([&](QSqlQuery &query) {
        if (!query.exec(u"SELECT count(*), coalesce(sum(pinned), 0), coalesce(sum(size), 0)"
                        " FROM %1 WHERE trashed = 0"_s.arg(file_.shownExchanges()))
            || !query.next())
            return false;
        *totals = {query.value(0).toInt(), query.value(1).toInt(), query.value(2).toULongLong()};
        return true;
    });
}

bool HistoryDb::mayChange(const QList<qint64> &ids)
{
    const auto last = file_.lastReadOnly();
    if (std::all_of(ids.begin(), ids.end(), [last](qint64 id) { return id > last; }))
        return true;
    lines_.append(HistoryWords::tr("The history is read-only: what it holds can be neither "
                                   "deleted nor pinned"));
    return false;
}

bool HistoryDb::remove(const QList<qint64> &ids)
{
    if (!mayChange(ids))
        return false;
    const auto now = QDateTime::currentMSecsSinceEpoch();
    const auto sql = u"UPDATE exchange SET trashed = %1 WHERE id = ?"_s.arg(now).toLatin1();
    return write([&](QSqlQuery &query) { return forEach(query, sql.constData(), ids); });
}

bool HistoryDb::restore(const QList<qint64> &ids)
{
    return write([&](QSqlQuery &query) { return forEach(query, "UPDATE exchange SET trashed = 0 WHERE id = ?", ids); });
}

bool HistoryDb::forget(const QList<qint64> &ids)
{
    return ids.isEmpty() || write([&](QSqlQuery &query) { return erase(query, ids); });
}

bool HistoryDb::pin(const QList<qint64> &ids, bool pinned)
{
    if (!mayChange(ids))
        return false;
    const auto *sql =
        pinned ? "UPDATE exchange SET pinned = 1 WHERE id = ?" : "UPDATE exchange SET pinned = 0 WHERE id = ?";
    return write([&](QSqlQuery &query) { return forEach(query, sql, ids); });
}

bool HistoryDb::setLimits(const Limits &limits, Dropped *dropped)
{
    const auto before = std::exchange(limits_, limits);
    const bool done = write([&](QSqlQuery &query) {
        *dropped = {};
        const auto sql = u"INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"_s;
        return run(query, sql, {u"exchanges"_s, limits.exchanges})
            && run(query, sql, {u"bytes"_s, static_cast<qint64>(limits.bytes)}) && enforce(query, 0, dropped);
    });
    if (!done)
        limits_ = before;
    return done;
}

void HistoryDb::readLimits()
{
    limits_ = {};
    QSqlQuery query(file_.database());
    if (!query.exec(u"SELECT name, value FROM setting"_s))
        return;
    while (query.next())
        if (query.value(0).toString() == "exchanges"_L1)
            limits_.exchanges = std::max(1, query.value(1).toInt());
        else if (query.value(0).toString() == "bytes"_L1)
            limits_.bytes = query.value(1).toULongLong();
}

/// What another run deleted and had no time to forget; a window that still offers to undo is younger.
void HistoryDb::forgetOld()
{
    const auto then = QDateTime::currentMSecsSinceEpoch() - trashKeptMs;
    QList<qint64> ids;
    QSqlQuery query(file_.database());
    if (!run(query, u"SELECT id FROM exchange WHERE trashed > 0 AND trashed < ?"_s, {then}))
        return;
    while (query.next())
        ids.append(query.value(0).toLongLong());
    query.clear();
    forget(ids);
}

// A step of this pragma frees one page, and QtSql steps once.
bool HistoryDb::shrink(int pages)
{
    if (file_.place() != Place::Disk)
        return false;
    qint64 unused = 0;
    const auto count = [&](QSqlQuery &query) {
        return query.exec(u"PRAGMA freelist_count"_s) && query.next() && (unused = query.value(0).toLongLong(), true);
    };
    if (!read(count) || unused == 0)
        return false;
    const auto most = std::min<qint64>(pages, unused);
    const bool done = write([&](QSqlQuery &query) {
        if (!query.prepare(u"PRAGMA incremental_vacuum(1)"_s))
            return false;
        for (qint64 i = 0; i < most; ++i)
            if (!query.exec())
                return false;
        return true;
    });
    return done && unused > most;
}

} // namespace store
