// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange as its user holds it: lives on the caller's thread, gets events in batches, once a frame and of 2,000
// at most each.
#pragma once

#include "record/exchange.h"

#include <QObject>

#include <memory>

class QThread;

namespace session {

struct Batch;

class Sending : public QObject {
    Q_OBJECT
public:
    ~Sending() override;

    const request::RequestSpec &spec() const { return spec_; }
    /// All events so far, in order; grows only.
    const std::vector<wire::Event> &events() const { return events_; }
    bool running() const { return running_; }
    /// Nanoseconds since the exchange began, by the engine's clock: what "now" is for a live drawing.
    std::int64_t elapsedNs() const;
    /// While running: bytes of the current attempt's content sent and to send.
    quint64 sentBytes() const { return sent_; }
    quint64 toSendBytes() const { return toSend_; }
    /// The whole recording; null until finished() was emitted.
    std::shared_ptr<const record::Record> record() const { return record_; }
    /// Copy of the bytes of one direction recorded so far may be asked while running, for live byte panes.
    /// Delivered by tapeRead(); after the end use record().
    void requestTape(quint32 connection, wire::Direction direction, wire::Span span);

public slots:
    void cancel();
    /// Cancels it too, and the record says that the program was asked to end.
    void endWithProgram();
    void releaseBody();

signals:
    void eventsAppended(int first, int count);
    void progressed();
    void finished();
    void tapeRead(quint32 connection, wire::Direction direction, wire::Span span, const QByteArray &bytes);

private:
    friend class Workbench;
    class Link;
    explicit Sending(request::RequestSpec spec, QObject *parent);
    /// Moves each one's end there, makes all ready, then starts them one right behind the other. Several share their
    /// bounds.
    static void startOn(QThread *engineThread, const std::vector<Sending *> &sendings);
    void take(Batch &batch);

    request::RequestSpec spec_;
    std::vector<wire::Event> events_;
    bool running_ = true;
    quint64 sent_ = 0, toSend_ = 0;
    std::shared_ptr<const record::Record> record_;
    std::unique_ptr<Link> link_;
};

} // namespace session
