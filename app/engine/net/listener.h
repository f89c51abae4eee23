// SPDX-License-Identifier: GPL-3.0-or-later
// The lab on a port: accepts connections, over TCP or TLS, and hands each to a ServedConnection. Lives on the
// engine's thread.
#pragma once

#include "engine/net/tls_credentials.h"
#include "engine/server/lab_sight.h"
#include "lab/request_check.h"
#include "lab/scenario_library.h"
#include "record/seat/server_seat.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;

namespace engine {

class SeatFeed;
class ServedConnection;

class Listener : public QTcpServer {
    Q_OBJECT
public:
    struct Options {
        QString host = u"127.0.0.1"_s; ///< an address, or localhost
        quint16 port = 0;              ///< 0 picks one
        bool orAnother = false;        ///< where `port` is taken, one that is free
        bool tls = false;
        /// At once. For a further one the connection goes on which nothing moved for the longest, of those without an
        /// exchange before the others; where something moved on each within the last second, the new one is closed.
        int mostConnections = 256;
        std::chrono::milliseconds idle{300'000}; ///< a connection on which nothing moves is closed
        QStringList moreHosts;                   ///< answered for besides `host`, the address reached and localhost
        std::uint64_t mostHeld = 64 << 20;       ///< bytes of recordings under way: beyond, the largest is ended
        std::uint64_t mostHeldByOne = 32 << 20;  ///< the same, of one of them
    };

    explicit Listener(std::shared_ptr<const lab::Library> library, QObject *parent = nullptr);
    ~Listener() override;

    /// Listens; one line on failure, "" when it listens.
    QString start(const Options &options);
    /// Ends every connection; exchanges under way are recorded as aborted.
    void stop();
    /// "https://127.0.0.1:PORT"
    QString baseUrl() const;
    /// PEM of the certificate made by start(); empty without TLS.
    QByteArray certificatePem() const { return certificatePem_; }
    /// The exchange under way of that LabSight::id; null: it is over, or there was none.
    std::unique_ptr<SeatFeed> watch(std::uint64_t sight);
    qsizetype connections() const { return connections_.size(); } ///< now open, for tests

signals:
    void recorded(std::shared_ptr<const record::Record> record);
    void seen(const engine::LabSight &sight);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QString prepareTls();
    record::Target targetOf(qintptr descriptor) const;
    lab::OwnHosts hostsOf(qintptr descriptor) const;
    record::ServerSeat::Responders playersFor(qintptr descriptor) const;
    bool makeRoom();
    void weigh(ServedConnection *connection);
    bool weighAll(const ServedConnection *inTurn);
    void checkIdle();
    void giveBack(std::uint64_t freed);

    std::shared_ptr<const lab::Library> library_;
    Options options_;
    TlsIdentity tls_; ///< made with TLS only
    QByteArray certificatePem_;
    QTimer idleTimer_;
    QList<ServedConnection *> connections_;
    QHash<ServedConnection *, std::uint64_t> held_;
    std::uint64_t heldByAll_ = 0;
    std::uint64_t freed_ = 0; // since the last time that memory was given back
    bool freedSinceIdle_ = false;
    bool weighing_ = false; // weighAll() is under way
    bool later_ = false;    // weighAll() is posted
};

/// True for what Listener::start takes as a host: an address in numbers, or localhost.
bool isAddress(const QString &host);
/// True for 127.0.0.0/8, ::1 and localhost.
bool isLoopback(const QString &host);

} // namespace engine
