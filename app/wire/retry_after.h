// SPDX-License-Identifier: GPL-3.0-or-later
// What a Retry-After field says (RFC 9110 section 10.2.3): seconds, a date, or nothing that the grammar knows.
#pragma once

#include "wire/head.h"

namespace wire {

enum class RetryAfter : std::uint8_t {
    None,    ///< no such field
    Seconds, ///< delay-seconds: digits, however many
    Date,    ///< an HTTP-date in one of the three forms of RFC 9110 section 5.6.7, of a day and a time that can be
    Invalid, ///< the field stands there and says neither
};

/// Of one value, without white space around it.
RetryAfter readRetryAfter(std::string_view value);
/// Of a head. The field stands once; where it stands more often, the first line that can be read counts.
RetryAfter readRetryAfter(const Fields &fields);

} // namespace wire
