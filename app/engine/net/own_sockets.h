// SPDX-License-Identifier: GPL-3.0-or-later
// The local ends of this program's own outgoing TCP connections, so that the lab can tell what this program sends it
// from what others do. From any thread.
#pragma once

#include <string>

#include <sys/socket.h>

namespace engine {

/// Known from set() on, which is to come right after connect(2): before the lab can have accepted it.
class OwnSocket {
public:
    OwnSocket() = default;
    ~OwnSocket() { clear(); }
    OwnSocket(const OwnSocket &) = delete;
    OwnSocket &operator=(const OwnSocket &) = delete;
    /// A socket that is neither IPv4 nor IPv6 has no end that a peer could name.
    void set(int descriptor);
    void clear();

private:
    std::string end_;
};

/// Whether the peer of this accepted connection is one of our own.
bool peerIsOwn(int descriptor);

} // namespace engine
