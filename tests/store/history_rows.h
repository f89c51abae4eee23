// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a history, put in and read back.
#pragma once

#include "record/file.h"
#include "store/history_db.h"
#include "store/summary.h"

namespace store {

/// Its number; 0 where it was not taken.
inline qint64 add(HistoryDb &db, const record::Record &record, const QString &words = {})
{
    auto entry = entryOf(record, false);
    Dropped gone;
    return db.insert(&entry, words, QByteArray::fromStdString(record::serialize(record)), &gone) ? entry.id : 0;
}

/// Newest first; -1 where there is no answer.
inline QList<qint64> ids(HistoryDb &db, const QString &typed = {})
{
    Page page;
    QList<qint64> found;
    if (!db.page(filterOf(typed), {}, 1000, &page))
        return {-1};
    for (const auto &entry : page.entries)
        found.append(entry.id);
    return found;
}

} // namespace store
