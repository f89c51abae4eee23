// SPDX-License-Identifier: GPL-3.0-or-later
// One server, several requests: the same one with Expect off and on, as HTTP/1.0, and where it names a proxy each
// straight and through it.
#pragma once

#include "request/request.h"

namespace compare {

enum class VariantKind : std::uint8_t { ExpectOff, ExpectOn, Http10 };
/// "expect-off", "expect-on", "http-1.0".
std::string_view keyOf(VariantKind kind);

enum class Hop : std::uint8_t { AsAsked, Straight, ThroughProxy };

struct Variant {
    VariantKind kind = VariantKind::ExpectOff;
    Hop hop = Hop::AsAsked; ///< AsAsked: the request names no proxy
    request::RequestSpec spec;
};

/// Expect goes by the rule Always, or by a custom value that the request asks for; HTTP/1.0 goes without Expect and
/// with Content-Length. Empty for a raw head, which goes out as it is.
std::vector<Variant> variantsOf(const request::RequestSpec &spec);

} // namespace compare
