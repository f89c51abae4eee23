// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/history_model.h"

#include "model/history_text.h"
#include "model/units.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <functional>
#include <iterator>

namespace model {

HistoryModel::HistoryModel(QObject *parent)
    : QAbstractListModel(parent)
{ }

void HistoryModel::setLocale(const QLocale &locale)
{
    locale_ = locale;
    if (!entries_.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void HistoryModel::reset(const QList<store::Entry> &entries, bool more)
{
    beginResetModel();
    entries_ = entries;
    more_ = more;
    asked_ = false;
    endResetModel();
}

void HistoryModel::append(const QList<store::Entry> &older, bool more)
{
    asked_ = false;
    more_ = more;
    if (older.isEmpty())
        return;
    const auto first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
    entries_.append(older);
    endInsertRows();
}

void HistoryModel::prepend(const QList<store::Entry> &newer)
{
    const auto known = firstId();
    QList<store::Entry> fresh;
    std::copy_if(newer.begin(), newer.end(), std::back_inserter(fresh), [&](const store::Entry &one) { return one.id > known; });
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
    for (auto one = fresh.crbegin(); one != fresh.crend(); ++one)
        entries_.prepend(*one); // a QList has room at its front
    endInsertRows();
}

void HistoryModel::remove(const QList<qint64> &ids)
{
    QList<int> rows;
    for (const auto id : ids)
        if (const int row = rowOf(id); row >= 0)
            rows.append(row);
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (qsizetype i = 0; i < rows.size();) { // runs of neighbours at once
        auto end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] - 1)
            ++end;
        beginRemoveRows({}, rows[end - 1], rows[i]);
        entries_.remove(rows[end - 1], end - i);
        endRemoveRows();
        i = end;
    }
    if (entries_.isEmpty() && canFetchMore({})) // no view asks for the rest of an empty list
        fetchMore({});
}

void HistoryModel::restore(const QList<store::Entry> &entries)
{
    for (const auto &entry : entries) {
        const auto place = placeOf(entry.id);
        const bool beyond = place == entries_.cend() && more_;
        if (beyond || (place != entries_.cend() && place->id == entry.id))
            continue;
        const auto row = static_cast<int>(place - entries_.cbegin());
        beginInsertRows({}, row, row);
        entries_.insert(row, entry);
        endInsertRows();
    }
}

void HistoryModel::setPinned(const QList<qint64> &ids, bool pinned)
{
    for (const auto id : ids) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        entries_[row].pinned = pinned;
        emit dataChanged(index(row), index(row));
    }
}

QList<store::Entry>::const_iterator HistoryModel::placeOf(qint64 id) const
{
    return std::lower_bound(entries_.cbegin(), entries_.cend(), id,
                            [](const store::Entry &entry, qint64 other) { return entry.id > other; });
}

const store::Entry *HistoryModel::entryAt(int row) const
{
    return row >= 0 && row < entries_.size() ? &entries_[row] : nullptr;
}

int HistoryModel::rowOf(qint64 id) const
{
    const auto place = placeOf(id);
    return place != entries_.cend() && place->id == id ? static_cast<int>(place - entries_.cbegin()) : -1;
}

qint64 HistoryModel::firstId() const
{
    return entries_.isEmpty() ? 0 : entries_.first().id;
}

qint64 HistoryModel::lastId() const
{
    return entries_.isEmpty() ? 0 : entries_.last().id;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const auto *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry)
        return {};
    switch (role) {
    case Qt::DisplayRole: return requestText(*entry);
    case Qt::ToolTipRole: return toolTip(*entry);
    case Qt::AccessibleTextRole: return spoken(*entry);
    case IdRole: return entry->id;
    case DetailRole: return QString(handshakeText(*entry, locale_) + QStringLiteral(" · ") + whereText(*entry));
    case DurationRole: return durationText(entry->durationNs, locale_);
    case StatusRole: return statusText(*entry);
    case PinnedRole: return entry->pinned;
    default: return {};
    }
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && more_ && !asked_;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    asked_ = true;
    emit wanted();
}

/// Rich text of escaped lines, so that what a URL holds stays text.
QString HistoryModel::toolTip(const store::Entry &entry) const
{
    const auto when = locale_.toString(QDateTime::fromMSecsSinceEpoch(entry.at), QLocale::ShortFormat);
    const auto request = requestText(entry);
    const QStringList lines{request, whereText(entry) + QStringLiteral(" · ") + handshakeText(entry, locale_),
                            when + QStringLiteral(" · ") + durationText(entry.durationNs, locale_) + QStringLiteral(" · ")
                                + sizeText(entry.bytes, locale_)};
    return QStringLiteral("<p>") + lines.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"))
        + QStringLiteral("</p>");
}

QString HistoryModel::spoken(const store::Entry &entry) const
{
    QStringList parts{requestText(entry), statusText(entry), whereText(entry), handshakeText(entry, locale_),
                                   durationText(entry.durationNs, locale_), entry.pinned ? tr("pinned") : QString()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace model
