// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's error lines: what failed, where, what to do. They are part of the recording and so English,
// whatever the reader's language.
#pragma once

#include "wire/anomaly.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// The system's words for an errno.
std::string systemWords(int error);
/// A failed connect(2): `error` is its errno.
std::string connectFailure(int error, const std::string &where);
/// "the Unix socket /path" or "the abstract Unix socket name", escaped.
std::string unixSocketName(std::string_view socket);
/// The same for a Unix socket ("/path" or "@name"); `isSocket`: what stands at the path is one, as far as is known.
std::string unixConnectFailure(int error, std::string_view socket, bool isSocket);
/// A failed look-up: `error` is getaddrinfo's, `system` errno for EAI_SYSTEM.
std::string lookupFailure(int error, int system, const std::string &host);
/// What `where` sent was not read to its end: our own limit if one was met, else it is no HTTP.
std::string unreadable(std::optional<wire::Anomaly> limit, const std::string &where);
/// How many bytes beginsHttp2() looks at.
inline constexpr std::size_t http2FrameHead = 9;
/// Whether what a server says first is the head of a SETTINGS or GOAWAY frame of its connection (RFC 9113 sections 3.4,
/// 4.1).
bool beginsHttp2(std::string_view bytes);
/// For it.
std::string speaksHttp2(const std::string &where);
/// Content-Length values, none of them sound, of a response whose end they decide (RFC 9112 section 6.3).
std::string invalidLength(const std::vector<std::string_view> &values, const std::string &where);
/// The chunks of a response broke (wire::BrokenContent): `text` is what stood where it did.
std::string brokenContent(wire::Anomaly what, std::string_view text, const std::string &where);
/// A connection that broke while in use.
std::string breakage(int error);

} // namespace engine
