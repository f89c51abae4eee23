// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "store/filter.h"
#include "store/summary.h"

#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace store {

namespace {

QString reasonsText(const Entry &entry)
{
    QStringList reasons;
    for (const auto &attempt : entry.attempts)
        reasons.append(attempt.reason);
    return reasons.join(' '_L1);
}

/// A null QString would be NULL.
QVariant textValue(const QString &text)
{
    return text.isNull() ? QString(""_L1) : text;
}

} // namespace

Entry entryOfRow(const QSqlQuery &query)
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
    const auto statuses = query.value(10).toString().split(' '_L1, Qt::SkipEmptyParts);
    const auto reasons = query.value(11).toString().split(' '_L1);
    for (qsizetype i = 0; i < statuses.size(); ++i)
        entry.attempts.append({reasons.value(i), statuses[i].toInt()});
    entry.bytes = query.value(12).toULongLong();
    entry.pinned = query.value(13).toBool();
    entry.seat = query.value(14).toBool();
    entry.comparison = query.value(15).toLongLong();
    entry.continuedBy = query.value(16).toInt();
    entry.ended = query.value(17).toString();
    return entry;
}

bool insertRows(QSqlQuery &query, Entry *entry, const QString &search, const QByteArray &bytes)
{
    const auto sql = u"INSERT INTO exchange (id, at, method, url, lab, outcome, expect, gate, pause, duration,"
                     " statuses, reasons, search, size, pinned, seat, comparison, continued, ended)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;
    const QVariant id = entry->id > 0 ? QVariant(entry->id) : QVariant(QMetaType::fromType<qint64>());
    const QVariantList values{id,
                              entry->at,
                              textValue(entry->method),
                              textValue(entry->url),
                              int(entry->lab),
                              toText(keyOf(entry->outcome)),
                              int(entry->expect),
                              toText(keyOf(entry->gate)),
                              entry->pauseNs,
                              entry->durationNs,
                              statusesText(*entry),
                              textValue(reasonsText(*entry)),
                              textValue(search),
                              static_cast<qint64>(entry->bytes),
                              int(entry->pinned),
                              int(entry->seat),
                              entry->comparison,
                              entry->continuedBy,
                              textValue(entry->ended)};
    if (!run(query, sql, values))
        return false;
    entry->id = query.lastInsertId().toLongLong();
    return run(query, u"INSERT INTO recording (id, bytes) VALUES (?, ?)"_s, {entry->id, bytes});
}

bool run(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    if (values.isEmpty())
        return query.exec(sql);
    if (!query.prepare(sql))
        return false;
    for (const auto &value : values)
        query.addBindValue(value);
    return query.exec();
}

} // namespace store
