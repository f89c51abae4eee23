// SPDX-License-Identifier: GPL-3.0-or-later
// http and https URLs, read for a debugger: path and query go on the wire as typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace request {

struct Url {
    bool tls = false;
    std::string userInfo;    ///< as typed, without @; "" when absent
    std::string host;        ///< without brackets, in ASCII: A-labels where it was typed otherwise
    std::string typedHost{}; ///< as typed, where that is outside ASCII; "" elsewhere
    std::uint16_t port = 80;
    bool portTyped = false;
    std::string target = "/"; ///< path and query, never empty; the fragment is dropped
    /// host or [v6], with the port unless it is the scheme's own.
    std::string authority() const;
    bool operator==(const Url &) const = default;
};

/// "127.0.0.1:80", "[::1]:80"; `host` is without brackets.
std::string hostPort(const std::string &host, std::uint16_t port);

/// One line: what is wrong, where, what to do.
struct UrlError {
    std::string text;
};

/// Four decimal numbers; not the shorter forms that some resolvers take.
bool isIpv4(std::string_view text);
/// RFC 3986 section 3.2.2, without brackets and zone.
bool isIpv6(std::string_view text);

/// "localhost" and what ends with ".localhost", in any case, with the root's dot or without: loopback, whatever a
/// name server says (RFC 6761 section 6.3).
bool isLocalhost(std::string_view host);
/// The host without the root's dot at its end, as certificates and SNI have it (RFC 6066 section 3).
std::string_view withoutRootDot(std::string_view host);

/// As much as a whole head may have.
inline constexpr std::size_t longestUrl = 1 << 20;
/// Scheme may be missing (http). Errors: other schemes, no host, one that has no ASCII form (idn.h), a bad port, white
/// space or control bytes, longestUrl and more.
std::variant<Url, UrlError> parseUrl(std::string_view text);

} // namespace request
