// SPDX-License-Identifier: GPL-3.0-or-later
// The lab as its user holds it: start, stop, where it listens, what it saw.
#pragma once

#include "engine/server/lab_sight.h"
#include "record/exchange.h"
#include "session/lab_scenarios.h"
#include "session/live/live_exchange.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

class QThread;

namespace session {

/// What the lab can listen on: "localhost", or an address.
bool isLabAddress(const QString &host);
/// Such a one that no other machine reaches.
bool isLoopback(const QString &host);
/// A host without a port, as a Host field may name it (RFC 9110 section 7.2).
bool isHostName(const QString &name);

class LabServer : public QObject {
    Q_OBJECT
public:
    explicit LabServer(QThread *engineThread, QObject *parent = nullptr);
    ~LabServer() override;

    struct Options {
        QString host = u"127.0.0.1"_s; ///< any other than loopback only with allowRemote
        quint16 port = 0;              ///< 0 picks one
        bool orAnother = false;        ///< where `port` is taken, one that is free
        bool tls = false;
        bool allowRemote = false;
        QStringList moreHosts; ///< names that it answers for besides its address and localhost
    };
    /// Listens; emits started() or failed().
    void start(const Options &options);
    /// The same by what was set last; that is any port, as long as nothing was.
    void start();
    void setOptions(const Options &options);
    void stop();
    bool running() const;
    /// "http://127.0.0.1:PORT", "" when not running.
    QString baseUrl() const;
    /// PEM of the certificate made at start (TLS only).
    QByteArray certificatePem() const;

    /// What clients of somebody's own do at the lab, the requests of this program left out. From watchClients() on it
    /// waits here, and recorded() is silent; of what waits longer than 256 exchanges or 32 MiB of recordings the rest
    /// is missed, so that a flood costs neither memory nor its reader's time.
    using Sight = engine::LabSight;
    void watchClients();
    /// The next `most` of it, in the order in which it happened. What is left is told by clientsSeen() once more.
    std::vector<Sight> takeSeen(int most);
    /// Exchanges that were missed since the last call.
    int takeMissed();
    /// The exchange of that Sight while it runs; one that is over by then is told by recorded() or takeSeen() alone.
    LiveExchange *watch(quint64 sight, QObject *parent);

signals:
    /// takeSeen() has something.
    void clientsSeen();
    void started(const QString &baseUrl);
    void failed(const QString &line);
    void stopped();
    /// One request and what followed, as the lab saw it; emitted when it is over.
    void recorded(std::shared_ptr<const record::Record> record);
    /// So many were not told by recorded(): they came faster than they were taken.
    void missed(quint64 count);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace session
