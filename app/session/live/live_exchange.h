// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange that may be under way, as its user holds it, above what is sent (Sending) and what the lab receives:
// lives on the caller's thread, gets events in batches, once a frame and of 2,000 at most each.
#pragma once

#include "record/exchange.h"

#include <QObject>

#include <memory>

namespace session {

struct LiveBatch;
struct LiveBridge;

class LiveExchange : public QObject {
    Q_OBJECT
public:
    ~LiveExchange() override;

    /// All events so far, in order; grows only.
    const std::vector<wire::Event> &events() const { return events_; }
    bool running() const { return running_; }
    /// Nanoseconds since the exchange began, by the engine's clock: what "now" is for a live drawing.
    std::int64_t elapsedNs() const;
    /// While running: bytes of the current attempt's content sent and to send; 0 where that is not known.
    quint64 sentBytes() const { return sent_; }
    quint64 toSendBytes() const { return toSend_; }
    /// The whole recording; null until finished() was emitted.
    std::shared_ptr<const record::Record> record() const { return record_; }
    /// Copy of the bytes of one direction recorded so far may be asked while running, for live byte panes.
    /// Delivered by tapeRead(); after the end use record().
    void requestTape(quint32 connection, wire::Direction direction, wire::Span span);

signals:
    void eventsAppended(int first, int count);
    void progressed();
    /// With a recording: what ends without one is told by its events alone.
    void finished();
    void tapeRead(quint32 connection, wire::Direction direction, wire::Span span, const QByteArray &bytes);

protected:
    explicit LiveExchange(QObject *parent);
    /// Shared with the end on the engine's thread (session/live/live_feed.h).
    const std::shared_ptr<LiveBridge> &bridge() const { return bridge_; }

private:
    friend class LabServer;
    void take(LiveBatch &batch);

    std::vector<wire::Event> events_;
    bool running_ = true;
    quint64 sent_ = 0, toSend_ = 0;
    std::shared_ptr<const record::Record> record_;
    std::shared_ptr<LiveBridge> bridge_;
};

} // namespace session
