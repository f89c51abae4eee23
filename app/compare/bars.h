// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange on one line: its phases as stretches of time, its interim responses and its end as moments.
#pragma once

#include "record/exchange.h"

namespace compare {

enum class BarKind : std::uint8_t {
    Network,  ///< look-up, TCP, TLS, a proxy
    Head,     ///< the request's head
    Pause,    ///< the content waits; code = wire::GateOutcome
    Interim,  ///< a moment: code = status
    Body,     ///< the request's content
    Server,   ///< from the request's last byte to the final response's first
    Response, ///< a final response; code = status
    Failure,  ///< a moment: the attempt ended without a final status
};
/// "network", "head", ... as in the JSON contract.
std::string_view keyOf(BarKind kind);

struct Bar {
    BarKind kind = BarKind::Network;
    std::int64_t begin = 0; ///< nanoseconds since the exchange began
    std::int64_t end = 0;   ///< not before begin; equal to it for a moment
    int code = 0;
    bool operator==(const Bar &) const = default;
};

/// In the order of time. Of many interim responses the first 64. Open phases end at the exchange's last event.
std::vector<Bar> barsOf(const record::Exchange &exchange);

} // namespace compare
