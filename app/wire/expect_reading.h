// SPDX-License-Identifier: GPL-3.0-or-later
// What an Expect field that was read really says (RFC 9110 section 10.1.1).
#pragma once

#include "wire/head.h"

namespace wire {

inline constexpr std::string_view continueToken = "100-continue";

/// What the Expect fields of a head amount to.
struct ExpectReading {
    bool present = false;
    bool exact = false;  ///< one field line, value exactly 100-continue (any case)
    bool has100 = false; ///< a list member is 100-continue (any case), without parameters
    bool others = false; ///< other expectations too
    std::string shape;   ///< "" or a key: empty, list, repeated, parameters, unknown, prefixed
};
ExpectReading readExpect(const Fields &fields);

} // namespace wire
