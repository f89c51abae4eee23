// SPDX-License-Identifier: GPL-3.0-or-later
// A request whose fields are all typed, as an import leaves it, made plain: what Interim would write by itself in the
// same place is no longer typed. The bytes of the head and the decision on Expect stay the same.
#pragma once

#include "wire/request.h"

namespace formats {

wire::RequestSpec simplified(wire::RequestSpec spec);

} // namespace formats
