// SPDX-License-Identifier: GPL-3.0-or-later
// Where the bytes of a request go: straight to the URL's host, to another address in its stead, or to a proxy, which
// is asked in absolute form (RFC 9112 section 3.2.2), by CONNECT (RFC 9110 section 9.3.6) or by SOCKS 5 (RFC 1928).
#pragma once

#include "request/request.h"
#include "request/url.h"

namespace request {

enum class ProxyKind : std::uint8_t { None, Http, Socks };

struct Route {
    ProxyKind proxy = ProxyKind::None;
    std::string host; ///< to connect to
    std::uint16_t port = 0;
    std::string userInfo;     ///< of the proxy, as typed
    bool tunnel = false;      ///< an HTTP proxy, and CONNECT has to come first
    std::string unixSocket{}; ///< to connect to in place of host and port, as RequestSpec has it; "" for none
    std::string askedHost;    ///< what the tunnel or SOCKS leads to
    std::uint16_t askedPort = 0;
    bool absoluteForm() const { return proxy == ProxyKind::Http && !tunnel; }
    bool operator==(const Route &) const = default;
};

/// The bytes that a path or a name of a Unix socket may have: sockaddr_un's, without the NUL behind or before them.
inline constexpr std::size_t longestUnixSocket = 107;

/// Errors: a proxy that is neither http:// nor socks5://, or has no port; a connectTo without a port; an address of a
/// family that is not allowed; a Unix socket that is none, is too long, or stands beside a proxy or a connectTo.
std::variant<Route, UrlError> routeOf(const RequestSpec &spec, const Url &url);

/// The CONNECT that opens a tunnel. `spec` gives the version, the time-outs, the proxy and a typed User-Agent; where it
/// behaves like curl, or its order of fields names Proxy-Connection, that field goes to the proxy too.
RequestSpec tunnelRequest(const RequestSpec &spec, const Route &route);

/// RFC 7617 section 2: the value of Authorization or Proxy-Authorization for "user:password", percent-decoded.
std::string basicCredentials(std::string_view userInfo);
/// Percent-decoded user and password of a URL's user information.
struct Credentials {
    std::string user;
    std::string password;
};
Credentials credentialsOf(std::string_view userInfo);

} // namespace request
