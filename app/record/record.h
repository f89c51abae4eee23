// SPDX-License-Identifier: GPL-3.0-or-later
// A whole recording: the request asked for, the facts, the tapes. This is what is stored, opened and replayed.
#pragma once

#include "record/fact.h"
#include "record/tape.h"
#include "request/request.h"

#include <string>
#include <vector>

namespace record {

/// The two tapes of one connection.
struct TapePair {
    Tape sent;
    Tape received;
    const Tape &of(wire::Direction direction) const { return direction == wire::Direction::Sent ? sent : received; }
};

struct Record {
    std::int64_t startedAt = 0; ///< wall clock, milliseconds since 1970-01-01 UTC
    request::RequestSpec spec;  ///< client only
    std::string scenario;       ///< lab: the scenario that played; "" otherwise
    std::vector<Fact> facts;
    std::vector<TapePair> tapes; ///< by connection
    /// Of a file that a later Interim wrote: settings that were changed and that this one has not. `spec` lacks them.
    std::vector<std::string> unknownSettings;
    /// The seat of its first attempt; the client's without any.
    wire::Role role() const;
    /// As Tape::read(), of one direction of a connection; "" where there is no such connection.
    std::string readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                         std::uint64_t most) const;
};

} // namespace record
