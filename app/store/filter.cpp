// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filter.h"

#include "store/entry.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace store {

namespace {

QString anywhere(QString word)
{
    for (const auto *special : {"\\", "%", "_"})
        word.replace(QLatin1String(special), QLatin1Char('\\') + QLatin1String(special));
    return QLatin1Char('%') + word + QLatin1Char('%');
}

} // namespace

Filter filterOf(const QString &typed)
{
    static const QRegularExpression space(QStringLiteral("\\s+"));
    static const QRegularExpression status(QStringLiteral("^[1-5](?:[0-9][0-9]|xx)$"));
    Filter filter;
    const auto words = typed.toLower().split(space, Qt::SkipEmptyParts);
    for (const auto &word : words)
        if (status.match(word).hasMatch())
            filter.statuses.append(QString(word).replace(QLatin1Char('x'), QLatin1Char('_')));
        else
            filter.words.append(word);
    return filter;
}

Clause clauseOf(const Filter &filter)
{
    Clause clause;
    for (const auto &status : filter.statuses) {
        clause.sql += QStringLiteral(" AND statuses LIKE ?");
        clause.values.append(QStringLiteral("% %1 %").arg(status));
    }
    for (const auto &word : filter.words) {
        const bool pinned = word == QLatin1String("pinned");
        clause.sql += pinned ? QStringLiteral(" AND (pinned = 1 OR search LIKE ? ESCAPE '\\')")
                             : QStringLiteral(" AND search LIKE ? ESCAPE '\\'");
        clause.values.append(anywhere(word));
    }
    return clause;
}

bool matches(const Filter &filter, const Entry &entry, const QString &words)
{
    const auto statuses = statusesText(entry);
    const auto fits = [&](const QString &status) {
        const QRegularExpression wanted(QLatin1Char(' ') + QString(status).replace(QLatin1Char('_'), QLatin1Char('.'))
                                        + QLatin1Char(' '));
        return wanted.match(statuses).hasMatch();
    };
    const auto search = searchText(entry, words);
    return std::all_of(filter.statuses.begin(), filter.statuses.end(), fits)
        && std::all_of(filter.words.begin(), filter.words.end(), [&](const QString &word) {
               return search.contains(word) || (entry.pinned && word == QLatin1String("pinned"));
           });
}

QString searchText(const Entry &entry, const QString &words)
{
    return QStringList{entry.method, entry.url, words}.join(QLatin1Char(' ')).toLower();
}

QString statusesText(const Entry &entry)
{
    QString text = QStringLiteral(" ");
    for (const auto &attempt : entry.attempts)
        text += QString::number(attempt.status) + QLatin1Char(' ');
    return text;
}

} // namespace store
