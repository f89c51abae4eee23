// SPDX-License-Identifier: GPL-3.0-or-later
// The secrets in a request's content, that of its files as well.
#pragma once

#include "request/request.h"

#include <string>
#include <vector>

namespace engine {

/// Bytes of a file that are looked through.
inline constexpr std::uint64_t mostLookedThrough = 1 << 20;

struct ContentSecrets {
    /// That secrets stand under, each once, at most 8; never the values.
    std::vector<std::string> names;
    /// What could not be looked through whole, and why: a file of more than mostLookedThrough or none at all, packed or
    /// coded content; "" for nothing.
    std::string unseen;
};

/// Text is looked through as it stands, as UTF-16 and with the entities of XML undone.
ContentSecrets secretsInContent(const request::RequestSpec &spec);

} // namespace engine
