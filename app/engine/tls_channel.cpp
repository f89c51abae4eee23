// SPDX-License-Identifier: GPL-3.0-or-later
// QSslSocket as a channel. "Has left" means that neither Qt nor the TLS layer holds a byte of it.
#include "engine/tls_channel.h"

#include "engine/clock.h"
#include "engine/tls_thread.h"

#include <QPointer>
#include <QSslCipher>

namespace engine {

TlsChannel::TlsChannel(qintptr descriptor, const QSslConfiguration &configuration, QObject *parent)
    : Channel(parent)
    , buffer_(channelReadBytes)
{
    socket_.setSslConfiguration(configuration);
    socket_.setReadBufferSize(static_cast<qint64>(channelReadBytes));
    socket_.setSocketDescriptor(descriptor);
    socket_.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(&socket_, &QSslSocket::encrypted, this, &TlsChannel::encrypted);
    connect(&socket_, &QSslSocket::readyRead, this, &TlsChannel::readReady);
    connect(&socket_, &QSslSocket::encryptedBytesWritten, this, &TlsChannel::writtenOn);
    connect(&socket_, &QSslSocket::disconnected, this, &TlsChannel::ended);
    connect(&socket_, &QSslSocket::errorOccurred, this, &TlsChannel::failed);
}

TlsChannel::~TlsChannel()
{
    socket_.disconnect(this);
}

void TlsChannel::open(ChannelUser *user)
{
    user_ = user;
    endTlsWithThread();
    socket_.startServerEncryption();
}

void TlsChannel::encrypted()
{
    const QSslCipher cipher = socket_.sessionCipher();
    user_->channelOpen(Clock::now(), cipher.protocolString(), cipher.name());
}

void TlsChannel::readReady()
{
    if (!reading_ || over_)
        return;
    const std::int64_t at = Clock::now();
    const QPointer<TlsChannel> self(this);
    while (self && reading_ && !over_ && socket_.bytesAvailable() > 0) {
        const qint64 got = socket_.read(buffer_.data(), static_cast<qint64>(buffer_.size()));
        if (got <= 0)
            return;
        user_->channelRead(at, {buffer_.data(), static_cast<std::size_t>(got)});
    }
}

void TlsChannel::write(std::string bytes)
{
    if (over_)
        return;
    out_ = std::move(bytes);
    inWrite_ = true;
    socket_.write(out_.data(), static_cast<qint64>(out_.size()));
    socket_.flush();
    inWrite_ = false;
    writtenOn();
}

void TlsChannel::writtenOn()
{
    if (inWrite_ || over_ || out_.empty() || socket_.bytesToWrite() > 0 || socket_.encryptedBytesToWrite() > 0)
        return;
    const std::string gone = std::move(out_);
    out_.clear();
    const QPointer<TlsChannel> self(this);
    user_->channelWritten(Clock::now(), gone, true);
    if (self && finishing_ && !over_ && out_.empty())
        socket_.disconnectFromHost();
}

void TlsChannel::setReading(bool on)
{
    reading_ = on;
    if (on && socket_.bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &TlsChannel::readReady, Qt::QueuedConnection);
}

void TlsChannel::finishWriting()
{
    finishing_ = true;
    if (out_.empty() && !over_)
        socket_.disconnectFromHost();
}

void TlsChannel::drop()
{
    over_ = true;
    socket_.abort();
}

void TlsChannel::reset()
{
    if (socket_.socketDescriptor() >= 0)
        resetOnClose(socket_.socketDescriptor());
    drop();
}

void TlsChannel::ended()
{
    readReady();
    tellClosed(wire::CloseHow::Fin, {});
}

void TlsChannel::failed(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError)
        return; // disconnected() follows
    const bool reset = error == QAbstractSocket::NetworkError;
    readReady();
    tellClosed(reset ? wire::CloseHow::Reset : wire::CloseHow::Error, socket_.errorString());
}

void TlsChannel::tellClosed(wire::CloseHow how, const QString &text)
{
    if (over_)
        return;
    over_ = true;
    user_->channelClosed(Clock::now(), how, text);
}

} // namespace engine
