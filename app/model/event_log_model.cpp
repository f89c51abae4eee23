// SPDX-License-Identifier: GPL-3.0-or-later
// Rows are indices of shown events; texts are made when they are asked for.
#include "model/event_log_model.h"

#include "model/event_text.h"
#include "words/units.h"

#include "wire/anomaly.h"

#include <QLocale>

#include <algorithm>

namespace model {

using wire::Event;
using wire::Kind;

EventLogModel::EventLogModel(QObject *parent) : QAbstractTableModel(parent) {}

void EventLogModel::setEvents(const std::vector<Event> *events)
{
    beginResetModel();
    events_ = events;
    rows_.clear();
    taken_ = events ? events->size() : 0;
    for (std::size_t i = 0; i < taken_; ++i) {
        if (shows((*events_)[i]))
            rows_.push_back(static_cast<quint32>(i));
    }
    shown_ = rowsUntil(replayAt_);
    endResetModel();
}

void EventLogModel::eventsAppended()
{
    if (!events_)
        return;
    std::vector<quint32> added;
    for (; taken_ < events_->size(); ++taken_) {
        if (shows((*events_)[taken_]))
            added.push_back(static_cast<quint32>(taken_));
    }
    rows_.insert(rows_.end(), added.begin(), added.end());
    setReplayAt(replayAt_);
}

std::size_t EventLogModel::rowsUntil(qint64 ns) const
{
    if (ns < 0)
        return rows_.size();
    const auto later = std::upper_bound(rows_.begin(), rows_.end(), ns,
                                        [this](qint64 at, quint32 row) { return at < (*events_)[row].at; });
    return static_cast<std::size_t>(later - rows_.begin());
}

void EventLogModel::setReplayAt(qint64 ns)
{
    replayAt_ = ns;
    const std::size_t until = rowsUntil(ns);
    if (until > shown_) {
        beginInsertRows({}, static_cast<int>(shown_), static_cast<int>(until) - 1);
        shown_ = until;
        endInsertRows();
    } else if (until < shown_) {
        beginRemoveRows({}, static_cast<int>(until), static_cast<int>(shown_) - 1);
        shown_ = until;
        endRemoveRows();
    }
}

void EventLogModel::setEveryEvent(bool every)
{
    if (every_ == every)
        return;
    every_ = every;
    setEvents(events_);
}

bool EventLogModel::shows(const Event &event) const
{
    return every_ || isReadable(event);
}

const Event *EventLogModel::eventAt(int row) const
{
    return row >= 0 && row < rowCount() ? &(*events_)[rows_[static_cast<std::size_t>(row)]] : nullptr;
}

int EventLogModel::rowFor(quint64 seq) const
{
    if (!events_ || shown_ == 0)
        return -1;
    const auto known = events_->begin() + static_cast<std::ptrdiff_t>(taken_);
    const auto event =
        std::lower_bound(events_->begin(), known, seq, [](const Event &e, quint64 s) { return e.seq < s; });
    if (event == known || event->seq != seq)
        return -1;
    const auto index = static_cast<quint32>(event - events_->begin());
    const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(shown_);
    const auto row = std::lower_bound(rows_.begin(), end, index);
    const int at = static_cast<int>(row - rows_.begin());
    if (row != end && *row == index)
        return at;
    const int around = container(*event, at);
    return around >= 0 ? around : std::max(at - 1, 0);
}

/// The shown event with bytes around this one's: a head's end or a content's end comes after its leaves.
int EventLogModel::container(const Event &event, int before) const
{
    if (event.span.length == 0)
        return -1;
    const int last = std::min(rowCount(), before + 64);
    for (int row = std::max(0, before - 64); row < last; ++row) {
        const Event &shown = *eventAt(row);
        const bool same = shown.connection == event.connection && shown.direction == event.direction;
        if (same && shown.kind != Kind::Anomaly && shown.span.length > 0 && shown.span.offset <= event.span.offset
            && shown.span.end() >= event.span.end())
            return row;
    }
    return -1;
}

int EventLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(shown_);
}

int EventLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventLogModel::text(int row, int column) const
{
    const Event &event = *eventAt(row);
    const QLocale locale;
    switch (column) {
    case TimeColumn: return words::millisText(event.at, locale);
    case DeltaColumn: return row == 0 ? QString() : u'+' + words::millisText(event.at - eventAt(row - 1)->at, locale);
    case EventColumn: return eventText(event, QLocale());
    default: {
        const qint64 bytes = bytesOf(event);
        return bytes < 0 ? QString() : words::countText(static_cast<quint64>(bytes), locale);
    }
    }
}

QVariant EventLogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index, CheckIndexOption::ParentIsInvalid))
        return {};
    const Event &event = *eventAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TimeColumn ? words::exactDurationText(event.at, QLocale())
                                            : text(index.row(), index.column());
    case SeqRole: return QVariant::fromValue<quint64>(event.seq);
    case ColourRole: return roleOf(event);
    default: return {};
    }
}

QVariant EventLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("t (ms)");
    case DeltaColumn: return tr("Δ");
    case EventColumn: return tr("Event");
    case BytesColumn: return tr("Bytes");
    default: return {};
    }
}

} // namespace model
