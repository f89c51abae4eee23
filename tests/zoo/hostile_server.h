// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a case's scripts on raw sockets: what the lab, being a proper server, cannot do. A thread a connection; every
// wait ends at stop(), which comes when the client has ended (zoo_run.h bounds that).
#pragma once

#include "engine/net/tls_peer.h"
#include "zoo/sealer.h"
#include "zoo/zoo_case.h"

#include <openssl/err.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace zoo {

/// The certificates that servers of the zoo show; made once.
struct Identities {
    SelfSigned good;
    SelfSigned unknown;
    SelfSigned otherName{"DNS:elsewhere.example"};
    SelfSigned expired{"DNS:localhost,IP:127.0.0.1", -1};
    SelfSigned early;

    Identities()
    {
        X509_gmtime_adj(X509_getm_notBefore(early.certificate()), 86400);
        X509_gmtime_adj(X509_getm_notAfter(early.certificate()), 10 * 86400);
        X509_sign(early.certificate(), early.key(), EVP_sha256());
    }
    const SelfSigned &named(const std::string &name) const
    {
        return name == "other-name" ? otherName
            : name == "expired"     ? expired
            : name == "early"       ? early
            : name == "unknown"     ? unknown
                                    : good;
    }
};

/// One connection: bytes through TLS where there is TLS.
class Line {
public:
    Line(int fd, const std::atomic<bool> &stop) : fd_(fd), stop_(stop)
    {
        const timeval tick{0, 50'000};
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tick, sizeof tick);
        ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tick, sizeof tick);
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Line() { close(); }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    bool over() const { return stop_ || fd_ < 0; }

    bool startTls(const SelfSigned &identity, const std::string &kind)
    {
        ssl_ = identity.session();
        SSL_set_fd(ssl_.get(), fd_);
        if (kind == "old") {
            SSL_set_security_level(ssl_.get(), 0);
            SSL_set_max_proto_version(ssl_.get(), TLS1_1_VERSION);
        } else if (kind == "tls12") {
            SSL_set_max_proto_version(ssl_.get(), TLS1_2_VERSION);
            SSL_set_cipher_list(ssl_.get(), "ECDHE-ECDSA-AES128-GCM-SHA256"); // that Sealer speaks
        } else if (kind == "h2") { // RFC 7301 section 3.2: no protocol in common is a fatal alert
            SSL_CTX_set_alpn_select_cb(
                SSL_get_SSL_CTX(ssl_.get()),
                [](SSL *, const unsigned char **, unsigned char *, const unsigned char *, unsigned int, void *) {
                    return SSL_TLSEXT_ERR_ALERT_FATAL;
                },
                nullptr);
        } else if (kind == "client") {
            SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        }
        while (!over()) {
            const int result = SSL_accept(ssl_.get());
            if (result == 1)
                return true;
            if (!wants(result))
                return false;
        }
        return false;
    }

