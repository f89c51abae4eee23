// SPDX-License-Identifier: GPL-3.0-or-later
// Typed fields in the order in which they go out, where RequestSpec::fieldOrder arranges them among those that are
// added.
#pragma once

#include "request/request.h"

namespace request {

/// The typed fields as the head will have them.
std::vector<HeaderLine> typedInOrder(const RequestSpec &spec);
/// Makes these the typed fields, to go out in this order. Fields that are added stay where they are among them; where
/// lines of one name have others between them, all typed fields go out together.
void setTypedInOrder(RequestSpec &spec, std::vector<HeaderLine> lines);

} // namespace request
