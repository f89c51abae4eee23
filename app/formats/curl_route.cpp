// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_route.h"

#include "formats/secrets.h"
#include "wire/event.h"
#include "wire/route.h"
#include "wire/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace formats {
namespace {

constexpr int everyRedirect = 50; // curl's own bound

/// Up to the next colon that is not inside brackets; takes it off `rest`.
std::string upToColon(std::string_view &rest)
{
    const auto from = rest.starts_with('[') ? std::min(rest.find(']'), rest.size()) : 0;
    const auto end = std::min(rest.find(':', from), rest.size());
    const std::string part(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::string bracketed(const std::string &host)
{
    return host.find(':') != host.npos && !host.starts_with('[') ? '[' + host + ']' : host;
}

class RouteReader {
public:
    RouteReader(const CurlOptionValues &options, wire::RequestSpec &spec, const CurlUrl &url)
        : options_(options), spec_(spec)
    {
        const auto parsed = wire::parseUrl(url.scheme + url.authority + '/');
        if (const auto *good = std::get_if<wire::Url>(&parsed))
            url_ = *good;
    }

    CurlRoute read()
    {
        proxy();
        place();
        tls();
        times();
        redirections();
        if (options_.on("ipv4") || options_.on("ipv6"))
            spec_.family = options_.on("ipv4") ? wire::AddressFamily::V4 : wire::AddressFamily::V6;
        return std::move(out_);
    }

private:
    void lose(std::string text) { out_.losses.push_back(std::move(text)); }

    std::string proxyUrl()
    {
        for (const char *name : {"preproxy", "socks4", "socks4a"}) {
            if (options_.has(name))
                lose("--" + std::string(name) + ' ' + wire::escaped(maskedUrl(options_.last(name))) + ": not spoken; write -x http:// or socks5://");
        }
        if (options_.has("socks5"))
            return "socks5://" + options_.last("socks5");
        if (options_.has("socks5-hostname"))
            return "socks5h://" + options_.last("socks5-hostname");
        if (options_.has("proxy1.0"))
            lose("--proxy1.0: the proxy is asked in the request's own version");
        return options_.has("proxy1.0") ? options_.last("proxy1.0") : options_.last("proxy");
    }

    void proxy()
    {
        std::string text = proxyUrl();
        for (const char *name : {"proxy-header", "noproxy"}) {
            if (options_.has(name) && (options_.last(name) != "*" || std::string_view(name) != "noproxy"))
                lose("--" + std::string(name) + ' ' + wire::escaped(maskedHead(options_.last(name))));
        }
        if (text.empty() || options_.last("noproxy") == "*")
            return;
        const auto scheme = text.find("://");
        std::string place = scheme == text.npos ? text : text.substr(scheme + 3);
        std::string kind = scheme == text.npos ? "http://" : wire::lowered(text.substr(0, scheme + 3));
        place.erase(std::min(place.find('/'), place.size()));
        const auto at = place.rfind('@');
        std::string user = at == place.npos ? std::string() : place.substr(0, at + 1);
        place.erase(0, at == place.npos ? 0 : at + 1);
        if (options_.has("proxy-user"))
            user = wire::percentEncoded(options_.last("proxy-user"), "-._~!$&'()*+,;=:") + '@'; // what would end it
        std::string_view rest = place;
        upToColon(rest);
        for (const char *name : {"proxy-digest", "proxy-ntlm", "proxy-negotiate", "proxy-anyauth"}) {
            if (options_.on(name) && !std::exchange(user, {}).empty())
                lose("the proxy's user with --" + std::string(name) + ": no credentials are sent");
        }
        if (rest.empty())
            place = place.substr(0, place.find_last_not_of(':') + 1) + ":1080"; // curl's own default
        accept(kind, user, place, text);
    }

    void accept(const std::string &kind, const std::string &user, const std::string &place, const std::string &typed)
    {
        spec_.proxy = kind + user + place;
        const auto route = wire::routeOf(spec_, url_);
        if (std::holds_alternative<wire::UrlError>(route)) {
            spec_.proxy.clear();
            lose("the proxy " + wire::inQuotes(maskedUrl(typed)) + ": of a kind that is not spoken; the request goes out directly");
            return;
        }
        if (kind == "socks5://")
            out_.taken.emplace_back("the SOCKS proxy is given the name, not an address that is looked up here");
        if (options_.on("proxytunnel") && !url_.tls)
            lose("-p: an http URL goes through the proxy in absolute form, not through CONNECT");
    }

    bool isUs(const std::string &host, const std::string &port) const
    {
        const bool sameHost = host.empty() || host == "*" || wire::equalsIgnoringCase(host, bracketed(url_.host))
            || wire::equalsIgnoringCase(host, url_.host);
        return sameHost && (port.empty() || port == std::to_string(url_.port));
    }

    // --connect-to HOST1:PORT1:HOST2:PORT2 and --resolve [+]HOST:PORT:ADDRESS[,ADDRESS]; the first that fits counts.
    void place()
    {
        for (const std::string &value : options_.all("connect-to")) {
            std::string_view rest = value;
            const std::string host = upToColon(rest), port = upToColon(rest), to = upToColon(rest), toPort = upToColon(rest);
            const bool fits = isUs(host, port);
            if (fits && spec_.connectTo.empty())
                spec_.connectTo = (to.empty() ? bracketed(url_.host) : to) + ':'
                    + (toPort.empty() ? std::to_string(url_.port) : toPort);
            else
                lose("--connect-to " + wire::inQuotes(value) + ": it is for another host or port");
        }
        for (const std::string &value : options_.all("resolve")) {
            std::string_view rest = value;
            rest.remove_prefix(rest.starts_with('+') || rest.starts_with('-') ? 1 : 0);
            const std::string host = upToColon(rest), port = upToColon(rest);
            const std::string address(rest.substr(0, rest.find(',')));
            if (!address.empty() && isUs(host, port) && spec_.connectTo.empty())
                spec_.connectTo = bracketed(address) + ':' + std::to_string(url_.port);
            else
                lose("--resolve " + wire::inQuotes(value) + ": it is for another host or port");
            if (rest.find(',') != rest.npos)
                lose("--resolve " + wire::inQuotes(value) + ": its first address is taken");
        }
    }

    void tls()
    {
        spec_.tls.verify = !options_.on("insecure");
        spec_.tls.caFile = options_.last("cacert");
        spec_.tls.keyFile = options_.last("key");
        std::string password = options_.last("pass");
        const std::string typed = options_.last("cert");
        for (std::size_t i = 0; i < typed.size(); ++i) {
            if (typed[i] == '\\' && i + 1 < typed.size() && (typed[i + 1] == ':' || typed[i + 1] == '\\')) {
                spec_.tls.certFile += typed[++i];
            } else if (typed[i] == ':') {
                password = typed.substr(i + 1);
                break;
            } else {
                spec_.tls.certFile += typed[i];
            }
        }
        if (!password.empty())
            lose("the password of the client's key: give a key without one");
        for (const char *name : {"cert-type", "key-type"}) {
            const std::string type = options_.last(name);
            if (!type.empty() && !wire::equalsIgnoringCase(type, "PEM"))
                lose("--" + std::string(name) + ' ' + wire::escaped(type) + ": only PEM is read");
        }
    }

    void time(const char *name, std::int64_t &to)
    {
        if (!options_.has(name))
            return;
        if (const auto ns = curlSeconds(options_.last(name)))
            to = *ns;
        else
            lose("--" + std::string(name) + ' ' + wire::inQuotes(options_.last(name)) + ": no number of seconds");
    }

    void times()
    {
        time("connect-timeout", spec_.timeouts.connectNs);
        time("max-time", spec_.timeouts.wholeNs);
        std::int64_t unused = 0;
        time("expect100-timeout", unused);
    }

    void redirections()
    {
        if (options_.on("location-trusted"))
            lose("--location-trusted: credentials do not follow to another host");
        if (!options_.on("location") && !options_.on("location-trusted"))
            return;
        spec_.redirects = everyRedirect;
        const std::string most = options_.last("max-redirs");
        int value = 0;
        if (!most.empty() && std::from_chars(most.data(), most.data() + most.size(), value).ec == std::errc() && value >= 0)
            spec_.redirects = value;
        if (options_.has("request"))
            lose("-L beside -X: curl keeps the method after every redirection");
    }

    const CurlOptionValues &options_;
    wire::RequestSpec &spec_;
    wire::Url url_;
    CurlRoute out_;
};

} // namespace

bool CurlOptionValues::has(std::string_view name) const
{
    return std::ranges::any_of(arguments_.list, [&](const auto &argument) { return argument.name == name; });
}

bool CurlOptionValues::on(std::string_view name) const
{
    bool result = false;
    for (const CurlArgument &argument : arguments_.list)
        result = argument.name == name ? argument.on : result;
    return result;
}

std::string CurlOptionValues::last(std::string_view name) const
{
    std::string result;
    for (const CurlArgument &argument : arguments_.list) {
        if (argument.name == name)
            result = argument.value;
    }
    return result;
}

std::vector<std::string> CurlOptionValues::all(std::string_view name) const
{
    std::vector<std::string> result;
    for (const CurlArgument &argument : arguments_.list) {
        if (argument.name == name)
            result.push_back(argument.value);
    }
    return result;
}

std::vector<std::string> CurlOptionValues::urls() const
{
    std::vector<std::string> result;
    for (const CurlArgument &argument : arguments_.list) {
        if (argument.name.empty() || argument.name == "url")
            result.push_back(argument.value);
    }
    return result;
}

std::optional<std::int64_t> curlSeconds(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 1e9)
        return std::nullopt;
    return static_cast<std::int64_t>(value * 1e9 + 0.5);
}

CurlRoute curlRoute(const CurlOptionValues &options, wire::RequestSpec &spec, const CurlUrl &url)
{
    return RouteReader(options, spec, url).read();
}

} // namespace formats
