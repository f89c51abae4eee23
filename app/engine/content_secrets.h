// SPDX-License-Identifier: GPL-3.0-or-later
// The secrets in a request's content, that of its files as well.
#pragma once

#include "wire/request.h"

#include <string>
#include <vector>

namespace engine {

/// Bytes of a file that are looked through; a secret behind them is not found.
inline constexpr std::uint64_t mostLookedThrough = 1 << 20;

/// The names that they stand under, each once, at most 8; never the values. A file that cannot be read has none.
std::vector<std::string> secretNamesInContent(const wire::RequestSpec &spec);

} // namespace engine