    /// Messages of TLS that carry no content, until the client goes.
    void flood(const std::string &kind)
    {
        if (kind == "alerts" || kind == "alerts-and-hellorequests")
            return floodSealed(kind != "alerts");
        while (!over()) {
            int result = 1;
            if (kind == "keyupdate")
                result = SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED);
            else if (kind == "tickets")
                result = SSL_new_session_ticket(ssl_.get());
            else
                result = SSL_renegotiate(ssl_.get());
            if (result == 1)
                result = SSL_do_handshake(ssl_.get());
            if (result != 1 && !wants(result))
                return;
        }
    }

    /// False once the client can take no more.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty() && !over()) {
            const ssize_t n = ssl_
                ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 14)))
                : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n > 0)
                bytes.remove_prefix(static_cast<std::size_t>(n));
            else if (ssl_ ? !wants(static_cast<int>(n)) : errno != EAGAIN && errno != EINTR)
                return false;
        }
        return bytes.empty();
    }

    bool sendRaw(std::string_view bytes)
    {
        return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    }

    /// Up to `most` bytes; "" at the end or when it is time to go.
    std::string receive(std::size_t most)
    {
        std::string bytes(most, '\0');
        while (!over()) {
            const ssize_t n =
                ssl_ ? SSL_read(ssl_.get(), bytes.data(), static_cast<int>(most)) : ::recv(fd_, bytes.data(), most, 0);
            if (n > 0) {
                bytes.resize(static_cast<std::size_t>(n));
                return bytes;
            }
            if (ssl_ ? !wants(static_cast<int>(n)) : n == 0 || (errno != EAGAIN && errno != EINTR))
                break;
        }
        return {};
    }

    /// Until the client goes; what it still sends is looked at and left, so that the window stays closed.
    void waitForEnd()
    {
        char c = 0;
        while (!over()) {
            const ssize_t n = ::recv(fd_, &c, 1, MSG_PEEK);
            if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
                return;
            tcp_info info{};
            socklen_t size = sizeof info;
            ::getsockopt(fd_, IPPROTO_TCP, TCP_INFO, &info, &size);
            if (info.tcpi_state != TCP_ESTABLISHED && info.tcpi_state != TCP_FIN_WAIT1
                && info.tcpi_state != TCP_FIN_WAIT2)
                return;
            nap(5);
        }
    }

    void nap(std::uint64_t ms) const
    {
        for (; ms > 0 && !over(); ms -= std::min<std::uint64_t>(ms, 20))
            std::this_thread::sleep_for(std::chrono::milliseconds(std::min<std::uint64_t>(ms, 20)));
    }

    void goodbye() { SSL_shutdown(ssl_.get()); }
    void finish() { ::shutdown(fd_, SHUT_WR); }
    void reset()
    {
        const linger now{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close();
    }
    void close()
    {
        if (fd_ >= 0)
            ::close(fd_);
        fd_ = -1;
    }

private:
    /// Warnings (user_canceled), which OpenSSL's own interface cannot send; five in a row are an error to its reader,
    /// and a HelloRequest between them begins the count anew.
    void floodSealed(bool helloRequests)
    {
        Sealer sealer(ssl_.get());
        while (!over()) {
            std::string records;
            for (int i = 0; i < 4; ++i)
                records += sealer.seal(SSL3_RT_ALERT, std::string("\x01\x5a", 2));
            if (helloRequests)
                records += sealer.seal(SSL3_RT_HANDSHAKE, std::string(4, '\0'));
            for (std::string_view rest = records; !rest.empty() && !over();) {
                const ssize_t n = ::send(fd_, rest.data(), rest.size(), MSG_NOSIGNAL);
                if (n < 0 && errno != EAGAIN && errno != EINTR)
                    return;
                rest.remove_prefix(n > 0 ? static_cast<std::size_t>(n) : 0);
            }
        }
    }

    bool wants(int result) const
    {
        const int error = SSL_get_error(ssl_.get(), result);
        ERR_clear_error();
        return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    }

    int fd_;
    const std::atomic<bool> &stop_;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, SSL_free};
};

class HostileServer {
public:
    HostileServer(const Case &one, const Identities &identities)
        : case_(one)
        , identities_(identities)
        , listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (one.listen == "small-window") {
            const int bytes = 4096;
            ::setsockopt(listener_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_, reinterpret_cast<sockaddr *>(&address), size);
        if (one.listen != "refuse")
            ::listen(listener_, 16);
        ::getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size);
        port_ = ntohs(address.sin_port);
        if (one.listen != "refuse" && one.listen != "never-accept")
            acceptor_ = std::thread([this] { acceptAll(); });
    }
    ~HostileServer() { stop(); }

    std::uint16_t port() const { return port_; }
    int accepted() const { return accepted_; }

    void stop()
    {
        stop_ = true;
        if (acceptor_.joinable())
            acceptor_.join();
        for (std::thread &line : lines_)
            line.join();
        lines_.clear();
        if (listener_ >= 0)
            ::close(listener_);
        listener_ = -1;
    }

