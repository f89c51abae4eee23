// SPDX-License-Identifier: GPL-3.0-or-later
// One accepted connection of the lab as bytes: what came, what left, how it ended, each stamped once.
#pragma once

#include "wire/event.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// Whoever uses a channel. `at` is Clock::now(). A callback may write to the channel, or end it.
class ChannelUser {
public:
    virtual ~ChannelUser() = default;
    /// TLS: the handshake is done. TCP: comes at once.
    virtual void channelOpen(std::int64_t at, const QString &protocol, const QString &cipher) = 0;
    virtual void channelRead(std::int64_t at, std::string_view bytes) = 0;
    /// These bytes of a write have left for the kernel; `all`: nothing is left to send.
    virtual void channelWritten(std::int64_t at, std::string_view bytes, bool all) = 0;
    /// The other side ended it: once by Fin, once for all by anything else, after which the channel is dead.
    virtual void channelClosed(std::int64_t at, wire::CloseHow how, const QString &text) = 0;
};

/// Read at once, in bytes.
inline constexpr std::size_t channelReadBytes = 256 << 10;

class Channel : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void open(ChannelUser *user) = 0;
    /// Only after all of the write before has left. channelWritten may come from within.
    virtual void write(std::string bytes) = 0;
    /// Off: bytes stay with the kernel.
    virtual void setReading(bool on) = 0;
    /// FIN (or close_notify) once all has left; reading goes on as far as the transport allows.
    virtual void finishWriting() = 0;
    /// Closes now; unread bytes make the kernel reset the connection.
    virtual void drop() = 0;
    /// RST now, whatever is unread or unsent.
    virtual void reset() = 0;
};

/// The descriptor's next close sends RST (SO_LINGER with a time of 0).
void resetOnClose(qintptr descriptor);
void setNoDelay(qintptr descriptor);

} // namespace engine
