// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of the history on their way to a window: read from the store, and replayed on a thread of the pool, which of
// a long exchange takes longer than a frame.
#pragma once

#include "session/errand.h"
#include "session/history.h"

#include <QObject>

#include <memory>
#include <vector>

namespace session {

class LabHistory;
class LabServer;

class EntryReader : public QObject {
    Q_OBJECT
public:
    enum class Purpose { Show, SendAgain, GoOn }; // GoOn: what was last before a restart
    struct Entry {
        qint64 id = 0;
        Purpose purpose = Purpose::Show;
        std::shared_ptr<const record::Record> record;
        std::vector<wire::Event> events; ///< what its replay makes
        request::RequestSpec spec;       ///< to send again; one for the lab goes to where it is now
    };

    EntryReader(History *history, LabHistory *clients, LabServer *lab, QObject *parent = nullptr);
    /// The last one that was asked for comes, as read().
    void open(qint64 id, Purpose purpose);
    /// A lab's client is not done yet: arrived() tells once its exchange is in the history. The last one counts.
    void await(qint64 running) { awaited_ = running; }

signals:
    void read(const session::EntryReader::Entry &entry);
    void arrived(qint64 id);

private:
    void replay(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record);
    void ended(qint64 running, qint64 id);

    History *history_;
    LabServer *lab_;
    Errand replaying_;
    qint64 asked_ = 0;
    Purpose purpose_ = Purpose::Show;
    qint64 awaited_ = 0;
};

} // namespace session
