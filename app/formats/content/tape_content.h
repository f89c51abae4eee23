// SPDX-License-Identifier: GPL-3.0-or-later
// The content of one message, found by its events and read off the tape without chunk framing.
#pragma once

#include "record/record.h"

#include <functional>

namespace formats {

struct TapePiece {
    wire::Span span;
    bool framed = false; ///< holds chunk framing too
};

/// Where the content of a message lies.
struct MessageContent {
    std::uint32_t connection = 0;
    wire::Direction direction = wire::Direction::Received;
    std::vector<TapePiece> pieces;
    std::uint64_t size = 0; ///< content bytes that went by, kept or not
    bool complete = true;   ///< false: its message was cut short, or has not ended
};
/// `seq` is that of the message's RequestHead or FinalResponse event; nothing for any other.
MessageContent contentOf(const std::vector<wire::Event> &events, std::uint64_t seq);

/// Appends what is kept of the pieces, up to the first gap. Returns whether there is one. `cancelled` is asked now
/// and then.
bool readPieces(const record::Tape &tape, const std::vector<TapePiece> &pieces, const std::function<bool()> &cancelled,
                std::string &out);

} // namespace formats
