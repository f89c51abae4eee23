// SPDX-License-Identifier: GPL-3.0-or-later
// What is secret in JSON (RFC 8259), also cut or broken, and where texts of it stand among others.
#pragma once

#include "request/sensitive.h"

namespace request {

/// Strings and numbers under a secret name, however deep below it; the "value" beside a "name" that is one, and the
/// second of two in an array; "code" beside grant_type, client_id or redirect_uri; URLs, lines of a head and JSON
/// inside of strings.
SecretMembers secretMembersOfJson(std::string_view content, int depth = 0);
/// A character's bytes.
std::string utf8Of(char32_t character);

} // namespace request
