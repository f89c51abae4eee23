// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/history_model.h"

#include "model/history_text.h"
#include "words/units.h"

#include <QDateTime>

#include <algorithm>
#include <functional>
#include <iterator>

using namespace Qt::StringLiterals;

namespace model {

HistoryModel::HistoryModel(QObject *parent) : QAbstractListModel(parent) {}

void HistoryModel::setLocale(const QLocale &locale)
{
    locale_ = locale;
    if (rowCount() > 0)
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
    const auto first = rowCount(); // behind those that run, too
    beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
    entries_.append(older);
    endInsertRows();
}

void HistoryModel::prepend(const QList<store::Entry> &newer)
{
    const auto known = firstId();
    QList<store::Entry> fresh;
    std::copy_if(newer.begin(), newer.end(), std::back_inserter(fresh),
                 [&](const store::Entry &one) { return one.id > known; });
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, runs(), runs() + static_cast<int>(fresh.size()) - 1);
    for (auto one = fresh.crbegin(); one != fresh.crend(); ++one)
        entries_.prepend(*one); // a QList has room at its front
    endInsertRows();
}

void HistoryModel::remove(const QList<qint64> &ids)
{
    QList<int> rows;
    for (const auto id : ids)
        if (const int row = rowOf(id); row >= runs())
            rows.append(row - runs());
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (qsizetype i = 0; i < rows.size();) { // runs of neighbours at once
        auto end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] - 1)
            ++end;
        beginRemoveRows({}, runs() + rows[end - 1], runs() + rows[i]);
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
        beginInsertRows({}, runs() + row, runs() + row);
        entries_.insert(row, entry);
        endInsertRows();
    }
}

void HistoryModel::setPinned(const QList<qint64> &ids, bool pinned)
{
    for (const auto id : ids) {
        const int row = rowOf(id);
        if (row < runs()) // -1, too
            continue;
        entries_[row - runs()].pinned = pinned;
        emit dataChanged(index(row), index(row));
    }
}

QList<store::Entry>::const_iterator HistoryModel::placeOf(qint64 id) const
{
    return std::lower_bound(entries_.cbegin(), entries_.cend(), id,
                            [](const store::Entry &entry, qint64 other) { return entry.id > other; });
}

void HistoryModel::setRunning(const store::Entry &entry)
{
    const int row = runningRow(entry.id);
    if (row < runs() && running_[row].id == entry.id) {
        running_[row] = entry;
        emit dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, row, row);
    running_.insert(row, entry);
    endInsertRows();
}

void HistoryModel::endRunning(qint64 id)
{
    const int row = runningRow(id);
    if (row == runs() || running_[row].id != id)
        return;
    beginRemoveRows({}, row, row);
    running_.remove(row);
    endRemoveRows();
}

int HistoryModel::runningRow(qint64 id) const
{
    const auto place = std::lower_bound(running_.cbegin(), running_.cend(), id,
                                        [](const store::Entry &entry, qint64 other) { return entry.id < other; });
    return static_cast<int>(place - running_.cbegin());
}

const store::Entry *HistoryModel::entryAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return row < runs() ? &running_[row] : &entries_[row - runs()];
}

int HistoryModel::rowOf(qint64 id) const
{
    if (const int row = runningRow(id); row < runs() && running_[row].id == id)
        return row;
    const auto place = placeOf(id);
    return place != entries_.cend() && place->id == id ? runs() + static_cast<int>(place - entries_.cbegin()) : -1;
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
    return parent.isValid() ? 0 : runs() + static_cast<int>(entries_.size());
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
    case DetailRole: return detailText(*entry, locale_);
    case DurationRole: return entry->running() ? QString() : words::durationText(entry->durationNs, locale_);
    case StatusRole: return statusText(*entry);
    case PinnedRole: return entry->pinned;
    case SeatRole: return entry->seat;
    case RunningRole: return entry->running();
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
    const auto when = words::dateText(entry.at, locale_);
    QStringList lines{requestText(entry), detailText(entry, locale_)};
    if (entry.seat)
        lines.append(tr("What a client of your own sent to the lab, as the lab saw it"));
    if (entry.comparison > 0)
        lines.append(tr("Of the comparison of %1").arg(words::dateText(entry.comparison, locale_)));
    lines.append(entry.running() ? when
                                 : when + u" · "_s + words::durationText(entry.durationNs, locale_) + u" · "_s
                         + words::sizeText(entry.bytes, locale_));
    return u"<p>"_s + lines.join('\n'_L1).toHtmlEscaped().replace('\n'_L1, u"<br>"_s) + u"</p>"_s;
}

QString HistoryModel::spoken(const store::Entry &entry) const
{
    QStringList parts{requestText(entry), entry.running() ? tr("running") : statusText(entry),
                      detailText(entry, locale_),
                      entry.running() ? QString() : words::durationText(entry.durationNs, locale_),
                      entry.pinned ? tr("pinned") : QString()};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace model
