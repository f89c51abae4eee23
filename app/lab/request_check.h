// SPDX-License-Identifier: GPL-3.0-or-later
// What a server owes to a request whatever it wants to answer: when it must be 400, and when the connection must close.
#pragma once

#include "wire/head.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab {

/// Host = uri-host [ ":" port ] (RFC 9110 section 7.2; RFC 3986 section 3.2.2); the empty value is a valid one.
bool isHostValue(std::string_view value);
/// Why a server must answer this head with 400, in a sentence; "" where it need not. The end of the content cannot be
/// known (RFC 9112 section 6.3, points 4 and 5), or Host is missing in HTTP/1.1, there twice, or no host (section 3.2).
std::string refusal(const wire::Head &request);
/// Whom a lab answers for. A page of another site can make its own name lead to this machine (DNS rebinding), and a
/// browser then lets that page read what the lab answers: so names are looked at, and not where the connection came
/// from.
struct OwnHosts {
    bool all = true;
    std::vector<std::string>
        names; ///< besides loopback, localhost and what ends in .localhost; without brackets and ports
    /// `host` without brackets and port; cases and one dot at its end do not matter.
    bool hold(std::string_view host) const;
};
/// Why this head must be answered with 421 (RFC 9110 section 7.4), in a sentence; "" where it need not. The host is the
/// target's in absolute form, and else that of Host (RFC 9112 section 3.3); where there is none, there is nothing to
/// refuse.
std::string misdirection(const wire::Head &request, const OwnHosts &own);
/// Others may find another end of the content: a server must close after its answer (RFC 9112 section 6.1).
bool mustClose(const wire::Head &request);

} // namespace lab
