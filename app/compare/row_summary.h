// SPDX-License-Identifier: GPL-3.0-or-later
// What a row says of its exchange, folded from all attempts: the handshake is the first request's, the answer the
// last one's.
#pragma once

#include "record/exchange.h"

namespace compare {

/// The final response's content with its codings undone; filled by whoever has the tapes.
struct ContentPrint {
    std::uint64_t size = 0;   ///< bytes as they came, without chunk framing
    std::uint64_t digest = 0; ///< XXH3-64
    bool whole = false;       ///< all of it came and was kept: the digest says something
    bool operator==(const ContentPrint &) const = default;
};

struct Summary {
    record::Outcome outcome = record::Outcome::Pending;
    std::string error;
    record::Handshake handshake; ///< of Exchange::main()
    std::vector<int> interims;   ///< statuses of main()'s interim responses, the first 64
    std::vector<int> statuses;   ///< final statuses in order, a tunnel's and the follow-up's left out
    std::uint64_t bodySent = 0;  ///< content bytes of the last attempt
    bool answered = false;       ///< there is a last final response; what follows is its
    record::FinalSeen response{};
    std::int64_t toFinalNs = 0; ///< from main()'s head sent to the blank line of the last final response
    record::ConnectionAfter after = record::ConnectionAfter::Open; ///< as the last attempt left it
    std::uint32_t lastAttempt = 0;                                 ///< index of the attempt that `response` belongs to
    /// The first request as it left: two rows are comparable when they are equal but for Host.
    bool sent = false;
    wire::Head request;
    std::uint64_t requestBytes = 0; ///< of its head
};

Summary summaryOf(const record::Exchange &exchange);

/// The same bytes, but for what Host holds.
bool sameRequest(const Summary &a, const Summary &b);

} // namespace compare
