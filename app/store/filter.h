// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types into the filter box, in SQL. Words are all to be there, in any order and case: "417" and
// "4xx" stand for the status of any attempt, "pinned" for what is pinned too, any other word for a part of the
// method, the URL, or the words on what the handshake did.
#pragma once

#include <QString>
#include <QStringList>

namespace store {

struct Entry;

struct Filter {
    QStringList words; ///< lower case; a status as SQL's LIKE wants it stands in `statuses`
    QStringList statuses;
    bool operator==(const Filter &) const = default;
    bool empty() const { return words.isEmpty() && statuses.isEmpty(); }
};

Filter filterOf(const QString &typed);

/// " AND …" with a `?` for each of the values, "" for an empty filter.
struct Clause {
    QString sql;
    QStringList values;
};
Clause clauseOf(const Filter &filter);

/// The same of an entry that is in no table yet; `words` as for searchText().
bool matches(const Filter &filter, const Entry &entry, const QString &words);

/// What the clause looks at: columns `search` (with the words that describe the entry to people) and `statuses`.
QString searchText(const Entry &entry, const QString &words);
QString statusesText(const Entry &entry);

} // namespace store
