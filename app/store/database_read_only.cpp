// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DatabaseFile that shows a history which cannot be written: it is attached to a database in memory, and
// read through views that join the two.
#include "store/database_file.h"

#include "store/schema.h"
#include "store/sql_error.h"
#include "store/words.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>
#include <QtCore/QVariant>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace store {

namespace {

constexpr char columns[] =
    "id, at, method, url, lab, outcome, expect, gate, pause, duration, statuses, reasons, search,"
    " size, pinned, trashed, ";

} // namespace

QString DatabaseFile::shownExchanges() const
{
    return place_ == Place::ReadOnly ? QStringLiteral("shown_exchange") : QStringLiteral("exchange");
}

QString DatabaseFile::shownRecordings() const
{
    return place_ == Place::ReadOnly ? QStringLiteral("shown_recording") : QStringLiteral("recording");
}

QString DatabaseFile::openReadOnly(const QString &why)
{
    const auto none = words("The history in %1 cannot be used (%2): what is sent now is kept until the program ends")
                          .arg(folder_, why);
    const auto line = openMemory(none);
    if (line != none || !QFile::exists(path_))
        return line;
    // Without rights to the log's index SQLite reads no log: then the file as it lies there.
    if (!attach(QStringLiteral("mode=ro")) && (locked_ || !attach(QStringLiteral("immutable=1"))))
        return line;
    QSqlQuery query(database_);
    if (!query.exec(QStringLiteral("PRAGMA old.user_version")) || !query.next())
        return line;
    const int version = query.value(0).toInt();
    query.finish();
    if (version > steps().size())
        return words("The history in %1 was made by a newer Interim, and is left alone: what is sent now is kept until "
                     "the "
                     "program ends; update Interim")
            .arg(folder_);
    if (!joinAttached(version))
        return line;
    place_ = Place::ReadOnly;
    return words("The history in %1 cannot be written (%2): it is shown, and what is sent now is kept until the "
                 "program ends")
        .arg(folder_, why);
}

bool DatabaseFile::attach(const QString &how)
{
    QSqlQuery query(database_);
    const auto url = QStringLiteral("file:%1?%2").arg(QString::fromLatin1(QUrl::toPercentEncoding(path_, "/")), how);
    if (!query.prepare(QStringLiteral("ATTACH ? AS old")))
        return false;
    query.addBindValue(url);
    if (!query.exec()) {
        locked_ = isLock(query.lastError());
        return false;
    }
    if (query.exec(QStringLiteral("SELECT count(*) FROM old.exchange WHERE id < 0")))
        return true;
    locked_ = isLock(query.lastError());
    query.finish();
    query.exec(QStringLiteral("DETACH old"));
    return false;
}

bool DatabaseFile::joinAttached(int version)
{
    const auto newColumns = QStringLiteral("seat, comparison");
    const auto oldColumns = version >= 2 ? newColumns : QStringLiteral("0 AS seat, 0 AS comparison");
    const auto all = QLatin1String(columns);
    QSqlQuery query(database_);
    for (const auto &sql :
         {QStringLiteral("CREATE TEMP VIEW shown_exchange AS SELECT %1%2 FROM main.exchange UNION ALL SELECT %1%3 FROM "
                         "old.exchange")
              .arg(all, newColumns, oldColumns),
          QStringLiteral("CREATE TEMP VIEW shown_recording AS SELECT id, bytes FROM main.recording"
                         " UNION ALL SELECT id, bytes FROM old.recording"),
          QStringLiteral("INSERT INTO main.setting SELECT name, value FROM old.setting"),
          QStringLiteral(
              "INSERT INTO main.sqlite_sequence (name, seq) SELECT 'exchange', coalesce(max(id), 0) FROM old.exchange"),
          QStringLiteral("SELECT coalesce(max(id), 0) FROM old.exchange")})
        if (!query.exec(sql))
            return false;
    lastReadOnly_ = query.next() ? query.value(0).toLongLong() : 0;
    return true;
}

} // namespace store
