// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and writes of a TCP descriptor, driven by Qt's notifiers.
#include "engine/net/plain_channel.h"

#include "engine/net/clock.h"
#include "engine/net/error_lines.h"

#include <QPointer>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace engine {

void resetOnClose(qintptr descriptor)
{
    const linger now{1, 0};
    ::setsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

void setNoDelay(qintptr descriptor)
{
    const int on = 1;
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

PlainChannel::PlainChannel(qintptr descriptor, QObject *parent)
    : Channel(parent)
    , descriptor_(static_cast<int>(descriptor))
    , readNotifier_(descriptor, QSocketNotifier::Read, this)
    , writeNotifier_(descriptor, QSocketNotifier::Write, this)
{
    readNotifier_.setEnabled(false);
    writeNotifier_.setEnabled(false);
    ::fcntl(descriptor_, F_SETFL, ::fcntl(descriptor_, F_GETFL) | O_NONBLOCK);
    setNoDelay(descriptor_);
    connect(&readNotifier_, &QSocketNotifier::activated, this, &PlainChannel::readReady);
    connect(&writeNotifier_, &QSocketNotifier::activated, this, &PlainChannel::writeReady);
}

PlainChannel::~PlainChannel()
{
    closeDescriptor();
}

void PlainChannel::open(ChannelUser *user)
{
    user_ = user;
    readNotifier_.setEnabled(readingWanted_);
    user_->channelOpen(Clock::now(), {}, {});
}

void PlainChannel::readReady()
{
    if (descriptor_ < 0 || ended_)
        return;
    const std::int64_t at = Clock::now();
    static thread_local std::vector<char> buffer(channelReadBytes);
    const ssize_t got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    if (got > 0) {
        user_->channelRead(at, {buffer.data(), static_cast<std::size_t>(got)});
    } else if (got == 0) {
        ended_ = true;
        readNotifier_.setEnabled(false);
        user_->channelClosed(at, wire::CloseHow::Fin, {});
    } else if (errno != EAGAIN && errno != EINTR) {
        fail(errno);
    }
}

void PlainChannel::drain()
{
    while (descriptor_ >= 0 && !ended_) {
        const std::int64_t at = Clock::now();
        std::vector<char> buffer(channelReadBytes);
        const ssize_t got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
        if (got <= 0)
            return;
        user_->channelRead(at, {buffer.data(), static_cast<std::size_t>(got)});
    }
}

void PlainChannel::write(std::string bytes)
{
    out_ = std::move(bytes);
    written_ = 0;
    push();
}

void PlainChannel::writeReady()
{
    writeNotifier_.setEnabled(false);
    push();
}

void PlainChannel::push()
{
    if (descriptor_ < 0 || out_.empty())
        return;
    const std::string_view rest = std::string_view(out_).substr(written_);
    const ssize_t sent = ::send(descriptor_, rest.data(), rest.size(), MSG_NOSIGNAL);
    const int error = errno;
    const std::int64_t at = Clock::now();
    if (sent < 0 && error != EAGAIN && error != EINTR) {
        out_.clear();
        drain(); // what the client had sent before it went can still be read
        if (descriptor_ >= 0)
            fail(error);
        return;
    }
    const std::size_t left = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
    const bool all = left == rest.size();
    if (!all)
        writeNotifier_.setEnabled(true);
    if (left == 0)
        return;
    const std::string piece(rest.substr(0, left));
    written_ += left;
    if (all)
        out_.clear();
    const QPointer<PlainChannel> self(this);
    user_->channelWritten(at, piece, all);
    if (self && all && finishing_ && out_.empty() && descriptor_ >= 0)
        ::shutdown(descriptor_, SHUT_WR);
}

void PlainChannel::setReading(bool on)
{
    readingWanted_ = on;
    readNotifier_.setEnabled(on && user_ && !ended_ && descriptor_ >= 0);
}

void PlainChannel::finishWriting()
{
    finishing_ = true;
    if (out_.empty() && descriptor_ >= 0)
        ::shutdown(descriptor_, SHUT_WR);
}

void PlainChannel::drop()
{
    ended_ = true;
    closeDescriptor();
}

void PlainChannel::reset()
{
    if (descriptor_ >= 0)
        resetOnClose(descriptor_);
    drop();
}

void PlainChannel::fail(int error)
{
    ended_ = true;
    const std::int64_t at = Clock::now();
    const bool reset = error == ECONNRESET || error == EPIPE;
    closeDescriptor();
    user_->channelClosed(at, reset ? wire::CloseHow::Reset : wire::CloseHow::Error,
                         QString::fromStdString(systemWords(error)));
}

void PlainChannel::closeDescriptor()
{
    readNotifier_.setEnabled(false);
    writeNotifier_.setEnabled(false);
    if (descriptor_ >= 0)
        ::close(descriptor_);
    descriptor_ = -1;
}

} // namespace engine
