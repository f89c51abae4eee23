// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection's protocol is to those who drive it: inputs are data, actions are data, events go to a sink. No
// socket, clock or thread. In the client's seat a machine sends requests through the Expect gate and reads responses;
// in the server's seat it reads requests and watches the responses that lab::Peer sends. Both directions are parsed.
#pragma once

#include "wire/expect_gate.h"
#include "wire/parser_sink.h"
#include "wire/stream.h"

#include <vector>

namespace wire {

enum class InputKind : std::uint8_t {
    Submit,     ///< client: a request goes out
    Flushed,    ///< bytes have left our send buffer
    Received,   ///< bytes came
    PeerClosed, ///< FIN, reset or a transport error
    Ended,      ///< no more bytes will be looked at, either way: what is half read is reported
    Timer,      ///< the gate's timer fired
    Release,    ///< the user opens the gate
    Abort,      ///< cancelled, or the engine gave up
};

struct Input {
    InputKind kind = InputKind::Received;
    std::string_view bytes; ///< Flushed, Received: those; Submit: the head as it is to be written (none at replay)
    const Submission *submission = nullptr;
    CloseHow how = CloseHow::Fin;
    std::string_view text; ///< PeerClosed: the transport's words
};

enum class ActionKind : std::uint8_t {
    SendHead, ///< write `bytes`
    SendBody, ///< the content may flow
    StopBody, ///< no further content byte
    ArmTimer, ///< the gate's, ns from now
    CancelTimer,
    Finished,   ///< the final response is complete
    GiveUp,     ///< the rules say to stop waiting for 100 and not to send
    Unreadable, ///< what came is not HTTP (any more), or nobody knows where it ends: no further content byte until
                ///< Readable; the engine decides how long to go on reading
    Readable,   ///< a start line has come after all
};

struct Action {
    ActionKind kind;
    std::uint32_t stream = 0; ///< as in Event: 0 where a connection has one at a time, as HTTP/1 has
    std::int64_t ns = 0;      ///< ArmTimer
    std::string bytes{};      ///< SendHead
    bool operator==(const Action &) const = default;
};

/// Everything that a connection produces, in order.
class MachineSink {
public:
    virtual ~MachineSink() = default;
    /// `parsed`: a parser made it (at this offset), so that elided bytes can be replayed; else the machine.
    virtual void onEvent(Event event, bool parsed, std::uint64_t offset) = 0;
    virtual void onBytes(Direction direction, ByteClass kind, std::string_view bytes) = 0;
    virtual void onCheckpoint(Direction direction, const Checkpoint &checkpoint) = 0;
};

class Machine {
public:
    virtual ~Machine() = default;

    virtual std::vector<Action> handle(const Input &input, MachineSink &sink) = 0;

    /// Replay of an elided range: the parser's events in it, then where it stood after.
    virtual std::vector<Action> injectElided(Direction direction, std::uint64_t length,
                                             const std::vector<Event> &events, MachineSink &sink) = 0;
    virtual void jump(Direction direction, const Checkpoint &checkpoint) = 0;

    /// Bytes read so far.
    virtual std::uint64_t offset(Direction direction) const = 0;
    /// Bytes can no longer be told apart; nothing more is read.
    virtual bool lost(Direction direction) const = 0;
    /// Bytes of memory that reading takes, about.
    virtual std::uint64_t held(Direction direction) const = 0;
    /// The exchange under way on the connection, or the last one.
    virtual const Stream &stream() const = 0;
    /// By both heads and the framing, the connection carries more after this exchange (RFC 9112 sections 6.3 and 9.3).
    virtual bool persistent() const = 0;
    /// Client: another request may be written now: persistent, all of this one has left, and not a byte came behind its
    /// final response (RFC 9112 section 9.2).
    virtual bool reusable() const = 0;
};

} // namespace wire
