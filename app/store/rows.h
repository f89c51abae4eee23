// SPDX-License-Identifier: GPL-3.0-or-later
// An entry as a row of the table `exchange`, and back.
#pragma once

#include "store/entry.h"

#include <QByteArray>
#include <QVariant>

class QSqlQuery;

namespace store {

/// What entryOfRow() reads, in its order.
inline constexpr char entryColumns[] = "id, at, method, url, lab, outcome, expect, gate, pause, duration, statuses,"
                                       " reasons, size, pinned, seat, comparison, continued, ended";
Entry entryOfRow(const QSqlQuery &query);

/// Adds both rows of an exchange; entry->id 0 takes the next id. `search` is what the filter looks at.
bool insertRows(QSqlQuery &query, Entry *entry, const QString &search, const QByteArray &bytes);

/// One statement with its values.
bool run(QSqlQuery &query, const QString &sql, const QVariantList &values = {});

} // namespace store
