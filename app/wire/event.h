// SPDX-License-Identifier: GPL-3.0-or-later
// What happened on the wire, as values: spans of bytes and the events that stand for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wire {

/// Which way bytes went, seen from the seat that recorded them; Local: no bytes, something we did or decided.
enum class Direction : std::uint8_t { Local, Sent, Received };

/// Whose seat it is.
enum class Role : std::uint8_t { Client, Server };

/// Of whose messages something tells; Local: of none.
enum class Side : std::uint8_t { Local, Request, Response };
/// A client sends requests, a server receives them.
constexpr Side sideOf(Role role, Direction direction)
{
    if (direction == Direction::Local)
        return Side::Local;
    return (role == Role::Client) == (direction == Direction::Sent) ? Side::Request : Side::Response;
}

constexpr Direction directionOf(Role role, Side side)
{
    if (side == Side::Local)
        return Direction::Local;
    return (role == Role::Client) == (side == Side::Request) ? Direction::Sent : Direction::Received;
}

/// A span opens (Begin), closes (End), or there is one moment only (Instant).
enum class Phase : std::uint8_t { Instant, Begin, End };

/// A run of bytes in one direction's tape: offset and length in bytes from the connection's first byte.
struct Span {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::uint64_t end() const { return offset + length; }
    bool operator==(const Span &) const = default;
};

enum class Kind : std::uint8_t {
    // Local or transport: they carry no bytes.
    Attempt,  ///< begin: name = reason key, value = connection; end: name = outcome key, text = the error
    Lookup,   ///< begin: text = host; end: text = addresses or the error, code = 0 or 1 (failed)
    Connect,  ///< begin: text = address:port; end: text = the error if any, code = 0 or 1 (failed)
    Tls,      ///< begin: text = server name; end: name = protocol, text = cipher and chain or the error, code 0/1
    Pause,    ///< the gate waits; end: code = GateOutcome, value = the interim status that continued it
    WaitOver, ///< the wait ran out and, by the rules, waiting goes on
    Decision, ///< name = a key that a sentence belongs to (retry-without-expect, stop-upload, hold-content, ...)
    Timeout,  ///< name = connect, head, idle, whole or resync
    Close,    ///< direction = who closed; code = CloseHow; text = the transport's word for it
    Error,    ///< name = a key (body-source, aborted, ...), text = a line for people
    // A message and its parts: containers whose spans hold leaves.
    HeadBegin,       ///< first byte of a start line
    RequestHead,     ///< end: span = the head with its blank line, name = method, text = target
    InterimResponse, ///< end: span = the head; code = status, text = reason phrase, value = version*10
    FinalResponse,   ///< end: as InterimResponse, for the final one (101 included)
    ContentBegin,    ///< first byte of content or of its chunk framing
    ContentEnd,      ///< span = content with framing; value = content bytes
    MessageEnd,      ///< the message is complete; span = all of it; code = 1: cut short by a close
    // Leaves: they tile each tape with no gap and no overlap.
    EmptyLine,   ///< blank line before a start line
    StartLine,   ///< request: name = method, text = target; response: code = status, text = reason; value = version
    FieldLine,   ///< name, text = value without surrounding white space
    FieldFold,   ///< a continuation line (obs-fold); text = what it adds
    HeadEnd,     ///< the blank line
    ChunkLine,   ///< chunk-size line; value = size, text = extensions
    ContentData, ///< value = content bytes in it; code = 1: the span holds chunk framing too
    ChunkEnd,    ///< line end after a chunk's data
    TrailerLine, ///< name, text
    TrailerEnd,  ///< the blank line after the trailers
    Unparsed,    ///< bytes that no rule of HTTP claims; text = the first 64 where a start line should have been
    // Irregularities: a span inside leaves already or about to be reported.
    Anomaly, ///< code = wire::Anomaly, name = its key, text = the offending text, cut to 64 bytes
    // Later additions.
    Proxy, ///< local, SOCKS: begin: text = what is asked for; end: name = protocol, text = the answer, code = 0 or 1
};

/// The name of a Connect event to a Unix socket, whose text is "/path" or "@name" then; "" where it is to an address.
inline constexpr const char *unixStep = "unix";

/// How a connection ended.
enum class CloseHow : std::uint8_t {
    Fin,
    Reset,
    Error,
    Truncated, ///< a FIN under TLS without close_notify: it ends nothing (RFC 9112 section 9.8)
};

/// One thing that happened. The machine fills what it knows; record::Recorder adds seq, at, attempt, connection, role.
struct Event {
    std::uint64_t seq = 0;        ///< rises strictly within an exchange, from 0
    std::int64_t at = 0;          ///< nanoseconds since the exchange began; never falls
    std::uint32_t attempt = 0;    ///< index of the attempt
    std::uint32_t connection = 0; ///< index of the connection, and so of its two tapes
    std::uint32_t stream = 0;     ///< HTTP/2 stream; 0 for HTTP/1
    Kind kind = Kind::Attempt;
    Phase phase = Phase::Instant;
    Direction direction = Direction::Local;
    Role role = Role::Client; ///< of the seat that recorded its connection
    Span span;
    std::int32_t code = 0;
    std::uint64_t value = 0;
    /// In the client's seat, of a response's head and of ContentAfterInterim: wire bytes of the request's content that
    /// had left.
    std::uint64_t contentSent = 0;
    std::string name;
    std::string text;
    Side side() const { return sideOf(role, direction); }
    bool operator==(const Event &) const = default;
};

/// Stable machine name: "request-head", "pause", "field-line".
std::string_view keyOf(Kind kind);
std::string_view keyOf(Phase phase);
std::string_view keyOf(Direction direction);
/// True for kinds whose spans tile a tape.
bool isLeaf(Kind kind);
/// Local and transport: no bytes.
constexpr bool isLocal(Kind kind)
{
    return kind < Kind::HeadBegin || kind == Kind::Proxy;
}
/// One line for logs and fixtures: "received 0+17 status-line 200 HTTP/1.1 OK"; bytes outside 0x21-0x7e are escaped.
std::string describe(const Event &event);

} // namespace wire
