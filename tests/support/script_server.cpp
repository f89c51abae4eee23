// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/script_server.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace support {

namespace {

constexpr int patienceMs = 20'000;

int listenOnLoopback(std::uint16_t *port)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(fd, reinterpret_cast<sockaddr *>(&address), size);
    listen(fd, 16);
    getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    *port = ntohs(address.sin_port);
    return fd;
}

int listenOnUnix(const std::string &socketName, int queue)
{
    sockaddr_un to = {};
    to.sun_family = AF_UNIX;
    const bool named = socketName.front() == '@';
    std::memcpy(to.sun_path, socketName.data(), socketName.size());
    if (named)
        to.sun_path[0] = 0;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socketName.size() + (named ? 0 : 1));
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(fd, reinterpret_cast<const sockaddr *>(&to), size) != 0 || listen(fd, queue) != 0)
        std::abort();
    return fd;
}

} // namespace

Peer::~Peer()
{
    if (fd_ >= 0)
        close(fd_);
}

bool Peer::fill()
{
    pollfd wait = {fd_, POLLIN, 0};
    if (poll(&wait, 1, patienceMs) <= 0)
        return false;
    char buffer[64 << 10];
    const ssize_t n = recv(fd_, buffer, sizeof buffer, 0);
    if (n > 0)
        held_.append(buffer, static_cast<std::size_t>(n));
    return n > 0;
}

std::string Peer::readHead()
{
    while (held_.find("\r\n\r\n") == std::string::npos && fill()) {}
    const auto end = held_.find("\r\n\r\n");
    return read(end == std::string::npos ? held_.size() : end + 4);
}

std::string Peer::read(std::size_t n)
{
    while (held_.size() < n && fill()) {}
    std::string bytes = held_.substr(0, n);
    held_.erase(0, bytes.size());
    return bytes;
}

std::uint64_t Peer::skip(std::uint64_t n)
{
    std::uint64_t got = 0;
    while (got < n) {
        const std::string piece = read(std::min<std::uint64_t>(n - got, 64 << 10));
        if (piece.empty())
            break;
        got += piece.size();
    }
    return got;
}

bool Peer::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

void Peer::finish()
{
    shutdown(fd_, SHUT_WR);
}

void Peer::reset()
{
    const linger now = {1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd_);
    fd_ = -1;
}

bool Peer::awaitClose()
{
    held_.clear();
    while (fill())
        held_.clear();
    char byte = 0;
    return recv(fd_, &byte, 1, MSG_DONTWAIT) == 0 || errno == ECONNRESET;
}

ScriptServer::ScriptServer(std::vector<std::function<void(Peer &)>> scripts)
    : fd_(listenOnLoopback(&port_))
    , thread_([this, list = std::move(scripts)] { serve(list); })
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL's own socket writes raise it
}

ScriptServer::ScriptServer(const std::string &unixSocket, std::vector<std::function<void(Peer &)>> scripts, int queue)
    : fd_(listenOnUnix(unixSocket, queue))
    , thread_([this, list = std::move(scripts)] { serve(list); })
{
    std::signal(SIGPIPE, SIG_IGN);
}

ScriptServer::~ScriptServer()
{
    shutdown(fd_, SHUT_RDWR); // ends accept()
    join();
    close(fd_);
}

void ScriptServer::join()
{
    if (thread_.joinable())
        thread_.join();
}

std::string ScriptServer::url(std::string_view path) const
{
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

void ScriptServer::serve(std::vector<std::function<void(Peer &)>> scripts)
{
    for (const auto &script : scripts) {
        const int fd = accept(fd_, nullptr, nullptr);
        if (fd < 0)
            return;
        ++accepted_;
        const int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        Peer peer(fd);
        script(peer);
    }
}

std::uint16_t unusedPort()
{
    std::uint16_t port = 0;
    close(listenOnLoopback(&port));
    return port;
}

} // namespace support
