// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange that may be under way, as whoever shows it reads it: what is sent, and what a server of ours receives.
// Lives on the engine's thread.
#pragma once

#include "record/record.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace engine {

class LiveSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Events so far; grows only. To be read in a slot of progressed().
    virtual const std::vector<wire::Event> &events() const = 0;
    /// Content bytes (wire) sent in the current attempt, and those to send; 0 where nothing is known of them.
    struct Progress {
        std::uint64_t sent = 0, toSend = 0;
    };
    virtual Progress progress() const = 0;
    virtual bool done() const = 0;
    /// engine::Clock's time of the exchange's begin; events count from it. 0 before.
    virtual std::int64_t startedAt() const = 0;
    /// Bytes of one direction recorded so far, as record::Record::readTape().
    virtual std::string readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                                 std::uint64_t most) const = 0;
    /// Once it is done: the whole recording, once; null where none was kept.
    virtual std::shared_ptr<const record::Record> takeWhole() = 0;

signals:
    /// New events, or bytes moved. May come very often; the session batches it.
    void progressed();
    void finished();
};

} // namespace engine
