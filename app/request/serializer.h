// SPDX-License-Identifier: GPL-3.0-or-later
// A composed request in HTTP/1: fields become bytes here, once an attempt and wherever bytes are shown or compared.
#pragma once

#include "request/compose.h"

namespace request {

/// The bytes of its head with the blank line (RFC 9112 section 2.1); of one that was typed as bytes, those.
std::string http1Head(const ComposedRequest &request);

} // namespace request
