// SPDX-License-Identifier: GPL-3.0-or-later
// The lab on a port: accepts connections, over TCP or TLS, and hands each to a LabConnection. Lives on the
// engine's thread.
#pragma once

#include "engine/tls_credentials.h"
#include "lab/library.h"
#include "record/record.h"

#include <QObject>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace engine {

class LabConnection;

class Listener : public QTcpServer {
    Q_OBJECT
public:
    struct Options {
        QString host = QStringLiteral("127.0.0.1"); ///< an address, or localhost
        quint16 port = 0;                           ///< 0 picks one
        bool tls = false;
        int mostConnections = 256;                  ///< at once; further ones are closed as they come
        std::chrono::milliseconds idle{300'000};    ///< a connection on which nothing moves is closed
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
    qsizetype connections() const { return connections_.size(); } ///< now open, for tests

signals:
    void recorded(std::shared_ptr<const record::Record> record);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QString prepareTls();
    record::Target targetOf(qintptr descriptor) const;
    void checkIdle();

    std::shared_ptr<const lab::Library> library_;
    Options options_;
    TlsIdentity tls_; ///< made with TLS only
    QByteArray certificatePem_;
    QTimer idleTimer_;
    QList<LabConnection *> connections_;
};

/// True for what Listener::start takes as a host: an address in numbers, or localhost.
bool isAddress(const QString &host);
/// True for 127.0.0.0/8, ::1 and localhost.
bool isLoopback(const QString &host);

} // namespace engine
