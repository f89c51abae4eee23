// SPDX-License-Identifier: GPL-3.0-or-later
// The event table: the same events as the timeline's, readable ones by default, all on demand.
#pragma once

#include "wire/event.h"
#include "wire/parser_sink.h"

#include <QAbstractTableModel>

#include <vector>

namespace model {

class EventLogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, DeltaColumn, EventColumn, BytesColumn, ColumnCount };
    enum Role {
        SeqRole = Qt::UserRole, ///< quint64
        ColourRole,             ///< QString, a colour name (timeline_text.h), "" for ink
    };

    explicit EventLogModel(QObject *parent = nullptr);

    /// The vector stays the caller's; it must outlive the model or the next call.
    void setEvents(const std::vector<wire::Event> *events);
    /// The vector has grown: inserts the new rows.
    void eventsAppended();
    void setEveryEvent(bool every);
    /// Replay: only what had happened at that instant (nanoseconds since the exchange began); -1: everything.
    void setReplayAt(qint64 ns);
    bool everyEvent() const { return every_; }
    /// Row of an event; else of the shown event that contains its bytes; else of the last one before it. -1: none.
    int rowFor(quint64 seq) const;
    const wire::Event *eventAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;
    bool shows(const wire::Event &event) const;
    std::size_t rowsUntil(qint64 ns) const;
    int container(const wire::Event &event, int before) const;

    const std::vector<wire::Event> *events_ = nullptr;
    std::size_t taken_ = 0;     // events looked at
    std::vector<quint32> rows_; // indices of the events to show
    std::size_t shown_ = 0;     // of them, those that a replay has reached
    qint64 replayAt_ = -1;
    bool every_ = false;
};

} // namespace model
