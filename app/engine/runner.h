// SPDX-License-Identifier: GPL-3.0-or-later
// Performs one exchange over our own sockets: look-up, every address, TCP, TLS, the request through the Expect
// gate, the response, and the attempts that follow (417 without Expect, a follow-up). Lives on the engine's
// thread; each socket callback is stamped once by engine::Clock and becomes one fact.
#pragma once

#include "record/recorder.h"

#include <QObject>

#include <memory>

namespace engine {

class Runner : public QObject {
    Q_OBJECT
public:
    explicit Runner(wire::RequestSpec spec, QObject *parent = nullptr);
    ~Runner() override;

    void start();
    /// Ends the exchange now, at any instant; the record stays and says so.
    void cancel();
    /// Opens the Expect gate by hand.
    void releaseBody();

    /// Events so far; read on the engine's thread only (in a slot of progressed()).
    const std::vector<wire::Event> &events() const;
    /// Content bytes (wire) sent in the current attempt, those to send, and all bytes received.
    struct Progress {
        std::uint64_t sent = 0, toSend = 0, received = 0;
    };
    Progress progress() const;
    bool done() const;
    /// After finished(): the whole recording.
    record::Record takeRecord();

signals:
    /// New events, or bytes moved. May come very often; the session batches it.
    void progressed();
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace engine
