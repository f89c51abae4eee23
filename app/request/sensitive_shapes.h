// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets that are known by their own looks, whatever name they stand under.
#pragma once

#include "request/sensitive.h"

namespace request {

/// Private keys in PEM (RFC 7468) between their two lines, JSON Web Tokens (RFC 7519), and tokens that their issuers
/// mark as such: GitHub's, Slack's and AWS's.
SecretParts secretShapes(std::string_view text);

} // namespace request
