// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// -1: it cannot be read.
int versionOf(QSqlQuery &query)
{
    return query.exec(u"PRAGMA user_version"_s) && query.next() ? query.value(0).toInt() : -1;
}

bool climb(QSqlQuery &query, const QList<Step> &ladder, int from)
{
    for (auto version = from; version < ladder.size(); ++version)
        for (const auto &statement : ladder[version])
            if (!query.exec(statement))
                return false;
    return query.exec(u"PRAGMA user_version = %1"_s.arg(ladder.size()));
}

} // namespace

// The bytes stand in a table of their own, so that the list is read from few pages.
const QList<Step> &steps()
{
    static const QList<Step> ladder{
        {u"CREATE TABLE exchange (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
         " method TEXT NOT NULL, url TEXT NOT NULL, lab INTEGER NOT NULL, outcome TEXT NOT NULL,"
         " expect INTEGER NOT NULL, gate TEXT NOT NULL, pause INTEGER NOT NULL,"
         " duration INTEGER NOT NULL, statuses TEXT NOT NULL, reasons TEXT NOT NULL,"
         " search TEXT NOT NULL, size INTEGER NOT NULL, pinned INTEGER NOT NULL DEFAULT 0,"
         " trashed INTEGER NOT NULL DEFAULT 0)"_s,
         u"CREATE TABLE recording (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)"_s,
         u"CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL)"_s,
         u"CREATE INDEX exchange_kept ON exchange (trashed, pinned, id, size)"_s},
        {u"ALTER TABLE exchange ADD COLUMN seat INTEGER NOT NULL DEFAULT 0"_s,
         u"ALTER TABLE exchange ADD COLUMN comparison INTEGER NOT NULL DEFAULT 0"_s, u"DROP INDEX exchange_kept"_s,
         u"CREATE INDEX exchange_kept ON exchange (trashed, pinned, seat, id, size)"_s},
        {u"ALTER TABLE exchange ADD COLUMN continued INTEGER NOT NULL DEFAULT 100"_s,
         u"ALTER TABLE exchange ADD COLUMN ended TEXT NOT NULL DEFAULT ''"_s},
    };
    return ladder;
}

QStringList textOf(const QSqlDatabase &database)
{
    QStringList lines;
    QSqlQuery query(database);
    if (query.exec(u"SELECT type, name, tbl_name, sql FROM main.sqlite_master"
                   " WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name"_s))
        while (query.next())
            lines.append(QStringList{query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
                                     query.value(3).toString()}
                             .join('|'_L1));
    return lines;
}

Migration migrate(const QSqlDatabase &database, const QList<Step> &ladder, QSqlError *why)
{
    QSqlQuery query(database);
    int version = versionOf(query);
    if (version == ladder.size())
        return Migration::Done;
    if (version > ladder.size())
        return Migration::Newer;
    // Read again inside: another process may have climbed meanwhile.
    if (version >= 0 && query.exec(u"BEGIN IMMEDIATE"_s)) {
        version = versionOf(query);
        if (version >= 0 && (version >= ladder.size() || climb(query, ladder, version)) && query.exec(u"COMMIT"_s))
            return version > ladder.size() ? Migration::Newer : Migration::Done;
        *why = query.lastError();
        query.exec(u"ROLLBACK"_s);
        return Migration::Failed;
    }
    *why = query.lastError();
    return Migration::Failed;
}

} // namespace store
