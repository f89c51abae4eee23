// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_db.h"

#include "store/summary.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QVariant>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <algorithm>
#include <limits>
#include <utility>

namespace store {

namespace {

constexpr qint64 trashKeptMs = 10 * 60 * 1000;
constexpr quint64 mostInMemory = 64 << 20;

constexpr char columns[] = "id, at, method, url, lab, outcome, expect, gate, pause, duration, statuses, reasons,"
                           " size, pinned";

Entry rowOf(const QSqlQuery &query)
{
    Entry entry;
    entry.id = query.value(0).toLongLong();
    entry.at = query.value(1).toLongLong();
    entry.method = query.value(2).toString();
    entry.url = query.value(3).toString();
    entry.lab = query.value(4).toBool();
    entry.outcome = outcomeOf(query.value(5).toString());
    entry.expect = query.value(6).toBool();
    entry.gate = gateOf(query.value(7).toString());
    entry.pauseNs = query.value(8).toLongLong();
    entry.durationNs = query.value(9).toLongLong();
    const auto statuses = query.value(10).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto reasons = query.value(11).toString().split(QLatin1Char(' '));
    for (qsizetype i = 0; i < statuses.size(); ++i)
        entry.attempts.append({reasons.value(i), statuses[i].toInt()});
    entry.bytes = query.value(12).toULongLong();
    entry.pinned = query.value(13).toBool();
    return entry;
}

QString reasonsText(const Entry &entry)
{
    QStringList reasons;
    for (const auto &attempt : entry.attempts)
        reasons.append(attempt.reason);
    return reasons.join(QLatin1Char(' '));
}

/// A null QString would be NULL.
QVariant textValue(const QString &text)
{
    return text.isNull() ? QString(QLatin1String("")) : text;
}

QVariantList valuesOf(const Entry &entry, const QString &words)
{
    return {entry.at, textValue(entry.method), textValue(entry.url), int(entry.lab), toText(keyOf(entry.outcome)),
            int(entry.expect), toText(keyOf(entry.gate)), entry.pauseNs, entry.durationNs, statusesText(entry),
            textValue(reasonsText(entry)), searchText(entry, words), static_cast<qint64>(entry.bytes),
            int(entry.pinned)};
}

/// One statement with its values.
bool run(QSqlQuery &query, const QString &sql, const QVariantList &values = {})
{
    if (values.isEmpty())
        return query.exec(sql);
    if (!query.prepare(sql))
        return false;
    for (const auto &value : values)
        query.addBindValue(value);
    return query.exec();
}

} // namespace

void HistoryDb::open(const QString &folder)
{
    line_ = file_.open(folder);
    readLimits();
    forgetOld();
}

void HistoryDb::close()
{
    file_.close();
}

QString HistoryDb::takeLine()
{
    return std::exchange(line_, {});
}

// Keeps the line, and begins anew where the file is damaged: true when trying again makes sense.
bool HistoryDb::recover(const QSqlError &error, const char *line)
{
    if (isDamage(error)) {
        line_ = file_.setAside();
        return true;
    }
    line_ = QCoreApplication::translate("store::History", line).arg(reasonOf(error));
    return false;
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
        if (!recover(error, QT_TRANSLATE_NOOP("store::History", "The history cannot be read: %1")))
            break;
    }
    return false;
}

bool HistoryDb::inTransaction(const Work &work)
{
    QSqlError error;
    {
        QSqlQuery query(file_.database());
        if (query.exec(QStringLiteral("BEGIN IMMEDIATE"))) {
            if (work(query) && query.exec(QStringLiteral("COMMIT")))
                return true;
            error = query.lastError();
            query.exec(QStringLiteral("ROLLBACK"));
        } else {
            error = query.lastError();
        }
    }
    return recover(error, QT_TRANSLATE_NOOP("store::History", "The history cannot be written: %1; make room or choose "
                                                               "another place, the program goes on without"))
        && false;
}

// Once more on the new file that takes a damaged one's place: recover() left a fresh, empty one.
bool HistoryDb::write(const Work &work)
{
    const auto before = file_.database().connectionName();
    if (inTransaction(work))
        return true;
    if (file_.database().connectionName() == before)
        return false;
    const auto line = line_;
    const bool done = inTransaction(work);
    if (done)
        line_ = line;
    return done;
}

