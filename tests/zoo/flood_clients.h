// SPDX-License-Identifier: GPL-3.0-or-later
// Many clients of one server in one thread: each sends its first bytes, then the same ones without end, and comes back
// when it is closed. What the server answers is read on demand only.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace zoo {

class FloodClients {
public:
    struct Bytes {
        std::string first;
        std::string then; ///< without end; "": nothing more
        bool reads = false;
    };

    FloodClients(std::uint16_t port, int clients, Bytes bytes)
        : port_(port)
        , bytes_(std::move(bytes))
        , lines_(static_cast<std::size_t>(clients))
    {
        thread_ = std::thread([this] { run(); });
    }
    ~FloodClients()
    {
        stop_ = true;
        thread_.join();
    }
    FloodClients(const FloodClients &) = delete;
    FloodClients &operator=(const FloodClients &) = delete;

    std::int64_t sent() const { return sent_; }

private:
    struct Line {
        int fd = -1;
        std::string_view rest;
    };

    void run()
    {
        while (!stop_) {
            std::vector<pollfd> polled;
            for (Line &line : lines_) {
                if (line.fd < 0)
                    open(line);
                const bool sends = !line.rest.empty();
                polled.push_back({line.fd, static_cast<short>((sends ? POLLOUT : 0) | (bytes_.reads ? POLLIN : 0)), 0});
            }
            ::poll(polled.data(), polled.size(), 20);
            for (std::size_t i = 0; i < polled.size() && !stop_; ++i)
                if (polled[i].revents != 0 && !serve(lines_[i], polled[i].revents))
                    close(lines_[i]);
        }
        for (Line &line : lines_)
            close(line);
    }

    void open(Line &line) const
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port_);
        line.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        ::connect(line.fd, reinterpret_cast<sockaddr *>(&address), sizeof address); // under way: poll tells
        line.rest = bytes_.first.empty() ? bytes_.then : bytes_.first;
    }

    static void close(Line &line)
    {
        if (line.fd < 0)
            return;
        const linger reset{1, 0}; // with what the server has not read yet, which can be megabytes
        ::setsockopt(line.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        ::close(line.fd);
        line.fd = -1;
    }

    bool serve(Line &line, short events)
    {
        if (events & (POLLHUP | POLLERR))
            return false;
        if (events & POLLIN) {
            char room[4096];
            const ssize_t n = ::recv(line.fd, room, sizeof room, 0);
            if (n == 0 || (n < 0 && errno != EAGAIN))
                return false;
        }
        if (line.rest.empty() || !(events & POLLOUT))
            return true;
        const ssize_t n = ::send(line.fd, line.rest.data(), line.rest.size(), MSG_NOSIGNAL);
        if (n < 0)
            return errno == EAGAIN;
        sent_ += n;
        line.rest.remove_prefix(static_cast<std::size_t>(n));
        if (line.rest.empty())
            line.rest = bytes_.then;
        return true;
    }

    std::uint16_t port_;
    const Bytes bytes_;
    std::vector<Line> lines_;
    std::atomic<std::int64_t> sent_ = 0;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

} // namespace zoo
