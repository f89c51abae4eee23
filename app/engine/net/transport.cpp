// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/transport.h"

#include "engine/net/clock.h"
#include "engine/net/error_lines.h"
#include "request/route.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

namespace engine {

namespace {

constexpr std::size_t mostPieces = 16;
constexpr int queueRetryMs = 20;

void turnOn(int fd, int level, int option)
{
    const int on = 1;
    setsockopt(fd, level, option, &on, sizeof on);
}

// The kernel's stamp of arrival, or `otherwise`, where it cannot be right for bytes that came after `empty`.
std::int64_t stampOf(msghdr &message, const Clock::Moment &empty, std::int64_t otherwise)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp = {};
        std::memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
        return Clock::steadyOf(stamp.tv_sec * 1'000'000'000 + stamp.tv_nsec, empty, Clock::both()).value_or(otherwise);
    }
    return otherwise;
}

} // namespace

Transport::Transport(QObject *parent) : QObject(parent) {}

Transport::~Transport()
{
    close();
}

Transport::AddressInfo Transport::addressOf(const std::string &address, std::uint16_t port)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo *list = nullptr;
    AddressInfo result;
    if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &list) != 0)
        return result;
    std::memcpy(&result.storage, list->ai_addr, list->ai_addrlen);
    result.size = list->ai_addrlen;
    freeaddrinfo(list);
    return result;
}

// unix(7): an abstract name stands behind a NUL byte and has none at its end; a path has one there.
Transport::AddressInfo Transport::unixAddress(std::string_view socket)
{
    sockaddr_un to = {};
    to.sun_family = AF_UNIX;
    const bool named = socket.starts_with('@');
    socket.remove_prefix(named ? 1 : 0);
    AddressInfo result;
    if (socket.empty() || socket.size() > request::longestUnixSocket)
        return result;
    std::memcpy(to.sun_path + (named ? 1 : 0), socket.data(), socket.size());
    result.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + socket.size());
    std::memcpy(&result.storage, &to, sizeof to);
    return result;
}

void Transport::connectTo(const std::string &address, std::uint16_t port)
{
    to_ = addressOf(address, port);
    if (to_.size == 0)
        return failLater(EAFNOSUPPORT);
    openSocket(to_.storage.ss_family);
    if (fd_ < 0)
        return failLater(errno);
    connectNow();
}

void Transport::connectToUnix(const std::string &socket)
{
    to_ = unixAddress(socket);
    if (to_.size == 0)
        return failLater(ENAMETOOLONG);
    openSocket(AF_UNIX);
    if (fd_ < 0)
        return failLater(errno);
    connectNow();
}

void Transport::openSocket(int family)
{
    fd_ = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd_ < 0)
        return;
    prepare();
    watch();
}

void Transport::connectNow()
{
    if (fd_ < 0)
        return; // closed while it waited for a place in the queue
    connecting_ = true;
    if (::connect(fd_, reinterpret_cast<const sockaddr *>(&to_.storage), to_.size) != 0 && errno != EINPROGRESS) {
        // connect(2): the queue of a Unix socket is full, and nothing tells when there is room.
        if (errno == EAGAIN && to_.storage.ss_family == AF_UNIX)
            QTimer::singleShot(queueRetryMs, this, &Transport::connectNow);
        else
            failLater(errno);
        return;
    }
    own_.set(fd_);
    writeNotifier_->setEnabled(true);
}

void Transport::adopt(int fd)
{
    fd_ = fd;
    most_ = 64 << 10;
    fcntl(fd_, F_SETFL, fcntl(fd_, F_GETFL) | O_NONBLOCK);
    prepare();
    constexpr std::int64_t longest = 10'000'000'000; // that it may have lain there, with bytes in it, untaken
    emptyAt_ = {emptyAt_.steady - longest, emptyAt_.wall - longest};
    watch();
    readWanted_ = true;
    updateNotifiers();
}

void Transport::prepare()
{
    turnOn(fd_, IPPROTO_TCP, TCP_NODELAY);
    turnOn(fd_, SOL_SOCKET, SO_TIMESTAMPNS);
    emptyAt_ = Clock::both();
}

void Transport::failLater(int error)
{
    connecting_ = false;
    QMetaObject::invokeMethod(
        this, [this, error] { emit connectFailed(error); }, Qt::QueuedConnection);
}

