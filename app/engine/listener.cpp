// SPDX-License-Identifier: GPL-3.0-or-later
// Accepting, counting and ending the lab's connections.
#include "engine/listener.h"

#include "engine/certificate.h"
#include "engine/clock.h"
#include "engine/lab_connection.h"
#include "engine/plain_channel.h"
#include "engine/tls_channel.h"

#include <QHostAddress>

#include <algorithm>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace engine {

namespace {

QHostAddress addressOf(const QString &host)
{
    return host == QLatin1String("localhost") ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
}

QString failure(const QString &host, quint16 port, const QTcpServer &server)
{
    const QString where = QStringLiteral("%1 port %2").arg(host).arg(port);
    if (server.serverError() == QAbstractSocket::AddressInUseError)
        return QStringLiteral("another program listens on %1 already: choose another port, or 0 for any").arg(where);
    if (server.serverError() == QAbstractSocket::SocketAccessError)
        return QStringLiteral("this user may not listen on %1: choose a port above 1023").arg(where);
    if (server.serverError() == QAbstractSocket::SocketAddressNotAvailableError)
        return QStringLiteral("%1 is no address of this machine: listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all")
            .arg(host);
    return QStringLiteral("cannot listen on %1: %2").arg(where, server.errorString());
}

/// What the other end of a descriptor is called: its numeric address.
std::string peerAddress(qintptr descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(static_cast<int>(descriptor), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    return QHostAddress(reinterpret_cast<const sockaddr *>(&address)).toString().toStdString();
}

} // namespace

bool isAddress(const QString &host)
{
    return !addressOf(host).isNull();
}

bool isLoopback(const QString &host)
{
    return addressOf(host).isLoopback();
}

Listener::Listener(std::shared_ptr<const lab::Library> library, QObject *parent)
    : QTcpServer(parent)
    , library_(std::move(library))
    , idleTimer_(this) // so that it moves to another thread with its owner
{
    connect(&idleTimer_, &QTimer::timeout, this, &Listener::checkIdle);
}

Listener::~Listener()
{
    stop();
}

QString Listener::start(const Options &options)
{
    stop();
    options_ = options;
    certificatePem_.clear();
    const QHostAddress address = addressOf(options.host);
    if (address.isNull())
        return QStringLiteral("\"%1\" is no address to listen on: give one such as 127.0.0.1 or ::1").arg(options.host);
    if (options.tls) {
        if (const QString wrong = prepareTls(); !wrong.isEmpty())
            return wrong;
    }
    if (!listen(address, options.port))
        return failure(options.host, options.port, *this);
    idleTimer_.start(std::clamp<std::chrono::milliseconds>(options.idle / 4, std::chrono::milliseconds(20),
                                                           std::chrono::milliseconds(5000)));
    return {};
}

QString Listener::prepareTls()
{
    const Certificate made = makeCertificate(options_.host);
    if (!made.error.isEmpty())
        return made.error;
    auto identity = tlsIdentity(made.certificatePem.toStdString(), made.keyPem.toStdString());
    if (const auto *wrong = std::get_if<std::string>(&identity))
        return QString::fromStdString(*wrong);
    tls_ = std::get<TlsIdentity>(std::move(identity));
    certificatePem_ = made.certificatePem;
    return {};
}

void Listener::stop()
{
    close();
    idleTimer_.stop();
    const auto all = connections_;
    for (LabConnection *connection : all)
        connection->shutDown("stopped");
}

QString Listener::baseUrl() const
{
    const QString host = options_.host.contains(u':') ? u'[' + options_.host + u']' : options_.host;
    return QStringLiteral("%1://%2:%3").arg(options_.tls ? QStringLiteral("https") : QStringLiteral("http"), host)
        .arg(serverPort());
}

void Listener::incomingConnection(qintptr descriptor)
{
    if (connections_.size() >= options_.mostConnections) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    record::Target target = targetOf(descriptor);
    Channel *channel = options_.tls ? static_cast<Channel *>(new TlsChannel(descriptor, tls_))
                                    : new PlainChannel(descriptor);
    auto *connection = new LabConnection(channel, !options_.tls, library_, std::move(target), this);
    connections_.append(connection);
    connect(connection, &LabConnection::recorded, this, &Listener::recorded);
    connect(connection, &LabConnection::over, this, [this, connection] {
        connections_.removeOne(connection);
        connection->deleteLater();
    });
    connection->start();
}

record::Target Listener::targetOf(qintptr descriptor) const
{
    record::Target target;
    target.host = options_.host.toStdString();
    target.port = serverPort();
    target.address = peerAddress(descriptor);
    target.tls = options_.tls;
    return target;
}

void Listener::checkIdle()
{
    const std::int64_t limit = Clock::now() - std::chrono::nanoseconds(options_.idle).count();
    const auto all = connections_;
    for (LabConnection *connection : all) {
        if (connection->lastMoved() < limit)
            connection->shutDown("idle");
    }
}

} // namespace engine
