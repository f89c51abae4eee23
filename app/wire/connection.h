// SPDX-License-Identifier: GPL-3.0-or-later
// One connection as a machine: inputs are data, actions are data, events go to a sink. No socket, clock or
// thread. In the client's seat it sends requests through the Expect gate and reads responses; in the server's
// seat it reads requests and watches the responses that lab::Peer sends. Both directions are parsed.
#pragma once

#include "wire/expect_gate.h"
#include "wire/parser.h"

namespace wire {

enum class InputKind : std::uint8_t {
    Submit,     ///< client: a request goes out (its head's bytes are the engine's)
    Flushed,    ///< bytes have left our send buffer
    Received,   ///< bytes came
    PeerClosed, ///< FIN, reset or a transport error
    Ended,      ///< no more bytes will be looked at, either way: what is half read is reported
    Timer,      ///< the gate's timer fired
    Release,    ///< the user opens the gate
    Abort,      ///< cancelled, or the engine gave up
};

/// What the machine must know of a request before its bytes flow.
struct Submission {
    std::uint64_t headLength = 0; ///< bytes
    std::uint64_t bodyLength = 0; ///< bytes on the wire, chunk framing included; 0 for none
    std::string method;
    int version = 11;
    bool upgrade = false;
    bool gated = false; ///< an Expect field goes out with content, and the wait is not 0
    bool expectSent = false;
    GatePolicy policy;
    bool operator==(const Submission &) const = default;
};

struct Input {
    InputKind kind = InputKind::Received;
    std::string_view bytes;
    const Submission *submission = nullptr;
    CloseHow how = CloseHow::Fin;
    std::string_view text; ///< PeerClosed: the transport's words
};

enum class ActionKind : std::uint8_t {
    SendHead, ///< write the submitted head
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
    std::int64_t ns = 0;
    bool operator==(const Action &) const = default;
};

/// Everything that a connection produces, in order.
class ConnectionSink {
public:
    virtual ~ConnectionSink() = default;
    /// `parsed`: the parser made it (at this offset), so that elided bytes can be replayed; else the connection.
    virtual void onEvent(Event event, bool parsed, std::uint64_t offset) = 0;
    virtual void onBytes(Direction direction, ByteClass kind, std::string_view bytes) = 0;
    virtual void onCheckpoint(Direction direction, const Checkpoint &checkpoint) = 0;
};

/// Chunk framing that does not hold (RFC 9112 section 7.1).
struct BrokenContent {
    Anomaly what = Anomaly::BadChunkSize; ///< or ChunkSizeTooLarge, ChunkLineTooLong, ChunkEndMissing
    std::string text;                     ///< the bytes at fault: of a chunk-size line, the line
    bool operator==(const BrokenContent &) const = default;
};

class Connection {
public:
    explicit Connection(Role role, Limits limits = {});

    std::vector<Action> handle(const Input &input, ConnectionSink &sink);

    /// Replay of an elided range: the parser's events in it, then where it stood after.
    std::vector<Action> injectElided(Direction direction, std::uint64_t length, const std::vector<Event> &events,
                                     ConnectionSink &sink);
    void jump(Direction direction, const Checkpoint &checkpoint);

    Role role() const { return role_; }
    const ExpectGate &gate() const { return gate_; }
    /// Client: of the first final response; empty before it.
    const Head &finalHead() const { return now_.finalHead; }
    const Parser &parser(Direction direction) const { return direction == Direction::Sent ? sent_ : received_; }
    /// Client: wire bytes of the current request's body that have left.
    std::uint64_t bodyBytes() const;
    /// Client: every byte of the submitted request has left.
    bool requestFlushed() const
    {
        return now_.submitted && now_.flushed >= now_.submission.headLength + now_.submission.bodyLength;
    }
    bool finalSeen() const { return now_.finalSeen; }
    /// Of the first final response; 0 before it, and where it has no status (or the invalid 000: see statusRead()).
    int finalStatus() const { return now_.finalHead.status; }
    /// The first final response has a status, be it an invalid one.
    bool statusRead() const { return now_.finalSeen && (finalStatus() != 0 || !now_.badStatus); }
    /// The first final response has a Content-Length that decides where it ends, and cannot: the client is to close the
    /// connection and discard it (RFC 9112 section 6.3, point 5).
    bool invalidLength() const { return now_.invalidLength; }
    /// The final response of the current request is complete.
    bool responseDone() const { return now_.responseDone; }
    /// The first final response has a status, and ended before its content did.
    bool responseCut() const { return now_.cut && statusRead(); }
    /// What broke first in the chunks of the first final response; nothing where it is complete all the same.
    std::optional<BrokenContent> brokenContent() const;
    /// So that its end cannot be found any more, whatever comes.
    bool contentLost() const { return brokenContent() && received_.lost(); }
    /// What ended the reading of the responses, where that is a limit of ours: HeadTooLarge, TooManyFields,
    /// TooManyInterims.
    std::optional<Anomaly> limitMet() const { return now_.limit; }
    /// By both heads and the framing, the connection carries more after this exchange (RFC 9112 sections 6.3 and 9.3).
    bool persistent() const { return now_.persists && persists(sent_.head()); }
    /// Client: another request may be written now: persistent, all of this one has left, and not a byte came behind its
    /// final response (RFC 9112 section 9.2).
    bool reusable() const;

private:
    class Tap;
    void submit(const Submission &submission);
    void flushed(std::uint64_t bytes);
    void closed(const Input &input);
    void endBoth(bool clean);
    void gateInput(GateInput input);
    void observe(Direction direction, const Event &event);
    void observeRequest(Direction direction, const Event &event);
    void observeResponse(Direction direction, const Event &event);
    void requestHead(Direction direction, const Event &event);
    void irregular(const Event &event);
    void interim(int status, Direction direction, Span span);
    void final(int status);
    bool endsSending(int status) const;
    void finishIfDone();
    void holdContent(const char *why);
    bool contentOwed() const;
    void checkReadable();
    void note(Event event);
    void noteAnomaly(Anomaly what, Direction direction, Span span, std::string text = {});
    void act(ActionKind kind, std::int64_t ns = 0);

    Role role_;
    Parser received_;
    Parser sent_;
    ConnectionSink *sink_ = nullptr;
    std::vector<Action> actions_;
    // The exchange now on this connection; begins anew with each request.
    struct Now {
        Submission submission;
        bool submitted = false;
        std::uint64_t flushed = 0; // wire bytes of the submitted request
        bool expects100 = false;   // its head says so
        bool finalSeen = false;
        Head finalHead;
        std::uint64_t finalEnd = 0; // offset behind the first final response
        bool responseDone = false;
        bool cut = false; // it ended before its content did
        bool persists = false;
        std::optional<Anomaly> limit;
        std::optional<BrokenContent> broken;
        bool badStatus = false;
        bool invalidLength = false;
        bool held = false;    // told that foreign bytes hold the content back
        bool interim = false; // one has come
        bool finished = false;
        bool bodyStopped = false;
        bool bodyStarted = false;
        int continues = 0;
    };
    Now now_;
    ExpectGate gate_;
    bool pauseOpen_ = false;
    bool unreadable_ = false;
};

} // namespace wire
