// SPDX-License-Identifier: GPL-3.0-or-later
// References against a base URL (RFC 3986 section 5.2), byte for byte: a Location may hold bytes of any kind.
#pragma once

#include <string>
#include <string_view>

namespace request {

/// "http", in lower case; "" where `reference` has no scheme.
std::string schemeOf(std::string_view reference);

/// The URL that `reference` means at `base`, an absolute URL: dot segments are removed from a path that is not the
/// base's own, and the fragment is left out. Spaces and bytes from 0x80 on are percent-encoded where they do not
/// stand in the authority; every other byte stays as it came, so that the result need not be a URL.
std::string resolved(std::string_view base, std::string_view reference);

} // namespace request
