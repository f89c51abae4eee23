// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's error lines: what failed, where, what to do. They are part of the recording and so English,
// whatever the reader's language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// "250 ms", "1.5 s", "10 s".
std::string span(std::int64_t ns);
/// The system's words for an errno.
std::string systemWords(int error);
/// A failed connect(2): `error` is its errno.
std::string connectFailure(int error, const std::string &where);
/// A failed look-up: `error` is getaddrinfo's, `system` errno for EAI_SYSTEM.
std::string lookupFailure(int error, int system, const std::string &host);
/// A connection that broke while in use.
std::string breakage(int error);

} // namespace engine
