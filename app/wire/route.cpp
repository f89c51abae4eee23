// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/route.h"

#include "wire/event.h"
#include "wire/text.h"

#include <algorithm>

namespace wire {

namespace {

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string percentDecoded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low >= 0) {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t block = 0;
        for (std::size_t k = 0; k < 3; ++k)
            block = block << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            result += k <= n ? letters[block >> (18 - 6 * k) & 63] : '=';
    }
    return result;
}

std::string hostPort(const std::string &host, std::uint16_t port)
{
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

/// host:port, read as the authority of a URL; `what` is for the error line.
std::variant<Url, UrlError> authorityOf(std::string_view text, std::string_view what)
{
    auto parsed = parseUrl("http://" + std::string(text));
    if (const auto *error = std::get_if<UrlError>(&parsed))
        return UrlError{std::string(what) + ": " + error->text};
    if (!std::get<Url>(parsed).portTyped)
        return UrlError{std::string(what) + " \"" + escaped(text) + "\" has no port: write host:port"};
    return parsed;
}

std::variant<Route, UrlError> throughProxy(std::string_view proxy, const Url &url)
{
    Route route;
    const std::string low = lowered(proxy);
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
        return UrlError{"the proxy \"" + escaped(proxy) + "\" is of an unknown kind: write http://host:port or "
                        "socks5://host:port"};
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

} // namespace

Credentials credentialsOf(std::string_view userInfo)
{
    const auto colon = std::min(userInfo.find(':'), userInfo.size());
    const auto password = colon < userInfo.size() ? userInfo.substr(colon + 1) : std::string_view();
    return {percentDecoded(userInfo.substr(0, colon)), percentDecoded(password)};
}

std::string basicCredentials(std::string_view userInfo)
{
    const Credentials pair = credentialsOf(userInfo);
    return "Basic " + base64(pair.user + ':' + pair.password);
}

std::variant<Route, UrlError> routeOf(const RequestSpec &spec, const Url &url)
{
    Route route;
    route.host = url.host;
    route.port = url.port;
    if (!spec.proxy.empty()) {
        auto through = throughProxy(spec.proxy, url);
        if (std::holds_alternative<UrlError>(through))
            return through;
        route = std::get<Route>(std::move(through));
    }
    std::string host = url.host;
    std::uint16_t port = url.port;
    if (!spec.connectTo.empty()) {
        const auto place = authorityOf(spec.connectTo, "\"connect to\"");
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
    request.expect.rule = ExpectRule::Off;
    request.timeouts = spec.timeouts;
    request.lingerNs = 0; // a tunnel does not end with its head
    return request;
}

} // namespace wire
