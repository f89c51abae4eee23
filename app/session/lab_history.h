// SPDX-License-Identifier: GPL-3.0-or-later
// What clients of somebody's own do at the lab, into the history: a row when a request's head has come, the exchange
// when it is over. In bounds: what comes faster than it can be written is counted, and said.
#pragma once

#include "session/history.h"
#include "session/lab_server.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace session {

class LabHistory : public QObject {
    Q_OBJECT
public:
    LabHistory(LabServer *lab, History *history, QObject *parent = nullptr);
    /// The exchange of a row that runs, live; null: there is no such row.
    LiveExchange *watch(qint64 row, QObject *parent);

signals:
    /// Of a row that ran, `running` (below 0), it is entry `id` now; 0: it could not be kept.
    void ended(qint64 running, qint64 id);

private:
    void take();
    void takeOne(const LabServer::Sight &sight);
    void over(quint64 ticket, qint64 id);
    void sayMissed();

    LabServer *lab_;
    History *history_;
    QTimer soon_;                    // so that the window draws in between
    QTimer missed_;                  // so that it is said once of a flood
    QHash<quint64, qint64> rows_;    // sight -> running row
    QHash<quint64, qint64> keeping_; // ticket -> running row, 0 for none
};

} // namespace session