bool HistoryDb::insert(Entry *entry, const QString &words, const QByteArray &bytes, QList<qint64> *gone)
{
    entry->bytes = static_cast<quint64>(bytes.size());
    return write([&](QSqlQuery &query) {
        const auto sql = QStringLiteral("INSERT INTO exchange (at, method, url, lab, outcome, expect, gate, pause,"
                                        " duration, statuses, reasons, search, size, pinned)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!run(query, sql, valuesOf(*entry, words)))
            return false;
        entry->id = query.lastInsertId().toLongLong();
        if (!run(query, QStringLiteral("INSERT INTO recording (id, bytes) VALUES (?, ?)"), {entry->id, bytes}))
            return false;
        gone->clear();
        return enforce(query, entry->id, gone);
    });
}

/// The oldest that are not pinned go until the limits hold; never the newest.
bool HistoryDb::enforce(QSqlQuery &query, qint64 newest, QList<qint64> *gone)
{
    if (!query.exec(QStringLiteral("SELECT count(*), coalesce(sum(size), 0) FROM exchange"
                                   " WHERE trashed = 0 AND pinned = 0"))
        || !query.next())
        return false;
    auto count = query.value(0).toLongLong();
    auto bytes = query.value(1).toULongLong();
    const auto most = file_.onDisk() ? limits_.bytes : std::min(limits_.bytes, mostInMemory);
    if (count <= limits_.exchanges && bytes <= most)
        return true;
    if (!run(query, QStringLiteral("SELECT id, size FROM exchange WHERE trashed = 0 AND pinned = 0 AND id <> ?"
                                   " ORDER BY id"), {newest}))
        return false;
    while ((count > limits_.exchanges || bytes > most) && query.next()) {
        gone->append(query.value(0).toLongLong());
        --count;
        bytes -= query.value(1).toULongLong();
    }
    return erase(query, *gone);
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
        if (!run(query, QStringLiteral("SELECT %1 FROM exchange WHERE id > ? AND id < ? AND +trashed = 0%2"
                                       " ORDER BY id DESC LIMIT ?").arg(QLatin1String(columns), clause.sql), values))
            return false;
        while (query.next())
            if (page->entries.size() < most)
                page->entries.append(rowOf(query));
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
        const auto sql = QStringLiteral("SELECT %1 FROM exchange WHERE id = ? AND trashed = 0%2")
                             .arg(QLatin1String(columns), clause.sql);
        for (const auto id : ids) {
            QVariantList values{id};
            for (const auto &value : clause.values)
                values.append(value);
            if (!run(query, sql, values))
                return false;
            if (query.next())
                entries->append(rowOf(query));
        }
        std::sort(entries->begin(), entries->end(), [](const Entry &a, const Entry &b) { return a.id > b.id; });
        return true;
    });
}

bool HistoryDb::bytesOf(qint64 id, QByteArray *bytes)
{
    return read([&](QSqlQuery &query) {
        if (!run(query, QStringLiteral("SELECT bytes FROM recording WHERE id = ?"), {id}))
            return false;
        *bytes = query.next() ? query.value(0).toByteArray() : QByteArray();
        return !query.lastError().isValid();
    });
}

bool HistoryDb::totals(Totals *totals)
{
    return read([&](QSqlQuery &query) {
        if (!query.exec(QStringLiteral("SELECT count(*), coalesce(sum(pinned), 0), coalesce(sum(size), 0)"
                                       " FROM exchange WHERE trashed = 0"))
            || !query.next())
            return false;
        *totals = {query.value(0).toInt(), query.value(1).toInt(), query.value(2).toULongLong()};
        return true;
    });
}

bool HistoryDb::remove(const QList<qint64> &ids)
{
    const auto now = QDateTime::currentMSecsSinceEpoch();
    const auto sql = QStringLiteral("UPDATE exchange SET trashed = %1 WHERE id = ?").arg(now).toLatin1();
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
    const auto *sql = pinned ? "UPDATE exchange SET pinned = 1 WHERE id = ?" : "UPDATE exchange SET pinned = 0 WHERE id = ?";
    return write([&](QSqlQuery &query) { return forEach(query, sql, ids); });
}

bool HistoryDb::setLimits(const Limits &limits, QList<qint64> *gone)
{
    const auto before = std::exchange(limits_, limits);
    const bool done = write([&](QSqlQuery &query) {
        gone->clear();
        const auto sql = QStringLiteral("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)");
        return run(query, sql, {QStringLiteral("exchanges"), limits.exchanges})
            && run(query, sql, {QStringLiteral("bytes"), static_cast<qint64>(limits.bytes)})
            && enforce(query, 0, gone);
    });
    if (!done)
        limits_ = before;
    return done;
}

void HistoryDb::readLimits()
{
    limits_ = {};
    QSqlQuery query(file_.database());
    if (!query.exec(QStringLiteral("SELECT name, value FROM setting")))
        return;
    while (query.next())
        if (query.value(0).toString() == QLatin1String("exchanges"))
            limits_.exchanges = std::max(1, query.value(1).toInt());
        else if (query.value(0).toString() == QLatin1String("bytes"))
            limits_.bytes = query.value(1).toULongLong();
}

/// What another run deleted and had no time to forget; a window that still offers to undo is younger.
void HistoryDb::forgetOld()
{
    const auto then = QDateTime::currentMSecsSinceEpoch() - trashKeptMs;
    QList<qint64> ids;
    QSqlQuery query(file_.database());
    if (!run(query, QStringLiteral("SELECT id FROM exchange WHERE trashed > 0 AND trashed < ?"), {then}))
        return;
    while (query.next())
        ids.append(query.value(0).toLongLong());
    query.clear();
    forget(ids);
}

// A step of this pragma frees one page, and QtSql steps once.
bool HistoryDb::shrink(int pages)
{
    if (!file_.onDisk())
        return false;
    qint64 unused = 0;
    const auto count = [&](QSqlQuery &query) {
        return query.exec(QStringLiteral("PRAGMA freelist_count")) && query.next() && (unused = query.value(0).toLongLong(), true);
    };
    if (!read(count) || unused == 0)
        return false;
    const auto most = std::min<qint64>(pages, unused);
    const bool done = write([&](QSqlQuery &query) {
        if (!query.prepare(QStringLiteral("PRAGMA incremental_vacuum(1)")))
            return false;
        for (qint64 i = 0; i < most; ++i)
            if (!query.exec())
                return false;
        return true;
    });
    return done && unused > most;
}

} // namespace store
