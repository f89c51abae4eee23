// SPDX-License-Identifier: GPL-3.0-or-later
// A request whose fields are all typed, as an import leaves it, made plain: what Interim would write by itself in the
// same place is no longer typed. The bytes of the head and the decision on Expect stay the same.
#pragma once

#include "wire/compose.h"
#include "wire/request.h"

#include <variant>

namespace formats {

wire::RequestSpec simplified(wire::RequestSpec spec);
/// `made`: what it is on the wire, for those who know.
wire::RequestSpec simplified(wire::RequestSpec spec, const std::variant<wire::ComposedRequest, wire::UrlError> &made);

} // namespace formats
