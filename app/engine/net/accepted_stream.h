// SPDX-License-Identifier: GPL-3.0-or-later
// One accepted connection as bytes, over a transport, plain or under TLS: what came, what left, how it ended, each
// stamped once. Reading and writing go in turns, so that one client leaves room for others.
#pragma once

#include "engine/net/transport.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

class AcceptedStream : public QObject {
    Q_OBJECT
public:
    /// Whoever uses it. `at` is Clock's. A callback may write to the stream, or end it.
    class User {
    public:
        virtual ~User() = default;
        /// TLS: the handshake is done. Plain: comes at once, with no words.
        virtual void streamOpen(std::int64_t at, const TlsReport *tls) = 0;
        virtual void streamRead(std::int64_t at, std::string_view bytes) = 0;
        /// These bytes of a write have left for the kernel; `all`: nothing is left to send.
        virtual void streamWritten(std::int64_t at, std::string_view bytes, bool all) = 0;
        /// The other side ended it: once by Fin, once for all by anything else, after which it is dead.
        virtual void streamClosed(std::int64_t at, wire::CloseHow how, const std::string &text) = 0;
    };

    /// Takes the descriptor. With an identity: in the server's seat of TLS.
    AcceptedStream(qintptr descriptor, std::optional<TlsIdentity> identity, QObject *parent = nullptr);

    void open(User *user);
    /// Only after all of the write before has left. streamWritten may come from within.
    void write(std::string bytes);
    /// Off: bytes stay with the kernel.
    void setReading(bool on);
    /// FIN (or close_notify) once all has left. Reading goes on; TLS is ended with both ways, so that what still comes
    /// there is read until the client closes.
    void finishWriting();
    /// Closes now; unread bytes make the kernel reset the connection.
    void drop();
    /// RST now, whatever is unread or unsent.
    void reset();
    /// The client may end its side and wait for the rest of ours: plain only.
    bool halfCloses() const { return !identity_; }

private:
    void begin(const TlsReport *tls);
    void readSome();
    void readLater();
    bool readMore() const;
    void push();
    void told(std::int64_t at, std::size_t taken);
    void broken();
    void ended(const Transport::Read &got);
    void tellClosed(std::int64_t at, wire::CloseHow how, const std::string &text);

    Transport transport_;
    std::optional<TlsIdentity> identity_;
    User *user_ = nullptr;
    std::string out_;
    std::size_t written_ = 0; // of out_
    int writeError_ = 0;
    bool open_ = false;
    bool reading_ = true;
    bool posted_ = false; // a readSome()
    bool finishing_ = false;
    bool peerEnded_ = false; // by a FIN, which has been told
    bool over_ = false;
};

} // namespace engine
