// SPDX-License-Identifier: GPL-3.0-or-later
// The server of the early answer's benchmark: reads a head and 64 KiB of content, answers 413, and goes on reading
// until the client closes. `bench_refuse [tls]` prints its port, then for each connection how many bytes of content
// came.
#include "bench/listen.h"
#include "engine/net/tls_peer.h"

#include <cstdio>
#include <cstring>
#include <memory>

#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::string_view answer = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr std::uint64_t enough = 64 << 10;
char buffer[64 << 10];

/// One connection, plain or under TLS.
class Line {
public:
    Line(int fd, const SelfSigned *identity) : fd_(fd)
    {
        if (!identity)
            return;
        ssl_ = identity->session();
        SSL_set_fd(ssl_.get(), fd);
        SSL_accept(ssl_.get());
    }
    /// 0 at the end.
    std::size_t read(std::size_t most)
    {
        std::size_t n = 0;
        if (ssl_)
            return SSL_read_ex(ssl_.get(), buffer, most, &n) == 1 ? n : 0;
        const ssize_t got = recv(fd_, buffer, most, 0);
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    void send(std::string_view bytes)
    {
        if (ssl_)
            SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
        else
            (void)!::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }

private:
    int fd_;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, SSL_free};
};

std::uint64_t serve(Line line)
{
    std::string head;
    while (!head.ends_with("\r\n\r\n") && line.read(1) == 1)
        head += buffer[0];
    std::uint64_t came = 0;
    while (came < enough) {
        const std::size_t n = line.read(static_cast<std::size_t>(enough - came));
        if (n == 0)
            return came;
        came += n;
    }
    line.send(answer);
    for (std::size_t n = 1; n > 0; came += n)
        n = line.read(sizeof buffer);
    return came;
}

} // namespace

int main(int argc, char **argv)
{
    const bool tls = argc > 1 && std::strcmp(argv[1], "tls") == 0;
    std::signal(SIGPIPE, SIG_IGN);
    const SelfSigned identity;
    const int listener = bench::listenAnywhere();
    for (;;) {
        const int fd = accept(listener, nullptr, nullptr);
        if (fd < 0)
            return 1;
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::printf("%llu\n", static_cast<unsigned long long>(serve({fd, tls ? &identity : nullptr})));
        std::fflush(stdout);
        close(fd);
    }
}
