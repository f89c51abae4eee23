// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transport.h"

#include "engine/clock.h"
#include "engine/words.h"

#include <QtCore/QSocketNotifier>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace engine {

namespace {

constexpr std::size_t readBytes = 256 << 10;
constexpr std::size_t sealAhead = 256 << 10; // sealed bytes that may wait for the kernel
constexpr std::size_t mostPieces = 16;
constexpr int handshakeReads = 16; // a turn
constexpr int recordReads = 4;     // without a byte of content in them

struct AddressInfo {
    sockaddr_storage storage = {};
    socklen_t size = 0;
};

AddressInfo addressOf(const std::string &address, std::uint16_t port)
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

void turnOn(int fd, int level, int option)
{
    const int on = 1;
    setsockopt(fd, level, option, &on, sizeof on);
}

// The kernel's stamp of arrival, or `otherwise`.
std::int64_t stampOf(msghdr &message, std::int64_t otherwise)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp = {};
        std::memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
        return Clock::steadyOf(stamp.tv_sec * 1'000'000'000 + stamp.tv_nsec);
    }
    return otherwise;
}

// A FIN that TLS did not announce: what ends with the connection may have been cut (RFC 9112 section 9.8).
Transport::Read truncated(Transport::Read closed)
{
    if (closed.how == wire::CloseHow::Fin) {
        closed.how = wire::CloseHow::Truncated;
        closed.text = "closed the connection without ending TLS (no close_notify)";
    }
    return closed;
}

} // namespace

Transport::Transport(QObject *parent)
    : QObject(parent)
{
}

Transport::~Transport()
{
    close();
}

void Transport::connectTo(const std::string &address, std::uint16_t port)
{
    const AddressInfo to = addressOf(address, port);
    if (to.size == 0)
        return failLater(EAFNOSUPPORT);
    fd_ = socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd_ < 0)
        return failLater(errno);
    turnOn(fd_, IPPROTO_TCP, TCP_NODELAY);
    turnOn(fd_, SOL_SOCKET, SO_TIMESTAMPNS);
    connecting_ = true;
    watch();
    if (::connect(fd_, reinterpret_cast<const sockaddr *>(&to.storage), to.size) != 0 && errno != EINPROGRESS)
        return failLater(errno);
    writeNotifier_->setEnabled(true);
}

void Transport::failLater(int error)
{
    connecting_ = false;
    QMetaObject::invokeMethod(this, [this, error] { emit connectFailed(error); }, Qt::QueuedConnection);
}

void Transport::watch()
{
    readNotifier_ = new QSocketNotifier(fd_, QSocketNotifier::Read, this);
    writeNotifier_ = new QSocketNotifier(fd_, QSocketNotifier::Write, this);
    readNotifier_->setEnabled(false);
    writeNotifier_->setEnabled(false);
    connect(writeNotifier_, &QSocketNotifier::activated, this, [this] {
        if (connecting_)
            connectDone();
        else if (tls_ && tls_->state() == TlsSession::State::Handshaking)
            goOnWithTls();
        else
            emit writable();
    });
    connect(readNotifier_, &QSocketNotifier::activated, this, [this] {
        if (tls_ && tls_->state() == TlsSession::State::Handshaking)
            goOnWithTls();
        else
            emit readable();
    });
}

void Transport::connectDone()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size);
    connecting_ = false;
    writeNotifier_->setEnabled(false);
    if (error) {
        emit connectFailed(error);
        return;
    }
    readNotifier_->setEnabled(true);
    emit connected();
}

void Transport::startTls(const wire::TlsSettings &settings, const std::string &host)
{
    auto made = TlsSession::create(settings, host);
    if (auto *line = std::get_if<std::string>(&made)) {
        QMetaObject::invokeMethod(this, [this, text = *line] { emit tlsFailed(text); }, Qt::QueuedConnection);
        return;
    }
    tls_ = std::get<std::unique_ptr<TlsSession>>(std::move(made));
    QMetaObject::invokeMethod(this, &Transport::goOnWithTls, Qt::QueuedConnection);
}

