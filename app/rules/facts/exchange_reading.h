// SPDX-License-Identifier: GPL-3.0-or-later
// What is read once of a whole exchange, before its facts are told: the attempts that count, what was asked for, and
// what a client did at a server's seat.
#pragma once

#include "record/exchange.h"
#include "request/request.h"
#include "rules/parts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rules {

struct ProxyReading {
    const char *way; ///< forwards: it reads the request; tunnels, socks: it carries bytes that it does not read as HTTP
    std::string place; ///< host:port
};

/// A typed head that does not name the boundary of the form behind it (RFC 7578 section 4.1).
struct BoundaryReading {
    bool named = false; ///< another one
    std::string written;
};

/// What was asked for, at the client's seat.
struct SpecReading {
    std::string_view rule; ///< that decided on Expect
    std::optional<ProxyReading> proxy;
    std::optional<BoundaryReading> boundary;
};

struct ExchangeReading {
    const record::Exchange &exchange;
    const request::RequestSpec &spec;
    std::int64_t now = 0; ///< nanoseconds since the exchange began
    Parts parts;
    SpecReading asked;
    std::optional<record::ClientVerdict> client; ///< at the server's seat, once there is an attempt
};
ExchangeReading readExchange(const record::Exchange &exchange, const request::RequestSpec &spec, std::int64_t now);

} // namespace rules