private:
    void acceptAll()
    {
        const timeval tick{0, 50'000};
        ::setsockopt(listener_, SOL_SOCKET, SO_RCVTIMEO, &tick, sizeof tick);
        while (!stop_) {
            const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0)
                continue;
            const auto number = static_cast<std::size_t>(accepted_++);
            const Script &script = case_.scripts[std::min(number, case_.scripts.size() - 1)];
            lines_.emplace_back([this, fd, &script] {
                sigset_t pipe; // OpenSSL writes without MSG_NOSIGNAL to a client that is gone
                sigemptyset(&pipe);
                sigaddset(&pipe, SIGPIPE);
                pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
                Line line(fd, stop_);
                while (!line.over() && playAll(line, script)) {}
            });
        }
    }

    /// True: once more from the beginning.
    bool playAll(Line &line, const Script &script) const
    {
        for (const Step &step : script) {
            if (step.what == Do::Again)
                return true;
            if (line.over() || !play(line, step))
                return false;
        }
        return false;
    }

    bool play(Line &line, const Step &step) const
    {
        switch (step.what) {
        case Do::Head: return readHead(line);
        case Do::Body: return readBytes(line, step.count, 0);
        case Do::Sip: return readBytes(line, UINT64_MAX, step.count);
        case Do::Send: return sendTimes(line, step.text, step.count);
        case Do::Forever: return sendTimes(line, step.text, UINT64_MAX);
        case Do::Drip: return drip(line, step.text, step.count);
        case Do::Pause: line.nap(step.count); return true;
        case Do::Fin: line.finish(); return true;
        case Do::Rst: line.reset(); return false;
        case Do::Close: return false;
        case Do::Hold: line.waitForEnd(); return true;
        case Do::Drain: return readBytes(line, UINT64_MAX, 0);
        case Do::Tls: return line.startTls(identities_.named(step.text), step.text);
        case Do::Flood: line.flood(step.text); return false;
        case Do::Goodbye: line.goodbye(); return true;
        case Do::Raw: return line.sendRaw(step.text);
        case Do::Again: break;
        }
        return true;
    }

    static bool readHead(Line &line)
    {
        std::string head;
        while (!head.ends_with("\r\n\r\n")) {
            const std::string one = line.receive(1);
            if (one.empty())
                return false;
            head += one;
        }
        return true;
    }

    static bool readBytes(Line &line, std::uint64_t count, std::uint64_t napMs)
    {
        while (count > 0) {
            const std::string got =
                line.receive(napMs ? 1 : static_cast<std::size_t>(std::min<std::uint64_t>(count, 65536)));
            if (got.empty())
                return false;
            count -= got.size();
            line.nap(napMs);
        }
        return true;
    }

    /// In large pieces: what is repeated by the million must not take a system call each time.
    static bool sendTimes(Line &line, const std::string &bytes, std::uint64_t times)
    {
        const std::uint64_t most = std::max<std::uint64_t>(1, (256 << 10) / std::max<std::size_t>(bytes.size(), 1));
        std::string block;
        for (std::uint64_t i = 0; i < std::min(most, times); ++i)
            block += bytes;
        for (; times >= most; times -= most) {
            if (!line.send(block))
                return false;
        }
        return line.send(std::string_view(block).substr(0, static_cast<std::size_t>(times) * bytes.size()));
    }

    static bool drip(Line &line, const std::string &bytes, std::uint64_t napMs)
    {
        for (const char &c : bytes) {
            if (!line.send({&c, 1}))
                return false;
            line.nap(napMs);
        }
        return true;
    }

    const Case case_; // its own: a server outlives the call that makes it
    const Identities &identities_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stop_ = false;
    std::atomic<int> accepted_ = 0;
    std::thread acceptor_;
    std::vector<std::thread> lines_;
};

} // namespace zoo
