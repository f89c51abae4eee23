// SPDX-License-Identifier: GPL-3.0-or-later
// Names with a value behind = or : in text of any kind: programs, GraphQL, JSON5, YAML, parameters of fields.
#pragma once

#include "request/sensitive.h"

namespace request {

enum class AssignedValue : std::uint8_t {
    Quoted, ///< access_token="S", password: 'S'
    Any,    ///< password: S and token=S as well, and what is indented below "auth:"
};

/// Values of secret names; of quoted ones what stands between the quotes.
SecretMembers secretAssignments(std::string_view text, AssignedValue values);

} // namespace request
