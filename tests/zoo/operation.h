// SPDX-License-Identifier: GPL-3.0-or-later
// Operations that are held to the promise of one exchange: an end in time, under 200 MiB, with a named outcome. Their
// inputs are made here: recordings that are small and claim much, and servers for many requests at once.
#pragma once

#include "record/file.h"
#include "support/coded.h"
#include "support/record_builder.h"
#include "zoo/child.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <thread>

namespace zoo {

/// A recording of a GET and of what came, in pieces of `step` bytes, a microsecond after one another.
inline record::Record recordingOf(const std::string &received, std::size_t step = 64 << 10)
{
    const std::string head = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    support::RecordBuilder builder;
    builder.tellBegin("first", {"127.0.0.1", 80, {}, false});
    builder.setNow(1000);
    builder.tellSubmit(head, 0, false);
    builder.setNow(2000);
    builder.tellFlushed(head);
    builder.setNow(3000);
    for (std::size_t i = 0; i < received.size(); i += step) {
        builder.setNow(builder.now() + 1000);
        builder.tellReceived(std::string_view(received).substr(i, step));
    }
    builder.setNow(builder.now() + 1000);
    builder.tell(record::FactKind::AttemptEnd, "final-status");
    record::Record record = builder.recorder().take();
    record.startedAt = 1'700'000'000'000;
    record.spec.url = "http://127.0.0.1/";
    return record;
}

inline std::string answer(const std::string &fields, const std::string &content)
{
    return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content;
}

inline std::string times(std::size_t count, const std::string &text)
{
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += text;
    return all;
}

/// Answers each connection, after its first bytes, with the same and leaves it open until the client goes. One thread
/// for all: sixty-four rows are served at once.
class FloodServer {
public:
    explicit FloodServer(std::string bytes)
        : bytes_(std::move(bytes))
        , listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(listener_, 256);
        ::getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { run(); });
    }
    ~FloodServer()
    {
        stop_ = true;
        thread_.join();
        ::close(listener_);
    }
    FloodServer(const FloodServer &) = delete;
    FloodServer &operator=(const FloodServer &) = delete;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

private:
    struct Line {
        int fd = -1;
        bool asked = false;
        std::size_t sent = 0;
    };

    void run()
    {
        std::vector<Line> lines;
        while (!stop_) {
            std::vector<pollfd> polled{{listener_, POLLIN, 0}};
            for (const Line &line : lines)
                polled.push_back(
                    {line.fd, static_cast<short>(line.asked && line.sent < bytes_.size() ? POLLIN | POLLOUT : POLLIN),
                     0});
            ::poll(polled.data(), polled.size(), 20);
            for (std::size_t i = lines.size(); i-- > 0;)
                if (polled[i + 1].revents != 0 && !serve(lines[i], polled[i + 1].revents)) {
                    ::close(lines[i].fd);
                    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
                }
            if (const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK); fd >= 0)
                lines.push_back({fd, false, 0});
        }
        for (const Line &line : lines)
            ::close(line.fd);
    }

    bool serve(Line &line, short events) const
    {
        std::array<char, 65536> room;
        if (events & (POLLIN | POLLHUP | POLLERR)) {
            if (::recv(line.fd, room.data(), room.size(), 0) <= 0)
                return false;
            line.asked = true;
        }
        const auto rest = std::string_view(bytes_).substr(line.sent);
        if (!line.asked || rest.empty())
            return true;
        const ssize_t n = ::send(line.fd, rest.data(), rest.size(), MSG_NOSIGNAL);
        line.sent += n > 0 ? static_cast<std::size_t>(n) : 0;
        return n > 0 || errno == EAGAIN;
    }

    std::string bytes_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

} // namespace zoo