void Transport::watch()
{
    readNotifier_ = new QSocketNotifier(fd_, QSocketNotifier::Read, this);
    writeNotifier_ = new QSocketNotifier(fd_, QSocketNotifier::Write, this);
    readNotifier_->setEnabled(false);
    writeNotifier_->setEnabled(false);
    connect(writeNotifier_, &QSocketNotifier::activated, this, &Transport::writeReady);
    connect(readNotifier_, &QSocketNotifier::activated, this, &Transport::readReady);
}

void Transport::writeReady()
{
    if (connecting_)
        return connectDone();
    if (tls_ && tls_->state() == TlsSession::State::Handshaking)
        return goOnWithTls();
    const bool held = repliesHeld();
    if (repliesWait_)
        reply();
    if (held && !repliesHeld())
        readAgain();
    if (writeWanted_)
        emit writable();
}

void Transport::readReady()
{
    if (fd_ < 0)
        return;
    if (tls_ && tls_->state() == TlsSession::State::Handshaking)
        goOnWithTls();
    else if (readWanted_)
        emit readable();
}

void Transport::updateNotifiers()
{
    const bool read = readWanted_ && !repliesHeld();
    if (readNotifier_ && readNotifier_->isEnabled() != read)
        readNotifier_->setEnabled(read);
    const bool write = connecting_ || writeWanted_ || repliesWait_;
    if (writeNotifier_ && writeNotifier_->isEnabled() != write)
        writeNotifier_->setEnabled(write);
}

void Transport::connectDone()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size);
    connecting_ = false;
    readWanted_ = error == 0;
    updateNotifiers();
    if (error)
        emit connectFailed(error);
    else
        emit connected();
}

Transport::Written Transport::write(std::span<const std::string_view> pieces)
{
    if (tls_)
        return writeTls(pieces);
    std::array<iovec, mostPieces> vectors;
    std::size_t count = 0;
    for (; count < pieces.size() && count < mostPieces; ++count)
        vectors[count] = {const_cast<char *>(pieces[count].data()), pieces[count].size()};
    msghdr message = {};
    message.msg_iov = vectors.data();
    message.msg_iovlen = count;
    Written result;
    result.at = Clock::now();
    const ssize_t n = sendmsg(fd_, &message, MSG_NOSIGNAL);
    if (n >= 0)
        result.taken = static_cast<std::size_t>(n);
    else if (errno == EAGAIN || errno == EINTR)
        result.full = true;
    else
        result.error = errno;
    return result;
}

Transport::Read Transport::read(std::size_t most)
{
    return tls_ ? readTls(std::min(most, most_)) : receive(most);
}

Transport::Read Transport::receive(std::size_t most)
{
    if (!buffer_)
        buffer_ = std::make_unique_for_overwrite<char[]>(most_);
    iovec vector = {buffer_.get(), std::min(most, most_)};
    alignas(cmsghdr) char controls[256];
    msghdr message = {};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = controls;
    message.msg_controllen = sizeof controls;
    Read result;
    result.at = Clock::now();
    const ssize_t n = recvmsg(fd_, &message, 0);
    if (n > 0) {
        result.what = Read::What::Bytes;
        result.bytes = {buffer_.get(), static_cast<std::size_t>(n)};
        result.at = stampOf(message, emptyAt_, result.at);
        return result;
    }
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        emptyAt_ = Clock::both();
        return result;
    }
    result.what = Read::What::Closed;
    if (n < 0) {
        result.how = errno == ECONNRESET ? wire::CloseHow::Reset : wire::CloseHow::Error;
        result.text = breakage(errno);
    }
    return result;
}

void Transport::watchWritable(bool on)
{
    writeWanted_ = on;
    updateNotifiers();
}

void Transport::watchReadable(bool on)
{
    readWanted_ = on;
    updateNotifiers();
    if (on && tls_ && tls_->inputLeft())
        readAgain();
}

void Transport::finishWriting()
{
    if (fd_ < 0 || finishing_)
        return;
    finishing_ = true;
    if (!tls_) {
        shutdown(fd_, SHUT_WR);
        return;
    }
    tls_->sayGoodbye();
    reply();
}

void Transport::reset()
{
    if (fd_ < 0)
        return;
    const linger now{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    tls_.reset(); // no goodbye
    close();
}

void Transport::close()
{
    if (fd_ < 0)
        return;
    if (tls_) {
        tls_->sayGoodbye();
        bool full = false;
        flush(full);
    }
    for (QSocketNotifier *notifier : {readNotifier_, writeNotifier_}) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->deleteLater(); // this may be its own signal
    }
    readNotifier_ = writeNotifier_ = nullptr;
    readWanted_ = writeWanted_ = repliesWait_ = false;
    ::close(fd_);
    fd_ = -1;
    own_.clear();
}

} // namespace engine
