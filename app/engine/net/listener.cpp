// SPDX-License-Identifier: GPL-3.0-or-later
// Accepting, counting and ending the lab's connections.
#include "engine/net/listener.h"

#include "engine/net/accepted_stream.h"
#include "engine/net/certificate.h"
#include "engine/net/clock.h"
#include "engine/net/own_sockets.h"
#include "engine/server/served_connection.h"
#include "lab/peer.h"

#include <QHostAddress>

#include <algorithm>
#include <utility>

#include <arpa/inet.h>
#include <malloc.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace engine {

using Gone = record::ServerSeat::Gone;

namespace {

constexpr std::int64_t aliveNs = 1'000'000'000;
constexpr std::uint64_t worthGivingBack = 8 << 20;

QHostAddress addressOf(const QString &host)
{
    return host == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
}

QString failure(const QString &host, quint16 port, const QTcpServer &server)
{
    const QString where = u"%1 port %2"_s.arg(host).arg(port);
    if (server.serverError() == QAbstractSocket::AddressInUseError)
        return u"another program listens on %1 already: choose another port, or 0 for any"_s.arg(where);
    if (server.serverError() == QAbstractSocket::SocketAccessError)
        return u"this user may not listen on %1: choose a port above 1023"_s.arg(where);
    if (server.serverError() == QAbstractSocket::SocketAddressNotAvailableError)
        return u"%1 is no address of this machine: listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all"_s
            .arg(host);
    return u"cannot listen on %1: %2"_s.arg(where, server.errorString());
}

/// What an end of a descriptor is called: its numeric address, without a zone.
std::string addressWith(int (*ask)(int, sockaddr *, socklen_t *), qintptr descriptor)
{
    sockaddr_storage space{};
    socklen_t size = sizeof space;
    if (ask(static_cast<int>(descriptor), reinterpret_cast<sockaddr *>(&space), &size) != 0)
        return {};
    QHostAddress address(reinterpret_cast<const sockaddr *>(&space));
    bool mapped = false; // ::ffff:1.2.3.4, of a listener for both families
    const quint32 v4 = address.toIPv4Address(&mapped);
    if (mapped)
        address = QHostAddress(v4);
    address.setScopeId({});
    return address.toString().toStdString();
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
        return u"\"%1\" is no address to listen on: give one such as 127.0.0.1 or ::1"_s.arg(options.host);
    if (options.tls) {
        if (const QString wrong = prepareTls(); !wrong.isEmpty())
            return wrong;
    }
    bool listens = listen(address, options.port);
    if (!listens && options.orAnother && serverError() == QAbstractSocket::AddressInUseError)
        listens = listen(address, 0);
    if (!listens)
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
    for (ServedConnection *connection : all)
        connection->shutDown(Gone::Ended, "the lab was stopped");
}

QString Listener::baseUrl() const
{
    const QString host = options_.host.contains(u':') ? u'[' + options_.host + u']' : options_.host;
    return u"%1://%2:%3"_s.arg(options_.tls ? u"https"_s : u"http"_s, host).arg(serverPort());
}

void Listener::incomingConnection(qintptr descriptor)
{
    if (connections_.size() >= options_.mostConnections && !makeRoom()) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    const bool own = peerIsOwn(static_cast<int>(descriptor));
    record::Target target = targetOf(descriptor);
    auto *stream = new AcceptedStream(descriptor, options_.tls ? std::optional(tls_) : std::nullopt);
    auto *connection = new ServedConnection(stream, playersFor(descriptor), std::move(target), this);
    connections_.append(connection);
    connect(connection, &ServedConnection::moved, this, [this, connection] { weigh(connection); });
    connection->setOwn(own);
    connect(connection, &ServedConnection::recorded, this, &Listener::recorded);
    connect(connection, &ServedConnection::seen, this, &Listener::seen);
    connect(connection, &ServedConnection::over, this, [this, connection] {
        connections_.removeOne(connection);
        const std::uint64_t held = held_.take(connection);
        heldByAll_ -= held;
        giveBack(held);
        connection->deleteLater();
    });
    connection->start();
}

std::unique_ptr<SeatFeed> Listener::watch(std::uint64_t sight)
{
    const auto one = std::ranges::find(connections_, sight, &ServedConnection::sightId);
    return sight == 0 || one == connections_.end() ? nullptr : (*one)->watch();
}

record::Target Listener::targetOf(qintptr descriptor) const
{
    record::Target target;
    target.host = options_.host.toStdString();
    target.port = serverPort();
    target.address = addressWith(::getpeername, descriptor);
    target.tls = options_.tls;
    return target;
}

record::ServerSeat::Responders Listener::playersFor(qintptr descriptor) const
{
    return [library = library_, own = hostsOf(descriptor)] {
        return std::make_unique<lab::Peer>(
            *library, [] { return Clock::wallMs() / 1000; }, own);
    };
}

lab::OwnHosts Listener::hostsOf(qintptr descriptor) const
{
    lab::OwnHosts own;
    own.all = false;
    own.names = {options_.host.toStdString(), addressWith(::getsockname, descriptor)};
    for (const QString &name : options_.moreHosts)
        own.names.push_back(name.toStdString());
    return own;
}

/// A client that only connects, or never reads, must not keep the others out. It is closed without a word: an answer to
/// no request could be taken for one to the next.
bool Listener::makeRoom()
{
    const auto before = [](const ServedConnection *a, const ServedConnection *b) {
        return a->busy() != b->busy() ? b->busy() : a->lastMoved() < b->lastMoved();
    };
    ServedConnection *oldest = nullptr; // of those that are silent: who has just come has said nothing yet either
    for (ServedConnection *one : connections_) {
        if (Clock::now() - one->lastMoved() >= aliveNs && (!oldest || before(one, oldest)))
            oldest = one;
    }
    if (oldest)
        oldest->shutDown(Gone::Ended,
                         "the lab needed the place for another connection, and nothing had moved on this one for the "
                         "longest");
    return oldest != nullptr;
}

void Listener::weigh(ServedConnection *connection)
{
    std::uint64_t &held = held_[connection];
    const std::uint64_t before = std::exchange(held, connection->held());
    heldByAll_ += held - before;
    giveBack(before > held ? before - held : held - before); // what has grown was copied
    if (weighing_ || (held <= options_.mostHeldByOne && heldByAll_ <= options_.mostHeld))
        return;
    if (weighAll(connection) || std::exchange(later_, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            later_ = false;
            weighAll(nullptr);
        },
        Qt::QueuedConnection);
}

/// At once: in one turn of the event loop each connection may read its 256 KiB. But `inTurn`, which is being read just
/// now, cannot go; false: it must.
bool Listener::weighAll(const ServedConnection *inTurn)
{
    const auto weight = [this](ServedConnection *connection) { return held_.value(connection); };
    weighing_ = true; // what ends is weighed once more
    bool done = true;
    while (done && !connections_.isEmpty()) {
        ServedConnection *largest = *std::ranges::max_element(connections_, {}, weight);
        if (weight(largest) <= options_.mostHeldByOne && heldByAll_ <= options_.mostHeld)
            break;
        done = largest != inTurn;
        if (done)
            largest->shutDown(Gone::Ended,
                              "the lab's memory for recordings was used up, and this exchange took the most of it");
    }
    weighing_ = false;
    return done;
}

void Listener::checkIdle()
{
    const std::int64_t limit = Clock::now() - std::chrono::nanoseconds(options_.idle).count();
    const auto all = connections_;
    for (ServedConnection *connection : all) {
        if (connection->lastMoved() < limit)
            connection->shutDown(Gone::Idle, "nothing moved on the connection until the lab's idle time-out");
    }
    if (std::exchange(freedSinceIdle_, false)) // by now the recordings are gone too that were still being handed over
        malloc_trim(0);
}

/// What small pieces were made of, or what grew out of its place, stays with the process otherwise: 250 heads of many
/// lines took twice what they held.
void Listener::giveBack(std::uint64_t freed)
{
    freed_ += freed;
    freedSinceIdle_ = freedSinceIdle_ || freed > 0;
    if (freed_ < worthGivingBack)
        return;
    freed_ = 0;
    malloc_trim(0);
}

} // namespace engine
