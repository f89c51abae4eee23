// SPDX-License-Identifier: GPL-3.0-or-later
// How long a message's content is: the rules of RFC 9112 section 6.3 in their order, with a stated rule for
// each message that breaks them.
#pragma once

#include "wire/anomaly.h"
#include "wire/head.h"

#include <string_view>
#include <vector>

namespace wire {

enum class FramingMode : std::uint8_t { None, Length, Chunked, UntilClose, Opaque };

struct Framing {
    FramingMode mode = FramingMode::None;
    std::uint64_t length = 0;       ///< for Length
    std::vector<Anomaly> anomalies; ///< irregularities of the fields that decide it
    /// Content-Length decides and cannot: no number, or values that differ (RFC 9112 section 6.3, point 5). The rest
    /// says how reading goes on all the same.
    bool invalidLength = false;
    bool operator==(const Framing &) const = default;
};

/// Content-Length as the rules read it: first value wins in a conflict.
struct DeclaredLength {
    bool present = false;
    std::optional<std::uint64_t> value; ///< nothing: present but no number
    std::vector<Anomaly> anomalies;
};
DeclaredLength declaredLength(const Fields &fields);

/// The head speaks of content that follows it, readable or not (RFC 9112 section 6.3).
bool announcesContent(const Head &head);

/// A request's content (RFC 9112 section 6.3, points 3-6).
Framing requestFraming(const Head &head);
/// A response's content; requestMethod is that of the request it answers ("" when unknown).
Framing responseFraming(const Head &head, std::string_view requestMethod);

} // namespace wire
