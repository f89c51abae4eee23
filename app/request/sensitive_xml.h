// SPDX-License-Identifier: GPL-3.0-or-later
// What is secret in XML and HTML, also cut or broken.
#pragma once

#include "request/sensitive.h"

namespace request {

/// Text below an element of a secret name, and attributes of one; text, "value" and "content" of an element whose
/// "name", "key" or "id" is one; the element behind <key> or <name> with one in it; URLs and lines of a head in other
/// texts.
SecretMembers secretMembersOfXml(std::string_view content);

} // namespace request
