// SPDX-License-Identifier: GPL-3.0-or-later
// Which moment of each exchange stands at 0 of the axis that all rows share.
#pragma once

#include "record/exchange.h"

#include <optional>

namespace compare {

enum class Align : std::uint8_t {
    Head,      ///< the last byte of the request's head left
    Start,     ///< the exchange began: look-up, or connecting
    FirstByte, ///< the first byte of an answer came
};
/// "head", "start", "first-byte".
std::string_view keyOf(Align align);
std::optional<Align> alignFrom(std::string_view key);

struct Zero {
    std::int64_t at = 0;     ///< nanoseconds since the exchange began
    Align by = Align::Start; ///< what it is: the moment asked for, or, where that never came, the one before it
};
/// Of Exchange::main(), so that a tunnel's own head and answer do not count. Works on a prefix too.
Zero zeroOf(const record::Exchange &exchange, Align align);

} // namespace compare
