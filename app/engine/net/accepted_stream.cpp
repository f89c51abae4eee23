// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/accepted_stream.h"

#include "engine/net/clock.h"
#include "engine/net/error_lines.h"

#include <QPointer>

#include <cerrno>

namespace engine {

namespace {

constexpr int turnReads = 8; // a turn of the event loop
constexpr int turnWrites = 8;

} // namespace

AcceptedStream::AcceptedStream(qintptr descriptor, std::optional<TlsIdentity> identity, QObject *parent)
    : QObject(parent)
    , transport_(this) // so that it moves to another thread with this
    , identity_(std::move(identity))
{
    transport_.adopt(static_cast<int>(descriptor));
    connect(&transport_, &Transport::encrypted, this, [this] { begin(&transport_.tls()->report()); });
    connect(&transport_, &Transport::tlsFailed, this,
            [this](const std::string &line) { tellClosed(Clock::now(), wire::CloseHow::Error, line); });
    connect(&transport_, &Transport::readable, this, &AcceptedStream::readSome);
    connect(&transport_, &Transport::writable, this, &AcceptedStream::push);
}

void AcceptedStream::open(User *user)
{
    user_ = user;
    if (identity_)
        transport_.startTls(TlsSession::serve(*identity_));
    else
        begin(nullptr);
}

void AcceptedStream::begin(const TlsReport *tls)
{
    open_ = true;
    transport_.watchReadable(reading_);
    user_->streamOpen(Clock::now(), tls);
    if (tls)
        readLater(); // what came with the end of the handshake is no news to the kernel
}

bool AcceptedStream::readMore() const
{
    return open_ && !over_ && !peerEnded_ && (reading_ || (finishing_ && identity_) || writeError_ != 0);
}

void AcceptedStream::readSome()
{
    const QPointer<AcceptedStream> self(this);
    for (int i = 0; self && readMore(); ++i) {
        if (i == turnReads)
            return readLater();
        const Transport::Read got = transport_.read();
        if (got.what == Transport::Read::What::Bytes) {
            user_->streamRead(got.at, got.bytes);
            continue;
        }
        if (writeError_ != 0)
            return broken();
        if (got.what == Transport::Read::What::Closed)
            ended(got);
        return;
    }
    if (self && writeError_ != 0 && !over_)
        broken();
}

void AcceptedStream::readLater()
{
    if (posted_)
        return;
    posted_ = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            posted_ = false;
            readSome();
        },
        Qt::QueuedConnection);
}

void AcceptedStream::write(std::string bytes)
{
    if (over_)
        return;
    out_ = std::move(bytes);
    written_ = 0;
    push();
}

void AcceptedStream::push()
{
    const QPointer<AcceptedStream> self(this);
    bool more = false;
    for (int i = 0; self && open_ && !over_ && !out_.empty() && !more; ++i) {
        const std::string_view rest = std::string_view(out_).substr(written_);
        const Transport::Written result = transport_.write({&rest, 1});
        more = result.full || i == turnWrites;
        transport_.watchWritable(more);
        if (result.taken > 0)
            told(result.at, result.taken);
        if (self && result.error != 0 && !over_) {
            out_.clear();
            writeError_ = result.error;
            transport_.watchWritable(false);
            return readLater(); // what the client had sent before it went can still be read
        }
    }
    if (self && !over_ && !more)
        transport_.watchWritable(false);
}

/// Bytes of out_ have left. The user may write on, or end it.
void AcceptedStream::told(std::int64_t at, std::size_t taken)
{
    const std::string piece = out_.substr(written_, taken);
    written_ += taken;
    const bool all = written_ == out_.size();
    if (all)
        out_.clear();
    const QPointer<AcceptedStream> self(this);
    user_->streamWritten(at, piece, all);
    if (self && all && finishing_ && out_.empty() && !over_)
        transport_.finishWriting();
}

void AcceptedStream::setReading(bool on)
{
    if (reading_ == on)
        return;
    reading_ = on;
    if (!open_ || over_ || peerEnded_)
        return;
    transport_.watchReadable(on || (finishing_ && identity_));
    if (on && identity_)
        readLater(); // of what TLS holds the kernel knows nothing
}

void AcceptedStream::finishWriting()
{
    finishing_ = true;
    if (!out_.empty() || over_)
        return;
    transport_.finishWriting();
    if (!identity_)
        return;
    transport_.watchReadable(true);
    readLater();
}

void AcceptedStream::drop()
{
    over_ = true;
    transport_.close();
}

void AcceptedStream::reset()
{
    over_ = true;
    transport_.reset();
}

/// A write has failed, and what had come before is read.
void AcceptedStream::broken()
{
    const bool reset = writeError_ == ECONNRESET || writeError_ == EPIPE;
    tellClosed(Clock::now(), reset ? wire::CloseHow::Reset : wire::CloseHow::Error, systemWords(writeError_));
}

void AcceptedStream::ended(const Transport::Read &got)
{
    const bool halfClosed = halfCloses() && got.how == wire::CloseHow::Fin;
    if (!halfClosed) // without close_notify too: many clients end so
        return tellClosed(got.at, got.how == wire::CloseHow::Truncated ? wire::CloseHow::Fin : got.how, got.text);
    peerEnded_ = true;
    transport_.watchReadable(false);
    user_->streamClosed(got.at, wire::CloseHow::Fin, {});
}

void AcceptedStream::tellClosed(std::int64_t at, wire::CloseHow how, const std::string &text)
{
    if (over_)
        return;
    over_ = true;
    transport_.watchReadable(false);
    transport_.watchWritable(false);
    if (user_)
        user_->streamClosed(at, how, text);
}

} // namespace engine
