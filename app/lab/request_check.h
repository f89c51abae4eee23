// SPDX-License-Identifier: GPL-3.0-or-later
// What a server owes to a request whatever it wants to answer: when it must be 400, and when the connection must close.
#pragma once

#include "wire/head.h"

#include <string>
#include <string_view>

namespace lab {

/// Host = uri-host [ ":" port ] (RFC 9110 section 7.2; RFC 3986 section 3.2.2); the empty value is a valid one.
bool isHostValue(std::string_view value);
/// Why a server must answer this head with 400, in a sentence; "" where it need not. The end of the content cannot be
/// known (RFC 9112 section 6.3, points 4 and 5), or Host is missing in HTTP/1.1, there twice, or no host (section 3.2).
std::string refusal(const wire::Head &request);
/// Others may find another end of the content: a server must close after its answer (RFC 9112 section 6.1).
bool mustClose(const wire::Head &request);

} // namespace lab
