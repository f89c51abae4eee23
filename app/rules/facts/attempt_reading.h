// SPDX-License-Identifier: GPL-3.0-or-later
// What an attempt's heads, steps and first bytes say, read once before its facts are told: every look into a head or a
// text is here or in response_reading.h, and the rows of facts only hold values against each other.
#pragma once

#include "rules/facts/response_reading.h"
#include "rules/spoken.h"
#include "wire/expect_reading.h"

#include <string>

namespace rules {

class CodeNames;

/// The last place that was spoken to, which a proxy or a place to connect to makes another one than the URL's. What
/// speaks behind a SOCKS proxy is what was asked for there.
struct PlaceReading {
    std::string host;
    std::uint16_t port = 0;
    std::string unixSocket; ///< what the last connect went to, in place of an address; "" without one
    std::int64_t connects = 0;
    bool connected = false;
};

/// How the peer ended the connection.
struct CloseReading {
    const record::Closing *first = nullptr; ///< its FIN, reset or failure, whichever was first; nullptr: none came
    wire::CloseHow how{};                   ///< the first one's, but a reset behind a FIN tells how
};

/// Of a head that has gone out whole; nothing of it holds before that.
struct RequestReading {
    bool idempotent = false;
    bool content = false;              ///< it announces some, or has it
    std::optional<std::uint64_t> size; ///< that it declares
    bool chunked = false;
    bool upgrade = false; ///< it has the field
    bool saysUpgrade = false;
    bool saysTe = false;
    std::size_t hosts = 0;
};

struct AttemptReading {
    const record::Attempt &attempt;
    std::int64_t now = 0;             ///< nanoseconds, for a pause that is open
    const CodeNames *codes = nullptr; ///< may be null
    std::optional<std::int64_t> roundTrip;
    PlaceReading place;
    CloseReading closed;
    Spoken spoken; ///< instead of HTTP/1
    RequestReading request;
    wire::ExpectReading expect;
    InterimReading interims;
    std::optional<ContinueReading> firstContinue;
    HopReading oldHops;
    std::optional<FinalReading> final;
};
AttemptReading readAttempt(const record::Attempt &attempt, std::int64_t now, const CodeNames *codes);

} // namespace rules
