// SPDX-License-Identifier: GPL-3.0-or-later
// A loopback server that plays a script with blocking sockets on a thread of its own: what a test wants a
// misbehaving peer to do, in the order in which it does it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace support {

/// One accepted connection. Calls give up after 20 s, so that a failing test ends.
class Peer {
public:
    explicit Peer(int fd) : fd_(fd) {}
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;
    ~Peer();
    /// Up to and with the blank line; what follows stays for the next call.
    std::string readHead();
    /// n bytes, or fewer at the end of the stream.
    std::string read(std::size_t n);
    /// Reads n bytes and forgets them; returns how many came.
    std::uint64_t skip(std::uint64_t n);
    bool send(std::string_view bytes);
    /// FIN after what was sent.
    void finish();
    /// RST, what is unsent is lost.
    void reset();
    /// Waits until the peer closes; true if it did so in time.
    bool awaitClose();
    int fd() const { return fd_; }

private:
    bool fill();
    int fd_;
    std::string held_;
};

class ScriptServer {
public:
    /// One script a connection, in the order of their coming; further connections are closed at once.
    explicit ScriptServer(std::vector<std::function<void(Peer &)>> scripts);
    /// The same at a Unix socket: a path that does not exist yet, or "@name". Its queue holds `queue` connections more
    /// than none.
    ScriptServer(const std::string &unixSocket, std::vector<std::function<void(Peer &)>> scripts, int queue = 8);
    ~ScriptServer();
    std::uint16_t port() const { return port_; }
    std::string url(std::string_view path = "/") const;
    int accepted() const { return accepted_; }
    /// Waits until all scripts have been played.
    void join();

private:
    void serve(std::vector<std::function<void(Peer &)>> scripts);
    std::uint16_t port_ = 0; // before the descriptor, whose making fills it
    int fd_ = -1;
    std::atomic<int> accepted_ = 0;
    std::thread thread_;
};

/// A port on which nothing listens.
std::uint16_t unusedPort();

} // namespace support
