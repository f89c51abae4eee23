// SPDX-License-Identifier: GPL-3.0-or-later
// A request from a file that lists the fields as they went out, made plain: what Interim writes by itself is no longer
// typed, and the order of the fields is kept. The bytes of the head stay the same.
#pragma once

#include "request/request.h"

#include <string>

namespace formats {

/// Whose rule decides on Expect: the typed fields alone (then none is added), or the settings that came along (then a
/// typed field that they would write too is theirs).
enum class ExpectFrom : bool { Fields, Settings };

/// Fields that frame the content stay typed only where Interim would write others. A request whose head cannot be
/// composed is returned as it is, but for Expect, and `wrong` says why.
request::RequestSpec plainRequest(request::RequestSpec typed, ExpectFrom from, std::string *wrong = nullptr);

} // namespace formats
