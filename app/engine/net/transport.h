// SPDX-License-Identifier: GPL-3.0-or-later
// One connection, plain or under TLS, by TCP to one numeric address or to a Unix socket. Its own descriptor rather than
// QTcpSocket: what the server had sent stays readable after a reset or a failed write, the peer's FIN leaves our side
// open, and each stamp is exact:
//  * written bytes carry the time at which the kernel was given them. Not the time after the call: on
//    loopback the peer may run, and answer, before send(2) returns.
//  * received bytes carry the kernel's own stamp of the segment's arrival (SO_TIMESTAMPNS), so that a late
//    wake-up of this thread does not lengthen a pause; the time before the read where the kernel gives none.
#pragma once

#include "engine/net/clock.h"
#include "engine/net/own_sockets.h"
#include "engine/net/tls_session.h"
#include "wire/event.h"

#include <QObject>

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <sys/socket.h>

class QSocketNotifier;

namespace engine {

class Transport : public QObject {
    Q_OBJECT
public:
    explicit Transport(QObject *parent = nullptr);
    ~Transport() override;

    /// Emits connected() or connectFailed() later.
    void connectTo(const std::string &address, std::uint16_t port);
    /// Takes a connection that stands, one of many: it reads and seals less at once.
    void adopt(int fd);
    /// The same to a Unix socket: "/path", or "@name" in the abstract namespace, of wire::longestUnixSocket bytes at
    /// most. While its queue is full, it is asked again and again. Bytes carry the time before their read: the kernel
    /// stamps none there.
    void connectToUnix(const std::string &socket);
    /// Emits encrypted() or tlsFailed() later.
    void startTls(const request::TlsSettings &settings, const std::string &host);
    void startTls(std::unique_ptr<TlsSession> session);
    const TlsSession *tls() const { return tls_.get(); }

    struct Written {
        std::size_t taken = 0; ///< bytes, from the first piece on, that the kernel has now
        std::int64_t at = 0;   ///< engine::Clock
        bool full = false;     ///< the send buffer is: wait for writable()
        int error = 0;         ///< errno: nothing more can be written; what came can still be read
    };
    /// Takes what it can. Under TLS some of what was not taken may be sealed already (committed()): the next
    /// call must begin with the same bytes.
    Written write(std::span<const std::string_view> pieces);
    /// Bytes sealed, but not yet taken: they have to go out for the stream to stay in step.
    std::size_t committed() const { return committed_; }

    struct Read {
        enum class What { Bytes, Later, Closed } what = What::Later;
        std::string_view bytes; ///< valid until the next read()
        std::int64_t at = 0;    ///< engine::Clock
        wire::CloseHow how = wire::CloseHow::Fin;
        std::string text; ///< of a close: what happened, in words
    };
    /// At most `most` bytes.
    Read read(std::size_t most = SIZE_MAX);
    /// As read(), at most `most` bytes, before TLS: for what comes ahead of the tunnel's own bytes.
    Read readPlain(std::size_t most) { return receive(most); }

    /// Whether writable() is to be emitted; off at first.
    void watchWritable(bool on);
    /// Whether readable() is; on once connected.
    void watchReadable(bool on);
    /// Nothing more will be written: the end of TLS, then FIN; reading goes on.
    void finishWriting();
    /// An orderly end: what the kernel holds still goes out.
    void close();
    /// RST, whatever is unread or unsent.
    void reset();
    bool isOpen() const { return fd_ >= 0; }

signals:
    void connected();
    void connectFailed(int error);
    void encrypted();
    void tlsFailed(const std::string &line);
    void readable();
    void writable();

private:
    void openSocket(int family);
    void connectNow();
    void failLater(int error);
    void prepare();
    void watch();
    void writeReady();
    void readReady();
    void updateNotifiers();
    void readAgain();
    void reply();
    bool repliesHeld() const;
    void connectDone();
    void goOnWithTls();
    Read receive(std::size_t most);
    Read tlsEnd() const;
    Read readTls(std::size_t most);
    Written writeTls(std::span<const std::string_view> pieces);
    void seal(std::span<const std::string_view> pieces);
    int flush(bool &full);

    struct Mark { // `plain` bytes have left once `sealed` bytes have
        std::uint64_t sealed;
        std::size_t plain;
    };

    struct AddressInfo {
        sockaddr_storage storage = {};
        socklen_t size = 0;
    };
    static AddressInfo addressOf(const std::string &address, std::uint16_t port);
    static AddressInfo unixAddress(std::string_view socket);

    OwnSocket own_;
    int fd_ = -1;
    std::size_t most_ = 256 << 10; // bytes read, and sealed ahead, at once
    bool connecting_ = false;
    bool readWanted_ = false;
    bool writeWanted_ = false;
    bool repliesWait_ = false; // for the kernel's buffer: what TLS has to say by itself
    bool againPosted_ = false;
    bool finishing_ = false;
    AddressInfo to_;
    QSocketNotifier *readNotifier_ = nullptr;
    QSocketNotifier *writeNotifier_ = nullptr;
    Clock::Moment emptyAt_; // when the kernel held nothing that came, last
    std::unique_ptr<char[]> buffer_;
    std::unique_ptr<char[]> plain_;
    std::unique_ptr<TlsSession> tls_;
    std::deque<Mark> marks_;
    std::size_t committed_ = 0;
    std::int64_t sealedAt_ = 0; // stamp of the sealed bytes received last
    Read ended_;                // the close that receive() met, for after the last plain bytes
};

} // namespace engine
