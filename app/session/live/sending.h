// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange that is sent.
#pragma once

#include "session/live/live_exchange.h"

class QThread;

namespace session {

class Sending : public LiveExchange {
    Q_OBJECT
public:
    /// What was asked for; once it has ended, as it was sent: with the size of a body file.
    const request::RequestSpec &spec() const { return record() ? record()->spec : spec_; }

public slots:
    void cancel();
    /// Cancels it too, and the record says that the program was asked to end.
    void endWithProgram();
    void releaseBody();

private:
    friend class Workbench;
    explicit Sending(request::RequestSpec spec, QObject *parent);
    /// Moves each one's end there, makes all ready, then starts them one right behind the other. Several share their
    /// bounds.
    static void startOn(QThread *engineThread, const std::vector<Sending *> &sendings);

    request::RequestSpec spec_;
};

} // namespace session
