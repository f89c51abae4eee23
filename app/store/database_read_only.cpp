// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DatabaseFile that shows a history which cannot be written: it is attached to a database in memory, and
// read through views that join the two.
#include "store/database_file.h"

#include "store/schema.h"
#include "store/sql_error.h"
#include "store/words.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr char columns[] =
    "id, at, method, url, lab, outcome, expect, gate, pause, duration, statuses, reasons, search,"
    " size, pinned, trashed, ";

} // namespace

QString DatabaseFile::shownExchanges() const
{
    return place_ == Place::ReadOnly ? u"shown_exchange"_s : u"exchange"_s;
}

QString DatabaseFile::shownRecordings() const
{
    return place_ == Place::ReadOnly ? u"shown_recording"_s : u"recording"_s;
}

QString DatabaseFile::openReadOnly(const QString &why)
{
    const auto none =
        HistoryWords::tr("The history in %1 cannot be used (%2): what is sent now is kept until the program ends")
            .arg(folder_, why);
    const auto line = openMemory(none);
    if (line != none || !QFile::exists(path_))
        return line;
    // Without rights to the log's index SQLite reads no log: then the file as it lies there.
    if (!attach(u"mode=ro"_s) && (locked_ || !attach(u"immutable=1"_s)))
        return line;
    QSqlQuery query(database_);
    if (!query.exec(u"PRAGMA old.user_version"_s) || !query.next())
        return line;
    const int version = query.value(0).toInt();
    query.finish();
    if (version > steps().size())
        return HistoryWords::tr(
                   "The history in %1 was made by a newer Interim, and is left alone: what is sent now is kept until "
                   "the "
                   "program ends; update Interim")
            .arg(folder_);
    if (!joinAttached(version))
        return line;
    place_ = Place::ReadOnly;
    return HistoryWords::tr(
               "The history in %1 cannot be written (%2): it is shown, and what is sent now is kept until the "
               "program ends")
        .arg(folder_, why);
}

bool DatabaseFile::attach(const QString &how)
{
    QSqlQuery query(database_);
    const auto url = u"file:%1?%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(path_, "/")), how);
    if (!query.prepare(u"ATTACH ? AS old"_s))
        return false;
    query.addBindValue(url);
    if (!query.exec()) {
        locked_ = isLock(query.lastError());
        return false;
    }
    if (query.exec(u"SELECT count(*) FROM old.exchange WHERE id < 0"_s))
        return true;
    locked_ = isLock(query.lastError());
    query.finish();
    query.exec(u"DETACH old"_s);
    return false;
}

bool DatabaseFile::joinAttached(int version)
{
    const auto newColumns = u"seat, comparison, continued, ended"_s;
    const auto oldColumns = (version >= 2 ? u"seat, comparison, "_s : u"0 AS seat, 0 AS comparison, "_s)
        + (version >= 3 ? u"continued, ended"_s : u"100 AS continued, '' AS ended"_s);
    const auto all = QLatin1String(columns);
    QSqlQuery query(database_);
    for (const auto &sql :
         {u"CREATE TEMP VIEW shown_exchange AS SELECT %1%2 FROM main.exchange UNION ALL SELECT %1%3 FROM "
          "old.exchange"_s.arg(all, newColumns, oldColumns),
          u"CREATE TEMP VIEW shown_recording AS SELECT id, bytes FROM main.recording"
          " UNION ALL SELECT id, bytes FROM old.recording"_s,
          u"INSERT INTO main.setting SELECT name, value FROM old.setting"_s,
          u"INSERT INTO main.sqlite_sequence (name, seq) SELECT 'exchange', coalesce(max(id), 0) FROM old.exchange"_s,
          u"SELECT coalesce(max(id), 0) FROM old.exchange"_s})
        if (!query.exec(sql))
            return false;
    lastReadOnly_ = query.next() ? query.value(0).toLongLong() : 0;
    return true;
}

} // namespace store
