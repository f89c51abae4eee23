// SPDX-License-Identifier: GPL-3.0-or-later
// The client's side of SOCKS 5 (RFC 1928) with user and password (RFC 1929), as bytes in and bytes out, without a
// socket. The name goes to the proxy as it is: the proxy looks it up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

class SocksSession {
public:
    /// `user` empty: no authentication is offered. Host, user and password have at most 255 bytes (RFC 1928, 1929).
    SocksSession(std::string host, std::uint16_t port, std::string user, std::string password);

    enum class State { Asking, Open, Failed };
    State state() const { return state_; }
    /// Bytes to send now; the caller clears what has left.
    std::string &outgoing() { return out_; }
    /// How many more bytes the answer that is due has at least; never more, so that none of the tunnel's are taken.
    std::size_t wanted() const;
    void received(std::string_view bytes);
    /// Open: what the proxy said it connected from; Failed: one line.
    const std::string &words() const { return words_; }

private:
    enum class Step { Method, Authentication, Reply };
    void fail(std::string line);
    void ask();
    void method();
    void reply();

    std::string host_, user_, password_;
    std::uint16_t port_;
    Step step_ = Step::Method;
    State state_ = State::Asking;
    std::string in_;
    std::string out_;
    std::string words_;
};

} // namespace engine
