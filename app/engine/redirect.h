// SPDX-License-Identifier: GPL-3.0-or-later
// The request that a redirection leads to (RFC 9110 section 15.4).
#pragma once

#include "wire/request.h"

#include <optional>
#include <string_view>

namespace engine {

/// Nothing where `status` with this Location redirects nobody: another status, no http(s) URL in Location, or a head
/// typed raw. After 303, and after 301 and 302 to POST, a GET without content follows, as every browser does; Host
/// typed by hand goes, and credentials do not follow to another host or port.
std::optional<wire::RequestSpec> redirected(const wire::RequestSpec &spec, int status, std::string_view location);

} // namespace engine
