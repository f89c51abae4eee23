// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filter.h"

#include "store/entry.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

QString anywhere(QString word)
{
    for (const auto *special : {"\\", "%", "_"})
        word.replace(QLatin1String(special), '\\'_L1 + QLatin1String(special));
    return '%'_L1 + word + '%'_L1;
}

} // namespace

Filter filterOf(const QString &typed)
{
    static const QRegularExpression space(u"\\s+"_s);
    static const QRegularExpression status(u"^[1-5](?:[0-9][0-9]|xx)$"_s);
    Filter filter;
    const auto words = typed.toLower().split(space, Qt::SkipEmptyParts);
    for (const auto &word : words)
        if (status.match(word).hasMatch())
            filter.statuses.append(QString(word).replace('x'_L1, '_'_L1));
        else
            filter.words.append(word);
    return filter;
}

Clause clauseOf(const Filter &filter)
{
    Clause clause;
    for (const auto &status : filter.statuses) {
        clause.sql += u" AND statuses LIKE ?"_s;
        clause.values.append(u"% %1 %"_s.arg(status));
    }
    for (const auto &word : filter.words) {
        const bool pinned = word == "pinned"_L1;
        clause.sql +=
            pinned ? u" AND (pinned = 1 OR search LIKE ? ESCAPE '\\')"_s : u" AND search LIKE ? ESCAPE '\\'"_s;
        clause.values.append(anywhere(word));
    }
    return clause;
}

bool matches(const Filter &filter, const Entry &entry, const QString &words)
{
    const auto statuses = statusesText(entry);
    const auto fits = [&](const QString &status) {
        const QRegularExpression wanted(' '_L1 + QString(status).replace('_'_L1, '.'_L1) + ' '_L1);
        return wanted.match(statuses).hasMatch();
    };
    const auto search = searchText(entry, words);
    return std::all_of(filter.statuses.begin(), filter.statuses.end(), fits)
        && std::all_of(filter.words.begin(), filter.words.end(), [&](const QString &word) {
               return search.contains(word) || (entry.pinned && word == "pinned"_L1);
           });
}

QString searchText(const Entry &entry, const QString &words)
{
    return QStringList{entry.method, entry.url, words}.join(' '_L1).toLower();
}

QString statusesText(const Entry &entry)
{
    QString text = u" "_s;
    for (const auto &attempt : entry.attempts)
        text += QString::number(attempt.status) + ' '_L1;
    return text;
}

} // namespace store
