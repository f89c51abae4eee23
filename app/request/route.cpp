// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/route.h"

#include "base/quantity.h"
#include "base/safe_bytes.h"
#include "base/text.h"
#include "request/typed_head.h"
#include "wire/event.h"

#include <algorithm>

namespace request {

namespace {

/// What an error line may quote of a place.
std::string_view withoutUser(std::string_view place)
{
    return place.substr(place.rfind('@') + 1);
}

/// host:port, read as the authority of a URL; `what` is for the error line.
std::variant<Url, UrlError> authorityOf(std::string_view text, std::string_view what)
{
    const std::string_view place = withoutUser(text);
    const std::string subject = std::string(what) + ' ' + base::inQuotes(place);
    if (place.empty() || place.front() == ':')
        return UrlError{subject + " has no host: write host:port"};
    auto parsed = parseUrl("http://" + std::string(text));
    if (const auto *error = std::get_if<UrlError>(&parsed)) {
        const auto quoted = parseUrl(place); // its error counts the characters of what is quoted
        const auto *there = std::get_if<UrlError>(&quoted);
        return UrlError{subject + ": " + (there ? there : error)->text};
    }
    if (!std::get<Url>(parsed).portTyped)
        return UrlError{subject + " has no port: write host:port"};
    return parsed;
}

std::variant<Route, UrlError> throughProxy(std::string_view proxy, const Url &url)
{
    Route route;
    const std::string low = base::lowered(proxy);
    const auto begins = [&](std::string_view scheme) {
        const bool does = low.starts_with(scheme);
        if (does)
            proxy.remove_prefix(scheme.size());
        return does;
    };
    if (begins("socks5://") || begins("socks5h://"))
        route.proxy = ProxyKind::Socks;
    else if (begins("http://") || low.find("://") == low.npos)
        route.proxy = ProxyKind::Http;
    else
        return UrlError{"the proxy " + base::inQuotes(withoutUser(proxy)) + " is of the kind "
                        + base::inQuotes(low.substr(0, low.find("://")))
                        + ", which is not spoken: write http://host:port "
                          "or socks5://host:port"};
    while (proxy.ends_with('/'))
        proxy.remove_suffix(1);
    auto place = authorityOf(proxy, "the proxy");
    if (const auto *error = std::get_if<UrlError>(&place))
        return *error;
    const Url &at = std::get<Url>(place);
    route.host = at.host;
    route.port = at.port;
    route.userInfo = at.userInfo;
    route.tunnel = route.proxy == ProxyKind::Http && url.tls;
    return route;
}

/// An address in numbers is not looked up, so that no resolver would say so; "" where it may be used.
std::string otherFamily(AddressFamily family, const std::string &host)
{
    const bool v4 = isIpv4(host), v6 = host.find(':') != host.npos;
    if ((family == AddressFamily::V4 && v6) || (family == AddressFamily::V6 && v4))
        return "the address " + base::inQuotes(host) + (v4 ? " is IPv4, and IPv6" : " is IPv6, and IPv4")
            + " alone is asked for: allow the other family too";
    return {};
}

/// What keeps the Unix socket from being connected to; "" where nothing does. The first of two ways must not win in
/// silence: which one was meant is for a person to say.
std::string wrongSocket(const RequestSpec &spec)
{
    const std::string &socket = spec.unixSocket;
    const std::string subject = "the Unix socket " + base::inQuotes(socket);
    if (!spec.proxy.empty() || !spec.connectTo.empty())
        return subject + " stands beside " + (spec.proxy.empty() ? "a place to connect to" : "a proxy")
            + ": leave one of them out";
    const bool named = socket.front() == '@';
    if (!named && socket.front() != '/')
        return subject + " is no absolute path: write /path, or @name for the abstract namespace";
    const std::string_view bytes = std::string_view(socket).substr(named ? 1 : 0);
    if (bytes.empty() || bytes.find('\0') != bytes.npos)
        return subject + (bytes.empty() ? " has no name: write one behind the @" : " has a NUL byte: remove it");
    if (bytes.size() > longestUnixSocket)
        return subject + " is " + base::bytesText(bytes.size()) + " long, and the system takes "
            + std::to_string(longestUnixSocket)
            + (named ? ": take a shorter name"
                     : ": name it by a shorter path, "
                       "through a link for instance");
    return {};
}

} // namespace

Credentials credentialsOf(std::string_view userInfo)
{
    const auto colon = std::min(userInfo.find(':'), userInfo.size());
    const auto password = colon < userInfo.size() ? userInfo.substr(colon + 1) : std::string_view();
    return {base::percentDecoded(userInfo.substr(0, colon)), base::percentDecoded(password)};
}

std::string basicCredentials(std::string_view userInfo)
{
    const Credentials pair = credentialsOf(userInfo);
    return "Basic " + base::base64(pair.user + ':' + pair.password);
}

std::variant<Route, UrlError> routeOf(const RequestSpec &spec, const Url &url)
{
    Route route;
    route.host = url.host;
    route.port = url.port;
    if (!spec.unixSocket.empty()) {
        if (const std::string wrong = wrongSocket(spec); !wrong.empty())
            return UrlError{wrong};
        route.unixSocket = spec.unixSocket;
        return route;
    }
    if (!spec.proxy.empty()) {
        auto through = throughProxy(spec.proxy, url);
        if (std::holds_alternative<UrlError>(through))
            return through;
        route = std::get<Route>(std::move(through));
    }
    std::string host = url.host;
    std::uint16_t port = url.port;
    if (!spec.connectTo.empty()) {
        const auto place = authorityOf(spec.connectTo, "the place to connect to");
        if (const auto *error = std::get_if<UrlError>(&place))
            return *error;
        host = std::get<Url>(place).host;
        port = std::get<Url>(place).port;
    }
    if (route.proxy == ProxyKind::None) {
        route.host = host;
        route.port = port;
    } else if (!route.absoluteForm()) {
        route.askedHost = host;
        route.askedPort = port;
    }
    if (const std::string wrong = otherFamily(spec.family, route.host); !wrong.empty())
        return UrlError{wrong};
    return route;
}

RequestSpec tunnelRequest(const RequestSpec &spec, const Route &route)
{
    RequestSpec request;
    request.method = "CONNECT";
    request.url = "http://" + hostPort(route.askedHost, route.askedPort);
    request.version = spec.version;
    request.removed = {"Accept"};
    if (!route.userInfo.empty())
        request.headers.push_back({"Proxy-Authorization", basicCredentials(route.userInfo)});
    if (const HeaderLine *agent = typedLine(spec, "User-Agent"))
        request.headers.push_back({"User-Agent", agent->value});
    else if (isRemoved(spec, "User-Agent"))
        request.removed.emplace_back("User-Agent");
    const bool names = std::ranges::find(spec.fieldOrder, "Proxy-Connection") != spec.fieldOrder.end();
    if (names || spec.profile.starts_with("curl-"))
        request.headers.push_back({"Proxy-Connection", "Keep-Alive"}); // measured: curl 7.88.1
    request.expect.rule = ExpectRule::Off;
    request.timeouts = spec.timeouts;
    // The proxy's answer is a part of connecting, as those of a SOCKS proxy are.
    if (const auto connect = spec.timeouts.connectNs; connect > 0)
        request.timeouts.headNs = connect;
    request.lingerNs = 0; // a tunnel does not end with its head
    return request;
}

} // namespace request
