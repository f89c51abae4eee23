// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange that runs, as a row of the history: from its first moment, changed as it goes on, until it is kept.
#pragma once

#include "record/exchange_fold.h"
#include "session/history.h"

#include <QObject>

namespace session {

class Sending;

class RunningRow : public QObject {
    Q_OBJECT
public:
    /// The sending is watched until it has ended; keeping it is its owner's task. `marks` as it will be kept with.
    RunningRow(History *history, Sending *sending, const store::History::Marks &marks, QObject *parent);
    /// For History::keep().
    qint64 id() const { return id_; }

private:
    void take(int first);
    store::Entry entryNow() const;

    History *history_;
    Sending *sending_;
    store::History::Marks marks_;
    record::ExchangeFold fold_;
    qint64 at_ = 0;
    qint64 id_ = 0;
};

} // namespace session
