// SPDX-License-Identifier: GPL-3.0-or-later
// The server of the upload benchmark: reads a request as fast as the kernel hands it over, answers 200, closes.
// `bench_sink [tls]` prints its port.
#include "bench/listen.h"
#include "engine/net/tls_peer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr std::size_t block = 256 << 10;
char buffer[block];

std::uint64_t lengthIn(const std::string &head)
{
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::strtoull(head.c_str() + at + 16, nullptr, 10);
}

void servePlain(int fd)
{
    std::string head;
    char c = 0;
    while (!head.ends_with("\r\n\r\n") && recv(fd, &c, 1, 0) == 1)
        head += c;
    for (std::uint64_t left = lengthIn(head); left > 0;) {
        const ssize_t n = recv(fd, buffer, std::min<std::uint64_t>(left, block), 0);
        if (n <= 0)
            return;
        left -= static_cast<std::uint64_t>(n);
    }
    (void)!write(fd, answer.data(), answer.size());
}

void serveTls(int fd, const SelfSigned &identity)
{
    const auto ssl = identity.session();
    SSL_set_fd(ssl.get(), fd);
    SSL_set_read_ahead(ssl.get(), 1);
    if (SSL_accept(ssl.get()) != 1)
        return;
    std::string head;
    char c = 0;
    while (!head.ends_with("\r\n\r\n") && SSL_read(ssl.get(), &c, 1) == 1)
        head += c;
    for (std::uint64_t left = lengthIn(head); left > 0;) {
        std::size_t n = 0;
        if (SSL_read_ex(ssl.get(), buffer, std::min<std::uint64_t>(left, block), &n) != 1)
            return;
        left -= n;
    }
    SSL_write(ssl.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(ssl.get());
}

} // namespace

int main(int argc, char **argv)
{
    const bool tls = argc > 1 && std::strcmp(argv[1], "tls") == 0;
    const SelfSigned identity;
    const int listener = bench::listenAnywhere();
    for (;;) {
        const int fd = accept(listener, nullptr, nullptr);
        if (fd < 0)
            return 1;
        if (tls)
            serveTls(fd, identity);
        else
            servePlain(fd);
        close(fd);
    }
}
