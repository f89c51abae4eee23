// SPDX-License-Identifier: GPL-3.0-or-later
// The Exchange value: what a list, a verdict or a report wants to know, folded from the events alone.
#pragma once

#include "record/record.h"

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

enum class ConnectionAfter : std::uint8_t { Open, ClosedByServer, ClosedByClient, Reset };
std::string_view keyOf(ConnectionAfter after);

/// A response head, interim or final.
struct ResponseSeen {
    int status = 0;
    std::string reason;
    int version = 11;
    std::int64_t at = 0;   ///< its blank line, nanoseconds
    std::uint64_t seq = 0; ///< of its event
    wire::Fields fields;
    std::uint64_t bodySentBefore = 0; ///< wire bytes of the request's content that had left
    std::uint64_t bodySize = 0;       ///< final: content bytes that came
    bool complete = false;            ///< final: its message is complete
};

/// The other seat's view of the same moment; the lab's record is made of it.
struct RequestSeen {
    bool seen = false;
    wire::Head head;
    std::int64_t begunAt = 0; ///< first byte of the head
    std::int64_t endedAt = 0; ///< its last byte
    std::uint64_t headBytes = 0;
    std::uint64_t bodyBytes = 0; ///< wire bytes of content
    std::uint64_t contentBytes = 0;
    std::int64_t bodyBegunAt = -1; ///< -1: none
    std::int64_t bodyEndedAt = -1; ///< -1: not complete
    bool complete = false;
};

struct Handshake {
    bool sent = false; ///< an Expect field went out (server's seat: came in)
    std::string value;
    wire::GateOutcome outcome = wire::GateOutcome::NotSent;
    int continuedBy = 100; ///< status of the interim response behind GateOutcome::Continued
    std::int64_t waitNs = 0;
    std::int64_t pauseBegan = -1; ///< -1: no pause
    std::int64_t pauseEnded = -1;
    std::uint64_t pauseSeq = 0; ///< of the Pause event's end, or its begin while open
    std::int64_t pauseNs() const { return pauseBegan < 0 || pauseEnded < 0 ? 0 : pauseEnded - pauseBegan; }
};

struct Attempt {
    std::uint32_t index = 0;
    std::uint32_t connection = 0;
    std::string reason; ///< "first", "retry-without-expect", "redirect", "proxy-connect", "follow-up"
    Target target;
    std::int64_t beganAt = 0;
    std::int64_t endedAt = -1;
    Handshake handshake;
    RequestSeen request;
    std::vector<ResponseSeen> interims;
    std::optional<ResponseSeen> final;
    std::vector<ResponseSeen> strays; ///< responses after the final one that nothing asked for
    ConnectionAfter after = ConnectionAfter::Open;
    Outcome outcome = Outcome::Pending;
    std::string error;
    /// From when only the server was to act: the request's last byte, or the pause's end where nothing followed it.
    /// Nothing: it never was, for the content had begun and did not end.
    std::optional<std::int64_t> serversTurnAt() const
    {
        if (request.bodyBegunAt >= 0 && request.bodyEndedAt < 0)
            return {};
        return std::max(request.bodyEndedAt >= 0 ? request.bodyEndedAt : request.endedAt, handshake.pauseEnded);
    }
};

struct Exchange {
    wire::Role role = wire::Role::Client;
    std::vector<Attempt> attempts;
    Outcome outcome = Outcome::Pending;
    std::string error; ///< one line, "" without one
    std::int64_t duration = 0;
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
    /// The first attempt that is no CONNECT to a proxy; that one while there is no other, nullptr without any.
    const Attempt *main() const
    {
        for (const auto &attempt : attempts)
            if (attempt.reason != "proxy-connect")
                return &attempt;
        return last();
    }
    const Attempt *last() const { return attempts.empty() ? nullptr : &attempts.back(); }
};

/// Folds events into the value. Pure; works on a prefix of the events too, for replay and live views.
Exchange summarize(wire::Role role, const std::vector<wire::Event> &events);

/// What a client did at a server's seat with its expectation: the lab's verdict.
enum class ClientDid : std::uint8_t {
    NoExpect,      ///< no Expect field came
    Waited,        ///< no content before we answered (100 or final)
    WaitedAndSent, ///< waited, then sent content although nothing had come
    DidNotWait,    ///< content came right behind the head
    NeverSent,     ///< waited and ended without content and without an answer
    NothingToSend, ///< Expect came without content (RFC 9110 section 10.1.1 forbids it): there was nothing to hold back
};
std::string_view keyOf(ClientDid did);
/// Nanoseconds: content within this of the head's end cannot have waited for an answer.
inline constexpr std::int64_t waitAtLeastNs = 2'000'000;
struct ClientVerdict {
    ClientDid did = ClientDid::NoExpect;
    std::int64_t waitedNs = 0; ///< from the head's end to what ended the wait
    std::string first;         ///< what came first after the head: "100", "final", "content", "close", ""
};
/// Of an attempt recorded at the server's seat, also one that is not over. NoExpect where no request head came.
ClientVerdict judgeClient(const Attempt &attempt);

} // namespace record
