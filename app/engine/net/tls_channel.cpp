// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_channel.h"

#include "engine/net/clock.h"
#include "engine/net/error_lines.h"

#include <QPointer>

#include <cerrno>

namespace engine {

namespace {

constexpr int turnReads = 8; // a turn of the event loop
constexpr int turnWrites = 8;

} // namespace

TlsChannel::TlsChannel(qintptr descriptor, TlsIdentity identity, QObject *parent)
    : Channel(parent)
    , transport_(this) // so that it moves to another thread with this
    , identity_(std::move(identity))
{
    transport_.adopt(static_cast<int>(descriptor));
    connect(&transport_, &Transport::encrypted, this, &TlsChannel::encrypted);
    connect(&transport_, &Transport::tlsFailed, this,
            [this](const std::string &line) { tellClosed(Clock::now(), wire::CloseHow::Error, line); });
    connect(&transport_, &Transport::readable, this, &TlsChannel::readSome);
    connect(&transport_, &Transport::writable, this, &TlsChannel::push);
}

void TlsChannel::open(ChannelUser *user)
{
    user_ = user;
    transport_.startTls(TlsSession::serve(identity_));
}

void TlsChannel::encrypted()
{
    open_ = true;
    const TlsReport &report = transport_.tls()->report();
    transport_.watchReadable(reading_);
    user_->channelOpen(Clock::now(), QString::fromStdString(report.protocol), QString::fromStdString(report.cipher));
    readLater(); // what came with the end of the handshake is no news to the kernel
}

void TlsChannel::readSome()
{
    const QPointer<TlsChannel> self(this);
    for (int i = 0; self && open_ && !over_ && (reading_ || finishing_ || writeError_ != 0); ++i) {
        if (i == turnReads)
            return readLater();
        const Transport::Read got = transport_.read();
        if (writeError_ != 0 && got.what != Transport::Read::What::Bytes) {
            const bool reset = writeError_ == ECONNRESET || writeError_ == EPIPE;
            return tellClosed(Clock::now(), reset ? wire::CloseHow::Reset : wire::CloseHow::Error,
                              systemWords(writeError_));
        }
        if (got.what == Transport::Read::What::Later)
            return;
        if (got.what == Transport::Read::What::Closed) // without close_notify too: many clients end so
            return tellClosed(got.at, got.how == wire::CloseHow::Truncated ? wire::CloseHow::Fin : got.how, got.text);
        user_->channelRead(got.at, got.bytes);
    }
}

void TlsChannel::readLater()
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

void TlsChannel::write(std::string bytes)
{
    if (over_)
        return;
    out_ = std::move(bytes);
    written_ = 0;
    push();
}

void TlsChannel::push()
{
    const QPointer<TlsChannel> self(this);
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
void TlsChannel::told(std::int64_t at, std::size_t taken)
{
    const std::string piece = out_.substr(written_, taken);
    written_ += taken;
    const bool all = written_ == out_.size();
    if (all)
        out_.clear();
    const QPointer<TlsChannel> self(this);
    user_->channelWritten(at, piece, all);
    if (self && all && finishing_ && out_.empty() && !over_)
        transport_.finishWriting();
}

void TlsChannel::setReading(bool on)
{
    if (reading_ == on)
        return;
    reading_ = on;
    if (!open_ || over_)
        return;
    transport_.watchReadable(on || finishing_);
    if (on)
        readLater();
}

void TlsChannel::finishWriting()
{
    finishing_ = true;
    if (!out_.empty() || over_)
        return;
    transport_.finishWriting();
    transport_.watchReadable(true);
    readLater();
}

void TlsChannel::drop()
{
    over_ = true;
    transport_.close();
}

void TlsChannel::reset()
{
    over_ = true;
    transport_.reset();
}

void TlsChannel::tellClosed(std::int64_t at, wire::CloseHow how, const std::string &text)
{
    if (over_)
        return;
    over_ = true;
    transport_.watchReadable(false);
    transport_.watchWritable(false);
    if (user_)
        user_->channelClosed(at, how, QString::fromStdString(text));
}

} // namespace engine
