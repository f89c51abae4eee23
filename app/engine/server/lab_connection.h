// SPDX-License-Identifier: GPL-3.0-or-later
// One client of the lab: joins a stream, which stamps, with a lab::Host, which decides.
#pragma once

#include "engine/net/accepted_stream.h"
#include "engine/server/lab_sight.h"
#include "lab/host.h"

#include <QTimer>

#include <deque>
#include <memory>

namespace engine {

class LabConnection : public QObject, private AcceptedStream::User {
    Q_OBJECT
public:
    LabConnection(AcceptedStream *stream, std::shared_ptr<const lab::Library> library, record::Target target,
                  lab::OwnHosts own = {}, QObject *parent = nullptr);
    ~LabConnection() override;

    void start();
    /// The client is this program's own.
    void setOwn(bool own) { ownClient_ = own; }
    /// Ends the exchange under way and the connection: "idle", "stopped", "room" or "memory", as lab::Host::gone().
    void shutDown(std::string_view why);
    /// When bytes last moved, Clock's nanoseconds.
    std::int64_t lastMoved() const { return lastMoved_; }
    /// An exchange is under way.
    bool busy() const { return host_ && host_->busy(); }
    /// Bytes of memory that its recording takes, about.
    std::uint64_t held() const { return host_ ? host_->held() : 0; }

signals:
    /// held() may be more, or less, than it was.
    void moved();
    void recorded(std::shared_ptr<const record::Record> record);
    /// As recorded(), and once before, when the head has come.
    void seen(const engine::LabSight &sight);
    /// Nothing more will come; delete it later.
    void over();

private:
    void streamOpen(std::int64_t at, const TlsReport *tls) override;
    void streamRead(std::int64_t at, std::string_view bytes) override;
    void streamWritten(std::int64_t at, std::string_view bytes, bool all) override;
    void streamClosed(std::int64_t at, wire::CloseHow how, const std::string &text) override;

    void take(std::vector<lab::Action> actions);
    void work();
    void perform(lab::Action action);
    void beginClose();
    void settle();
    std::int64_t wallAt(std::int64_t at) const;
    LabSight sight();
    void endLinger();
    void finishOver();

    AcceptedStream *stream_;
    std::shared_ptr<const lab::Library> library_;
    record::Target target_;
    lab::OwnHosts own_;
    std::unique_ptr<lab::Host> host_;
    std::deque<lab::Action> queue_;
    QTimer timer_;
    QTimer linger_;
    std::int64_t lastMoved_ = 0;
    std::uint64_t sight_ = 0; // of the exchange whose head came; 0: none has
    bool ownClient_ = false;
    bool working_ = false;
    bool again_ = false;   // a continuation of work() is posted
    bool readOff_ = false; // by the scenario
    bool clientClosed_ = false;
    bool closing_ = false;
    bool over_ = false;
};

} // namespace engine