void Transport::goOnWithTls()
{
    if (fd_ < 0 || tls_->state() != TlsSession::State::Handshaking)
        return;
    // Read by read, and in turns: a server that never stops must meet OpenSSL's bounds and our time-outs.
    Read got;
    int reads = 0;
    do {
        got = receive(readBytes);
        if (got.what == Read::What::Bytes)
            tls_->received(got.bytes);
        tls_->handshake();
    } while (got.what == Read::What::Bytes && tls_->state() == TlsSession::State::Handshaking && ++reads < handshakeReads);
    bool full = false;
    flush(full);
    writeNotifier_->setEnabled(full);
    switch (tls_->state()) {
    case TlsSession::State::Handshaking:
        if (got.what == Read::What::Closed) {
            readNotifier_->setEnabled(false);
            emit tlsFailed(got.how == wire::CloseHow::Fin ? "it closed the connection during the TLS handshake"
                                                          : got.text + " during the TLS handshake");
        } else if (got.what == Read::What::Bytes) {
            QMetaObject::invokeMethod(this, &Transport::goOnWithTls, Qt::QueuedConnection);
        }
        return;
    case TlsSession::State::Open:
        if (got.what == Read::What::Closed)
            ended_ = truncated(got);
        emit encrypted();
        return;
    case TlsSession::State::Closed:
        emit tlsFailed("it ended the TLS handshake");
        return;
    case TlsSession::State::Failed:
        emit tlsFailed(tls_->error());
        return;
    }
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

Transport::Written Transport::writeTls(std::span<const std::string_view> pieces)
{
    Written result;
    seal(pieces);
    if (tls_->state() == TlsSession::State::Failed)
        result.error = EPIPE;
    result.at = Clock::now();
    const int error = flush(result.full);
    if (error)
        result.error = error;
    const std::uint64_t left = tls_->sealed() - tls_->outgoing().size();
    while (!marks_.empty() && marks_.front().sealed <= left) {
        result.taken += marks_.front().plain;
        marks_.pop_front();
    }
    committed_ -= result.taken;
    return result;
}

// Seals what follows the committed bytes, a record at a time; pieces that are short share one.
void Transport::seal(std::span<const std::string_view> pieces)
{
    std::size_t skip = committed_;
    std::string shared;
    const auto sealOne = [this](std::string_view plain) {
        const std::size_t n = tls_->encrypt(plain);
        if (n > 0)
            marks_.push_back({tls_->sealed(), n});
        committed_ += n;
        return n;
    };
    for (std::string_view piece : pieces) {
        const std::size_t skipped = std::min(skip, piece.size());
        piece.remove_prefix(skipped);
        skip -= skipped;
        while (!piece.empty()) {
            if (tls_->outgoing().size() >= sealAhead || tls_->state() != TlsSession::State::Open)
                return;
            if (shared.empty() && piece.size() >= TlsSession::recordBytes) {
                const std::size_t sealed = sealOne(piece);
                if (sealed == 0)
                    return;
                piece.remove_prefix(sealed);
                continue;
            }
            const std::size_t n = std::min(TlsSession::recordBytes - shared.size(), piece.size());
            shared += piece.substr(0, n);
            piece.remove_prefix(n);
            if (shared.size() == TlsSession::recordBytes) {
                sealOne(shared);
                shared.clear();
            }
        }
    }
    if (!shared.empty())
        sealOne(shared);
}

int Transport::flush(bool &full)
{
    while (!tls_->outgoing().empty()) {
        const std::string_view out = tls_->outgoing();
        const ssize_t n = send(fd_, out.data(), out.size(), MSG_NOSIGNAL);
        if (n < 0) {
            full = errno == EAGAIN || errno == EINTR;
            return full ? 0 : errno;
        }
        tls_->sent(static_cast<std::size_t>(n));
    }
    return 0;
}

Transport::Read Transport::read()
{
    return tls_ ? readTls() : receive(readBytes);
}

Transport::Read Transport::receive(std::size_t most)
{
    if (!buffer_)
        buffer_ = std::make_unique_for_overwrite<char[]>(readBytes);
    iovec vector = {buffer_.get(), std::min(most, readBytes)};
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
        result.at = stampOf(message, result.at);
        return result;
    }
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return result;
    result.what = Read::What::Closed;
    if (n < 0) {
        result.how = errno == ECONNRESET ? wire::CloseHow::Reset : wire::CloseHow::Error;
        result.text = breakage(errno);
    }
    return result;
}

Transport::Read Transport::readTls()
{
    if (!plain_)
        plain_ = std::make_unique_for_overwrite<char[]>(readBytes);
    for (int reads = 0;; ++reads) {
        Read result;
        const std::size_t n = tls_->decrypt(plain_.get(), readBytes);
        if (n > 0) {
            result.what = Read::What::Bytes;
            result.bytes = {plain_.get(), n};
            result.at = sealedAt_ ? sealedAt_ : Clock::now();
            return result;
        }
        result.at = Clock::now();
        if (tls_->state() != TlsSession::State::Open) {
            result.what = Read::What::Closed;
            const bool failed = tls_->state() == TlsSession::State::Failed;
            result.how = failed ? wire::CloseHow::Error : wire::CloseHow::Fin;
            result.text = failed ? "TLS failed: " + tls_->error() : "TLS closed by the server";
            return result;
        }
        if (ended_.what == Read::What::Closed)
            return ended_;
        if (reads == recordReads) // records without content, a flood of them: later, the notifier still knows
            return result;
        result = receive(readBytes);
        if (result.what == Read::What::Closed)
            ended_ = result = truncated(result);
        if (result.what == Read::What::Later)
            return result;
        sealedAt_ = result.at;
        tls_->received(result.bytes);
    }
}

void Transport::watchWritable(bool on)
{
    if (writeNotifier_ && writeNotifier_->isEnabled() != on)
        writeNotifier_->setEnabled(on);
}

void Transport::watchReadable(bool on)
{
    if (readNotifier_)
        readNotifier_->setEnabled(on);
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
    ::close(fd_);
    fd_ = -1;
}

} // namespace engine
