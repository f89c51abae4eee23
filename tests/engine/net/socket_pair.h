// SPDX-License-Identifier: GPL-3.0-or-later
// Two ends of one loopback TCP connection as descriptors, and a user that keeps what a stream tells it.
#pragma once

#include "engine/net/accepted_stream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>

namespace support {

struct SocketPair {
    int client = -1; ///< blocking
    int server = -1;

    SocketPair()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(listener, 1);
        ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
        client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        ::connect(client, reinterpret_cast<sockaddr *>(&address), size);
        server = ::accept(listener, nullptr, nullptr);
        ::close(listener);
    }
    ~SocketPair() { closeClient(); }
    /// The client's next close sends RST.
    void resetOnClose() const
    {
        const linger now{1, 0};
        ::setsockopt(client, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    void closeClient()
    {
        if (client >= 0)
            ::close(client);
        client = -1;
    }
};

/// Reads what has come within `ms`; -errno when the connection broke, 0 at its end.
inline ssize_t readSome(int descriptor, std::string &into, int ms)
{
    pollfd poll{descriptor, POLLIN, 0};
    if (::poll(&poll, 1, ms) <= 0)
        return -ETIMEDOUT;
    char buffer[65536];
    const ssize_t got = ::recv(descriptor, buffer, sizeof buffer, 0);
    if (got > 0)
        into.append(buffer, static_cast<std::size_t>(got));
    return got < 0 ? -errno : got;
}

class Notes : public engine::AcceptedStream::User {
public:
    void streamOpen(std::int64_t, const engine::TlsReport *tls) override
    {
        ++opened;
        protocol = tls ? tls->protocol : std::string();
    }
    void streamRead(std::int64_t at, std::string_view bytes) override
    {
        read += bytes;
        readAt = at;
    }
    void streamWritten(std::int64_t, std::string_view bytes, bool all) override
    {
        written += bytes.size();
        wholes += all ? 1 : 0;
    }
    void streamClosed(std::int64_t, wire::CloseHow how, const std::string &) override
    {
        ++closes;
        closed = how;
    }

    int opened = 0;
    int closes = 0;
    int wholes = 0;
    std::size_t written = 0;
    std::string read;
    std::int64_t readAt = 0;
    std::string protocol;
    std::optional<wire::CloseHow> closed;
};

} // namespace support
