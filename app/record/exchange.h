// SPDX-License-Identifier: GPL-3.0-or-later
// The Exchange value: what a list, a verdict or a report wants to know, folded from the events alone.
#pragma once

#include "record/attempt.h"

namespace record {

struct Exchange {
    wire::Role role = wire::Role::Client; ///< the seat of its first attempt
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
            if (attempt.reason != Reason::ProxyConnect)
                return &attempt;
        return last();
    }
    const Attempt *last() const { return attempts.empty() ? nullptr : &attempts.back(); }
};

/// Folds events into the value. Pure; works on a prefix of the events too, for replay and live views.
Exchange summarize(const std::vector<wire::Event> &events);

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
