// SPDX-License-Identifier: GPL-3.0-or-later
// Who answers one request at a server's seat, without socket, clock or thread: it is told what was read of the bytes
// that came, and says what to send and when.
#pragma once

#include "wire/event.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace record {

class Responder {
public:
    enum class InputKind : std::uint8_t {
        Events,     ///< new events of the received direction
        Flushed,    ///< all bytes of the last Send have left
        Timer,      ///< the one that ArmTimer asked for
        Closed,     ///< the client sent FIN
        Unreadable, ///< what came is not HTTP
    };
    struct Input {
        InputKind kind = InputKind::Events;
        std::span<const wire::Event> events;
        std::uint64_t bodyBytes = 0; ///< wire bytes of the request's content that have come
    };
    enum class ActionKind : std::uint8_t {
        Send,
        ArmTimer, ///< ns from now; one at a time
        ReadOff,
        ReadOn,
        Close, ///< FIN after the last byte; then read on for a while
        Drop,  ///< close at once
        Reset, ///< RST at once
        Done,  ///< the exchange is over; the connection may carry another
    };
    struct Action {
        ActionKind kind = ActionKind::Done;
        std::string bytes;
        std::int64_t ns = 0;
        bool operator==(const Action &) const = default;
    };
    /// Why it closes before any final response.
    struct Closing {
        std::string key;
        std::string line;
    };

    virtual ~Responder() = default;
    virtual std::vector<Action> handle(const Input &input) = 0;
    /// The name of what it plays, for the recording; "" where that has none.
    virtual std::string scenario() const = 0;
    virtual Closing closing() const = 0;
};

} // namespace record
