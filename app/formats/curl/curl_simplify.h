// SPDX-License-Identifier: GPL-3.0-or-later
// A request whose fields are all typed, as an import leaves it, made plain: what Interim would write by itself in the
// same place is no longer typed. The bytes of the head and the decision on Expect stay the same.
#pragma once

#include "request/compose.h"
#include "request/request.h"

#include <variant>

namespace formats {

request::RequestSpec simplified(request::RequestSpec spec);
/// `made`: what it is on the wire, for those who know.
request::RequestSpec simplified(request::RequestSpec spec,
                                const std::variant<request::ComposedRequest, request::UrlError> &made);

} // namespace formats
