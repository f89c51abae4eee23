// SPDX-License-Identifier: GPL-3.0-or-later
// Connections a second that a server on loopback serves: `bench_connect PORT PATH SECONDS`; two clients, each one GET a
// connection, read to the close.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

bool once(std::uint16_t port, const std::string &request)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string got;
    if (connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0
        && write(fd, request.data(), request.size()) == ssize_t(request.size())) {
        char block[4096];
        for (ssize_t n = 0; (n = read(fd, block, sizeof block)) > 0;)
            got.append(block, std::size_t(n));
    }
    close(fd);
    return got.starts_with("HTTP/1.1 200");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    const std::string request =
        std::string("GET ") + argv[2] + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const double seconds = std::atof(argv[3]);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    std::atomic<int> served = 0, failed = 0;
    const auto work = [&] {
        while (std::chrono::steady_clock::now() < end)
            ++(once(port, request) ? served : failed);
    };
    std::thread other(work);
    work();
    other.join();
    std::printf("%.0f %d\n", served / seconds, failed.load());
    return failed > 0;
}
