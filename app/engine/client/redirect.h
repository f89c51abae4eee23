// SPDX-License-Identifier: GPL-3.0-or-later
// The request that a redirection leads to (RFC 9110 section 15.4).
#pragma once

#include "engine/client/decisions.h"
#include "request/request.h"

#include <optional>
#include <string_view>

namespace engine {

struct Redirection {
    std::optional<request::RequestSpec> next;
    std::string refusal;             ///< why it is not followed; "" where it is, or the status redirects nobody
    std::vector<Decision> changes{}; ///< what the next request lacks of this one, or does otherwise
};

/// Not followed: no Location, no http(s) URL in it, a head typed raw, a limit that is used up, another origin where the
/// request went over a Unix socket or where the content has, or may have, secrets in it, and 300, whose choices are a
/// person's. After 303, and after 301 and 302 to POST, a GET without content follows, as every browser does. To another
/// origin (scheme, host and port: from https to http too) go neither Host as typed, nor fields with secrets
/// (request/sensitive.h), nor a client certificate.
Redirection redirected(const request::RequestSpec &spec, int status, std::string_view location);

} // namespace engine
