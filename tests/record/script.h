// SPDX-License-Identifier: GPL-3.0-or-later
// Writes recordings in a few words, at times in milliseconds.
#pragma once

#include "support/record_builder.h"

#include <string>
#include <string_view>

class Script : public support::RecordBuilder {
public:
    explicit Script(wire::Role role = wire::Role::Client, record::TapeLimits limits = {}) : RecordBuilder(role, limits)
    {}
    void at(double ms) { setNow(static_cast<std::int64_t>(ms * 1e6)); }
    void attempt(std::uint32_t index, std::uint32_t connection, std::string reason = "first")
    {
        setPlace(index, connection);
        tellBegin(std::move(reason), {"example.test", 8080, {}, false});
    }
    void connect(std::string address, bool fails = false)
    {
        text(record::FactKind::ConnectBegin, std::move(address));
        text(record::FactKind::ConnectEnd, fails ? "connection refused" : "", fails ? 1 : 0);
    }
    std::vector<wire::Action> submit(std::string_view head, std::uint64_t body, bool gated = true,
                                     wire::GatePolicy policy = {})
    {
        return tellSubmit(head, body, gated, policy);
    }
    void sent(std::string_view bytes) { tellFlushed(bytes); }
    void received(std::string_view bytes) { tellReceived(bytes); }
    void timer() { tell(record::FactKind::Timer); }
    void peerClosed(wire::CloseHow how = wire::CloseHow::Fin)
    {
        tell(record::FactKind::PeerClosed, {}, {}, static_cast<int>(how));
    }
    void closed(wire::CloseHow how = wire::CloseHow::Fin)
    {
        tell(record::FactKind::Closed, "done", {}, static_cast<int>(how));
    }
    void text(record::FactKind kind, std::string words, int code = 0) { tell(kind, {}, std::move(words), code); }
    void named(record::FactKind kind, std::string key, std::string words)
    {
        tell(kind, std::move(key), std::move(words));
    }
    void end(std::string outcome = "final-status", std::string error = {})
    {
        tell(record::FactKind::AttemptEnd, std::move(outcome), std::move(error));
    }
};

inline constexpr std::string_view postHead = "POST /up?a=1 HTTP/1.1\r\nHost: example.test:8080\r\n"
                                             "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n";
inline constexpr std::string_view plainHead = "POST /up?a=1 HTTP/1.1\r\nHost: example.test:8080\r\n"
                                              "Content-Length: 5\r\n\r\n";
inline constexpr std::string_view okResponse = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// 417, then the same request without Expect on a second connection, then a probe of that connection.
inline void playRefusedAndRetried(Script &script)
{
    script.attempt(0, 0);
    script.at(1);
    script.connect("[::1]:8080", true);
    script.connect("127.0.0.1:8080");
    script.submit(postHead, 5);
    script.at(2);
    script.sent(postHead);
    script.at(5.5);
    script.received("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno\n");
    script.at(6);
    script.peerClosed();
    script.end();
    script.attempt(1, 1, "retry-without-expect");
    script.connect("127.0.0.1:8080");
    script.submit(plainHead, 5, false);
    script.at(8);
    script.sent(plainHead);
    script.sent("hello");
    script.at(9);
    script.received("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    script.end();
    script.attempt(2, 1, "follow-up");
    constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: example.test:8080\r\n\r\n";
    script.submit(get, 0, false);
    script.sent(get);
    script.at(12);
    script.peerClosed(wire::CloseHow::Reset);
    script.end("closed-early", "the server closed the connection");
    script.recorder().finish(13'000'000);
}
