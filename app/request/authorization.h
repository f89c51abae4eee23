// SPDX-License-Identifier: GPL-3.0-or-later
// The Authorization field as a scheme and its parts, for those who edit it (RFC 9110 section 11.6.2). What the field
// says is read, and written, where it was typed; nothing else of the request changes.
#pragma once

#include "request/request.h"

namespace request {

struct Authorization {
    enum class Scheme : std::uint8_t {
        None,   ///< no such field goes out
        Basic,  ///< RFC 7617
        Bearer, ///< RFC 6750
        Other,  ///< `value` as it was typed
    };
    Scheme scheme = Scheme::None;
    std::string user;     ///< Basic
    std::string password; ///< Basic
    std::string token;    ///< Bearer
    std::string value;    ///< Other
    bool ofUrl = false;   ///< Basic: the URL's user and password, and no field was typed
    bool operator==(const Authorization &) const = default;
};

/// By the fields alone: a head typed as bytes is not looked into.
Authorization authorizationOf(const RequestSpec &spec);
/// In the place of the typed field; without one, as the last. None: none goes out, not even the URL's own.
void setAuthorization(RequestSpec &spec, const Authorization &authorization);
/// What cannot be sent as it is meant, in a line; "" where all is well (RFC 7617 section 2, RFC 6750 section 2.1).
std::string wrongIn(const Authorization &authorization);

} // namespace request
