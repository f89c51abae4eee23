// SPDX-License-Identifier: GPL-3.0-or-later
// A transport's side of TLS: its handshake, records in and out, and what TLS says by itself. In turns: messages without
// content (new keys, tickets, alerts) may come without end, and each may ask for a reply.
#include "engine/net/transport.h"

#include "engine/net/clock.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace engine {

namespace {

constexpr int handshakeTurns = 4; // of a session's bounded steps, in a turn of the event loop
constexpr int recordTurns = 1;    // the same, without a byte of content in them
// Replies of TLS itself (to new keys, to renegotiations) that wait for the kernel before no more is read that may ask
// for some.
constexpr std::size_t mostReplies = 64 << 10;

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

// What was received is not all read, of which the kernel knows nothing.
void Transport::readAgain()
{
    if (againPosted_)
        return;
    againPosted_ = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            againPosted_ = false;
            readReady();
        },
        Qt::QueuedConnection);
}

// What TLS says by itself goes out between the content; behind content that waits, the writer takes it along.
void Transport::reply()
{
    if (committed_ == 0 && flush(repliesWait_) != 0)
        tls_->sent(tls_->outgoing().size()); // broken: the next read or write says so
    updateNotifiers();
    if (finishing_ && !repliesWait_)
        shutdown(fd_, SHUT_WR);
}

// Nobody takes our replies: what asks for more of them is not read.
bool Transport::repliesHeld() const
{
    return tls_ && tls_->outgoing().size() >= mostReplies + (committed_ > 0 ? most_ : 0);
}

void Transport::startTls(const request::TlsSettings &settings, const std::string &host)
{
    auto made = TlsSession::create(settings, host);
    if (auto *line = std::get_if<std::string>(&made)) {
        QMetaObject::invokeMethod(
            this, [this, text = *line] { emit tlsFailed(text); }, Qt::QueuedConnection);
        return;
    }
    startTls(std::get<std::unique_ptr<TlsSession>>(std::move(made)));
}

void Transport::startTls(std::unique_ptr<TlsSession> session)
{
    tls_ = std::move(session);
    QMetaObject::invokeMethod(this, &Transport::goOnWithTls, Qt::QueuedConnection);
}

void Transport::goOnWithTls()
{
    if (fd_ < 0 || tls_->state() != TlsSession::State::Handshaking)
        return;
    // Step by step, and in turns: a server that never stops must meet our bounds and time-outs.
    Read got;
    for (int turns = 0; turns < handshakeTurns && tls_->state() == TlsSession::State::Handshaking && !repliesHeld();
         ++turns) {
        got = {};
        if (!tls_->inputLeft())
            got = receive(most_);
        if (got.what == Read::What::Bytes)
            tls_->received(got.bytes);
        tls_->handshake();
        reply();
        if (got.what != Read::What::Bytes && !tls_->inputLeft())
            break;
    }
    switch (tls_->state()) {
    case TlsSession::State::Handshaking:
        if (got.what == Read::What::Closed) {
            watchReadable(false);
            emit tlsFailed(got.how == wire::CloseHow::Fin ? "it closed the connection during the TLS handshake"
                                                          : got.text + " during the TLS handshake");
        } else if (tls_->inputLeft() && !repliesHeld()) {
            readAgain();
        }
        return;
    case TlsSession::State::Open:
        if (got.what == Read::What::Closed)
            ended_ = truncated(got);
        emit encrypted();
        return;
    case TlsSession::State::Closed: emit tlsFailed("it ended the TLS handshake"); return;
    case TlsSession::State::Failed: emit tlsFailed(tls_->error()); return;
    }
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
    repliesWait_ = result.full && committed_ == 0;
    updateNotifiers();
    if (tls_->inputLeft() && !repliesHeld())
        readAgain();
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
            if (tls_->outgoing().size() >= most_ || tls_->state() != TlsSession::State::Open)
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

/// The session is over, or has failed.
Transport::Read Transport::tlsEnd() const
{
    const bool failed = tls_->state() == TlsSession::State::Failed;
    Read result;
    result.what = Read::What::Closed;
    result.at = Clock::now();
    result.how = failed ? wire::CloseHow::Error : wire::CloseHow::Fin;
    result.text = failed ? "TLS failed: " + tls_->error() : "TLS closed by the server";
    return result;
}

Transport::Read Transport::readTls(std::size_t most)
{
    if (!plain_)
        plain_ = std::make_unique_for_overwrite<char[]>(most_);
    for (int turns = 0;; ++turns) {
        Read result;
        const std::size_t n = repliesHeld() ? 0 : tls_->decrypt(plain_.get(), most);
        reply();
        if (n > 0) {
            result.what = Read::What::Bytes;
            result.bytes = {plain_.get(), n};
            result.at = sealedAt_ ? sealedAt_ : Clock::now();
            return result;
        }
        result.at = Clock::now();
        if (tls_->state() != TlsSession::State::Open)
            return tlsEnd();
        if (repliesHeld())
            return result;
        if (turns == recordTurns) { // messages without content, a flood of them
            readAgain();
            return result;
        }
        if (tls_->inputLeft())
            continue;
        if (ended_.what == Read::What::Closed)
            return ended_;
        result = receive(most_);
        if (result.what == Read::What::Closed)
            ended_ = result = truncated(result);
        if (result.what == Read::What::Later)
            return result;
        sealedAt_ = result.at;
        tls_->received(result.bytes);
    }
}

} // namespace engine
