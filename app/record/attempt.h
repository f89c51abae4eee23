// SPDX-License-Identifier: GPL-3.0-or-later
// One attempt of an exchange, complete: who asks what happened in it reads these values, and pairs no events again.
// Times are nanoseconds since the exchange began, -1 where a moment did not come; a seq is its event's.
#pragma once

#include "record/record.h"
#include "wire/anomaly.h"

#include <algorithm>
#include <optional>

namespace record {

enum class Outcome : std::uint8_t {
    Pending,
    FinalStatus,
    ConnectFailed,
    TlsFailed,
    TimedOut,
    ClosedEarly,
    ProtocolError,
    Aborted
};
std::string_view keyOf(Outcome outcome);

/// Pending: of no key that is known.
Outcome outcomeFrom(std::string_view key);

/// The record's words for an end on our side that the user did not ask for, a bound's as a rule; "" of any other end.
std::string_view ownEnd(Outcome outcome, std::string_view error);

/// Why an attempt was made.
enum class Reason : std::uint8_t {
    Other, ///< one that this version does not know
    First,
    RetryWithoutExpect,
    Redirect,
    ProxyConnect, ///< CONNECT, before the request itself
    FollowUp,     ///< another request on the same connection: is it in step?
};
std::string_view keyOf(Reason reason);
Reason reasonFrom(std::string_view key);

enum class ConnectionAfter : std::uint8_t { Open, ClosedByServer, ClosedByClient, Reset };
std::string_view keyOf(ConnectionAfter after);

/// Of events of one sort whose seqs are kept for whoever shows or proves them.
inline constexpr std::size_t mostSeqs = 256;

/// What Interim decided beyond what was asked. The keys are in the JSON contract.
enum class Decision : std::uint8_t {
    // on the head of an attempt
    FieldsAdded,
    HostInAscii,
    ExpectNotSent,
    ProxyCredentialsToOrigin,
    NotWaited,
    FieldsDropped,
    HostKept,
    CertificateDropped,
    MethodChanged,
    ExpectDropped,
    ConnectToDropped,
    TlsNameDropped,
    // on its course
    AddressesLeftOut,
    HoldContent,
    StopUpload,
    ContentLeft,
    // on what follows it
    RetryWithoutExpect,
    NoRetry,
    Redirect,
    RedirectNotFollowed,
    FollowUpSkipped,
};
std::string_view keyOf(Decision decision);
std::optional<Decision> decisionFrom(std::string_view key);

struct Decided {
    Decision what = Decision::FieldsAdded;
    std::int64_t at = 0;
    std::uint64_t seq = 0;
    std::string text; ///< a sentence
};

/// A stretch of the way to the peer.
enum class Step : std::uint8_t { Lookup, Connect, Proxy, Tls };

struct NetworkStep {
    Step what = Step::Lookup;
    bool unixSocket = false; ///< Connect: to a Unix socket, whose name is then `asked`
    bool failed = false;
    std::int64_t began = 0;
    std::int64_t ended = -1; ///< -1: it goes on
    std::uint64_t beganSeq = 0;
    std::uint64_t endedSeq = 0;
    std::string asked;  ///< a host; an address and port; what a SOCKS proxy is asked for; the server's name
    std::string name;   ///< the protocol, once Proxy or Tls has ended
    std::string answer; ///< addresses, cipher and chain, the proxy's words; the error where it failed
    bool done() const { return ended >= 0 && !failed; }
};

/// A response head, interim or final.
struct ResponseSeen {
    int status = 0;
    int version = 11;
    std::string reason;
    std::int64_t begunAt = -1;  ///< its first byte; -1: not known
    std::uint64_t begunSeq = 0; ///< of the event of that byte; that of the head where it is not known
    std::int64_t at = 0;        ///< its blank line
    std::uint64_t seq = 0;      ///< of its event
    wire::Span span;            ///< of the head
    wire::Fields fields;
    std::uint64_t bodySentBefore = 0; ///< wire bytes of the request's content that had left
};

/// With what came behind its head.
struct FinalSeen : ResponseSeen {
    std::uint64_t bodySize = 0;      ///< content bytes that came
    bool complete = false;           ///< its message is complete
    bool lastChunk = false;          ///< the chunk of size 0 has come
    std::int64_t endedAt = -1;       ///< its last byte, or where it was cut short
    wire::Span message;              ///< all of it, once it has ended
    std::int64_t requestLastAt = -1; ///< the last byte of the request's side before its blank line
    /// Names of its trailer fields that say how it is framed (RFC 9110 section 6.5.1); the first 8.
    std::vector<std::string> framingTrailers;
};

/// A response whose head is not whole yet.
struct ResponseBegun {
    std::int64_t at = 0;
    std::uint64_t seq = 0;
    wire::Span span;    ///< of what is known of it
    int status = 0;     ///< 0: its status line is not read
    std::string reason; ///< of that line
    bool hasLine = false;
};

/// The other seat's view of the same moment; the lab's record is made of it.
struct RequestSeen {
    bool seen = false; ///< its head is whole
    wire::Head head;
    std::int64_t begunAt = -1; ///< first byte of the head
    std::int64_t endedAt = 0;  ///< its last byte
    std::uint64_t seq = 0;     ///< of its event; of its first byte's until it is whole
    wire::Span span;           ///< the same
    std::uint64_t headBytes = 0;
    std::uint64_t bodyBytes = 0; ///< wire bytes of content
    std::uint64_t contentBytes = 0;
    std::int64_t bodyBegunAt = -1; ///< -1: none
    std::int64_t bodyEndedAt = -1; ///< -1: not complete
    std::uint64_t bodyBegunSeq = 0;
    std::uint64_t bodyEndedSeq = 0;
    wire::Span body;                  ///< what has moved of it, with its framing
    std::uint64_t bodySeq = 0;        ///< of the last event that tells of it
    std::int64_t messageEndedAt = -1; ///< its last byte, or where it was cut short
    std::uint64_t messageEndedSeq = 0;
    wire::Span message; ///< all of it, once it has ended
    bool complete = false;
    std::string badTarget; ///< the first byte of its target that does not belong there
};

struct Handshake {
    bool sent = false; ///< an Expect field went out (server's seat: came in)
    std::string value;
    wire::GateOutcome outcome = wire::GateOutcome::NotSent;
    int continuedBy = 100; ///< status of the interim response behind GateOutcome::Continued
    std::int64_t waitNs = 0;
    std::int64_t pauseBegan = -1; ///< -1: no pause
    std::int64_t pauseEnded = -1;
    std::uint64_t pauseSeq = 0;           ///< of the Pause event's end, or its begin while open
    bool waitOver = false;                ///< the wait ran out and, by the rules, waiting went on
    std::vector<std::uint64_t> fieldSeqs; ///< of the lines that hold the Expect field
    std::vector<std::uint64_t> gateSeqs;  ///< client: of pauses' begins and ends, and of waits that ran out
    std::int64_t pauseNs() const { return pauseBegan < 0 || pauseEnded < 0 ? 0 : pauseEnded - pauseBegan; }
};

/// A time-out, or an error.
struct Failure {
    bool timeout = false;
    std::int64_t at = 0;
    std::uint64_t seq = 0;
    std::string key; ///< of a time-out: connect, head, idle, keep, whole, resync
    std::string text;
};

/// One side of the connection closed.
struct Closing {
    bool byPeer = false;
    wire::CloseHow how = wire::CloseHow::Fin;
    std::int64_t at = 0;
    std::uint64_t seq = 0;
    std::string text; ///< the transport's word for it
};

/// Bytes that belong to no message.
struct Foreign {
    std::uint64_t before = 0;        ///< from the response's side, before the final response
    std::uint64_t surplus = 0;       ///< the same, behind it
    std::string first;               ///< of that side's run that tells most: its first bytes, 64 at most
    std::vector<std::uint64_t> seqs; ///< of both sides; the first mostSeqs
    /// Where that side was last found to speak no HTTP.
    std::int64_t at = -1;
    std::uint64_t seq = 0;
    wire::Span span;
    std::string text; ///< its first bytes
};

/// How often one irregularity was met on one side.
struct Irregular {
    wire::Anomaly what{};
    bool ofRequest = false;
    std::uint32_t count = 0;
    std::vector<std::uint64_t> seqs; ///< the first mostSeqs
};

/// First and last byte of one side; -1: none.
struct Moved {
    std::int64_t first = -1;
    std::int64_t last = -1;
};

struct Attempt {
    std::uint32_t index = 0;
    std::uint32_t connection = 0;
    wire::Role role = wire::Role::Client; ///< of its connection
    Reason reason = Reason::Other;
    Target target;
    std::int64_t beganAt = 0;
    std::int64_t endedAt = -1;
    std::uint64_t beganSeq = 0;
    std::uint64_t endedSeq = 0;
    std::int64_t lastAt = 0;        ///< its last event
    std::vector<NetworkStep> steps; ///< in the order in which they began; those of a kind do not overlap
    Handshake handshake;
    RequestSeen request;
    std::vector<ResponseSeen> interims;
    std::optional<FinalSeen> final;
    std::vector<FinalSeen> strays;      ///< responses after the final one that nothing asked for
    std::optional<ResponseBegun> begun; ///< one that comes, or that was cut in its head
    Moved requestBytes;
    Moved responseBytes;
    Foreign foreign;
    /// Wire bytes of content that had left when content came behind an interim response.
    std::optional<std::uint64_t> sentAtInterimContent;
    std::vector<Irregular> irregular;
    std::vector<Decided> decisions;
    std::vector<Failure> failures;
    std::vector<Closing> closings;
    ConnectionAfter after = ConnectionAfter::Open;
    Outcome outcome = Outcome::Pending;
    std::string error;

    /// From when only the server was to act: the request's last byte, or the pause's end where nothing followed it.
    /// Nothing: it never was, for the content had begun and did not end.
    std::optional<std::int64_t> serversTurnAt() const;
    /// When a step was over; one that has no end of its own ends with the attempt, or goes on until `now`.
    std::int64_t endOf(const NetworkStep &step, std::int64_t now) const;
    /// The last one of this kind; nullptr without any.
    const Decided *decided(Decision what) const;
    /// The last step of this kind that failed; nullptr without any.
    const NetworkStep *failed(Step what) const;
    /// How long the TCP connect took that succeeded, which is one round trip; nothing where none did.
    std::optional<std::int64_t> roundTrip() const;
};

} // namespace record
