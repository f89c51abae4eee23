// SPDX-License-Identifier: GPL-3.0-or-later
// The event table under the timeline: time, delta, event, bytes. Selection is by event number.
#pragma once

#include "model/event_log_model.h"

#include <QTableView>

namespace ui {

class EventTable : public QTableView {
    Q_OBJECT
public:
    explicit EventTable(QWidget *parent = nullptr);

    /// The model is made and owned here; give it events through these.
    void setEvents(const std::vector<wire::Event> *events);
    void eventsAppended();
    /// Shows only what had happened at that instant; -1: everything.
    void setReplayAt(qint64 ns);
    /// Leaf rows too (fields, pieces of content, ...).
    void setEveryEvent(bool every);
    model::EventLogModel *log() const { return log_; }

public slots:
    /// Selects the row of the event, or of what contains it, without a signal; an unknown number clears.
    void select(quint64 seq);
    /// All rows as text to the clipboard.
    void copy();

signals:
    /// The user chose a row.
    void selected(quint64 seq);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUp();
    model::EventLogModel *log_;
    bool selecting_ = false;
};

} // namespace ui
