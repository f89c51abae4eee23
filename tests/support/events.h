// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges for tests of what is drawn: real recordings with chosen times.
#pragma once

#include "support/record_builder.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

namespace support {

/// Times are in microseconds since the exchange began.
class Script : public RecordBuilder {
public:
    using RecordBuilder::RecordBuilder;

    Script &attempt(std::int64_t us, std::uint32_t index, const char *reason)
    {
        setPlace(index, index);
        at(us).tellBegin(reason, {"127.0.0.1", 8417, {}, false});
        return *this;
    }
    Script &attemptEnd(std::int64_t us, const char *outcome = "final-status", const char *error = "")
    {
        return fact(us, record::FactKind::AttemptEnd, outcome, error);
    }
    Script &connect(std::int64_t begin, std::int64_t end, int code = 0)
    {
        fact(begin, record::FactKind::ConnectBegin, "", "127.0.0.1:8417");
        return fact(end, record::FactKind::ConnectEnd, "", code == 0 ? "" : "connection refused", code);
    }
    Script &lookup(std::int64_t begin, std::int64_t end)
    {
        fact(begin, record::FactKind::LookupBegin, "", "localhost");
        return fact(end, record::FactKind::LookupEnd, "", "127.0.0.1");
    }
    /// Announces a request; its bytes follow by sent().
    Script &submit(std::int64_t us, const std::string &head, std::uint64_t body, bool gated)
    {
        at(us).tellSubmit(head, body, gated);
        return *this;
    }
    Script &sent(std::int64_t us, std::string_view bytes)
    {
        at(us).tellFlushed(bytes);
        return *this;
    }
    Script &received(std::int64_t us, std::string_view bytes)
    {
        at(us).tellReceived(bytes);
        return *this;
    }
    /// A body in even steps between two times.
    Script &body(std::int64_t begin, std::int64_t end, std::uint64_t bytes, int steps, std::uint64_t upTo = ~0ULL)
    {
        const std::uint64_t piece = bytes / static_cast<std::uint64_t>(steps);
        std::uint64_t done = 0;
        for (int i = 0; i < steps && done < std::min(bytes, upTo); ++i) {
            const std::uint64_t n = i + 1 == steps ? bytes - done : piece;
            const std::int64_t at = begin + (end - begin) * i / std::max(1, steps - 1);
            sent(at, std::string(static_cast<std::size_t>(n), 'x'));
            done += n;
        }
        return *this;
    }
    Script &timer(std::int64_t us) { return fact(us, record::FactKind::Timer); }
    Script &decision(std::int64_t us, const char *name) { return fact(us, record::FactKind::Decision, name); }
    Script &peerClosed(std::int64_t us, wire::CloseHow how = wire::CloseHow::Fin)
    {
        return fact(us, record::FactKind::PeerClosed, "", "", static_cast<int>(how));
    }
    Script &closed(std::int64_t us) { return fact(us, record::FactKind::Closed); }
    Script &timeout(std::int64_t us, const char *which) { return fact(us, record::FactKind::Timeout, which); }

    Script &fact(std::int64_t us, record::FactKind kind, const char *name = "", const char *text = "", int code = 0)
    {
        at(us).tell(kind, name, text, code);
        return *this;
    }

    /// What has been recorded so far.
    std::shared_ptr<const record::Record> record() const
    {
        return std::make_shared<const record::Record>(recorder().recording());
    }
    /// Number of the first event of a kind (and code, unless -1); fails hard when there is none.
    std::uint64_t seqOf(wire::Kind kind, int code = -1, wire::Phase phase = wire::Phase::Instant) const
    {
        for (const auto &event : events()) {
            const bool same = phase == wire::Phase::Instant || event.phase == phase;
            if (event.kind == kind && same && (code < 0 || event.code == code))
                return event.seq;
        }
        std::abort();
    }

private:
    Script &at(std::int64_t us)
    {
        setNow(us * 1000);
        return *this;
    }
};

inline std::string requestHead(std::uint64_t length, bool expect, const char *target = "/refuse-417")
{
    return std::string("POST ") + target + " HTTP/1.1\r\nHost: 127.0.0.1:8417\r\nUser-Agent: interim\r\n"
        + "Content-Length: " + std::to_string(length) + "\r\n" + (expect ? "Expect: 100-continue\r\n" : "") + "\r\n";
}

/// The first minute: 417 to the expectation, then 201 without it, 4 MiB.
inline Script refusedThenHealed()
{
    const std::uint64_t size = 4 << 20;
    Script s;
    const auto first = requestHead(size, true);
    const auto second = requestHead(size, false);
    s.attempt(0, 0, "first").connect(10, 412).submit(420, first, size, true).sent(431, first);
    s.received(2063,
               "HTTP/1.1 417 Expectation Failed\r\nContent-Type: text/plain\r\nContent-Length: 19\r\n"
               "Connection: keep-alive\r\n\r\nexpectation refused");
    s.decision(2071, "retry-without-expect").closed(2075).attemptEnd(2080);
    s.attempt(2085, 1, "retry-without-expect").connect(2090, 2500).submit(2510, second, size, false).sent(2980, second);
    s.body(3010, 5102, size, 32).received(5600, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n").attemptEnd(5950);
    return s;
}

/// No 100 ever: the wait of one second runs out, the body goes all the same.
inline Script stalled()
{
    const std::uint64_t size = 1 << 20;
    Script s;
    const auto head = requestHead(size, true, "/silent");
    s.attempt(0, 0, "first").lookup(0, 90).connect(95, 190).submit(200, head, size, true).sent(215, head);
    s.timer(1'000'230).body(1'000'240, 1'001'400, size, 8);
    s.received(1'001'900, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").attemptEnd(1'001'950);
    s.closed(2'000'000);
    return s;
}

/// 103, then 100, then the body, and a 413 while it still goes out; then a reset.
inline Script interruptedUpload()
{
    const std::uint64_t size = 8 << 20;
    Script s;
    const auto head = requestHead(size, true, "/reject-413");
    s.attempt(0, 0, "first").connect(0, 150).submit(160, head, size, true).sent(175, head);
    s.received(900, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
    s.received(1400, "HTTP/1.1 102 Processing\r\n\r\n").received(1900, "HTTP/1.1 100 Continue\r\n\r\n");
    s.body(1950, 2990, size, 16, size / 2);
    s.received(3000, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\n");
    s.received(3400, "large").peerClosed(3600, wire::CloseHow::Reset).attemptEnd(3600);
    return s;
}

/// Interim responses one after the other, a microsecond apart, then 200.
inline Script interimFlood(int count)
{
    Script s;
    const std::string head = "GET / HTTP/1.1\r\nHost: 127.0.0.1:8417\r\n\r\n";
    s.attempt(0, 0, "first").connect(10, 20).submit(30, head, 0, false).sent(40, head);
    for (int i = 0; i < count; ++i)
        s.received(100 + i, "HTTP/1.1 102 P\r\n\r\n");
    s.received(200 + count, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").attemptEnd(300 + count);
    return s;
}

} // namespace support
