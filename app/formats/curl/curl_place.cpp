// SPDX-License-Identifier: GPL-3.0-or-later
// As parse_connect_to_slist() and Curl_loadhostpairs() of curl 7.88.1 (lib/url.c, lib/hostip.c); measured.
#include "formats/curl/curl_place.h"

#include "base/text.h"
#include "request/route.h"

#include <algorithm>
#include <map>
#include <utility>

namespace formats {
namespace {

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

std::string withoutBrackets(const std::string &host)
{
    return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

bool isPort(std::string_view text)
{
    return base::decimal(text).value_or(UINT64_MAX) <= UINT16_MAX;
}

/// Where a name is looked up.
struct Place {
    std::string host; ///< without brackets, in small letters
    std::string port;
    auto operator<=>(const Place &) const = default;
};

Place placeOf(const std::string &host, const std::string &port)
{
    return {base::lowered(withoutBrackets(host)), port};
}

class PlaceReader {
public:
    PlaceReader(const CurlOptionValues &options, request::RequestSpec &spec, const request::Url &url, CurlRoute &out)
        : options_(options)
        , spec_(spec)
        , url_(url)
        , out_(out)
        , own_(placeOf(url.host, std::to_string(url.port)))
        , asked_(own_)
    {}

    void read()
    {
        if (const auto route = request::routeOf(spec_, url_);
            !spec_.proxy.empty() && std::holds_alternative<request::Route>(route)) {
            const auto &way = std::get<request::Route>(route);
            proxy_ = placeOf(way.host, std::to_string(way.port));
        }
        for (const std::string &value : options_.all("connect-to"))
            connectTo(value);
        for (const std::string &value : options_.all("resolve"))
            resolve(value);
        lookUp();
    }

private:
    void take(std::string line) { out_.taken.push_back(std::move(line)); }
    bool follows() const { return spec_.redirects > 0; }
    bool byHttpProxy() const { return !spec_.proxy.empty() && !spec_.proxy.starts_with("socks"); }

    // HOST1:PORT1:HOST2:PORT2, where any may be missing; the first that fits and names a place counts.
    void connectTo(const std::string &value)
    {
        std::string_view rest = value;
        const std::string host = upToColon(rest), port = upToColon(rest), to = upToColon(rest);
        const std::string toPort(rest);
        const bool fits = (host.empty() || base::equalsIgnoringCase(host, bracketed(url_.host)))
            && (port.empty() || base::decimal(port) == url_.port);
        if (to.empty() && toPort.empty())
            return take("--connect-to without a place to connect to: it changes nothing");
        if (!fits)
            return elsewhere("--connect-to");
        if (follows() && (host.empty() || port.empty()))
            out_.stopBy("--connect-to for any host or port: curl goes there after a redirection too, which is not done "
                        "here; leave -L out");
        if (!spec_.connectTo.empty())
            return take("--connect-to again: the first that fits counts");
        if (!toPort.empty() && !isPort(toPort))
            return out_.stopBy("--connect-to: its last part is no port, and curl refuses it");
        if (byHttpProxy() && !url_.tls)
            return out_.stopBy("--connect-to: through a proxy curl would ask for it by CONNECT; here an http URL goes "
                               "in absolute form");
        asked_ = placeOf(to.empty() ? url_.host : to, toPort.empty() ? own_.port : toPort);
        spec_.connectTo = bracketed(asked_.host) + ':' + asked_.port;
    }

    /// What is for another place counts only once a redirection leads there.
    void elsewhere(const std::string &words)
    {
        const std::string line = words + ": it is for another host or port";
        if (follows())
            out_.stopBy(line + ", to which a redirection may lead, and cannot be taken");
        else
            out_.lose(line);
    }

    // [+]HOST:PORT:ADDRESS[,ADDRESS] and -HOST:PORT, one after the other.
    void resolve(const std::string &value)
    {
        std::string_view rest = value;
        const bool out = rest.starts_with('-');
        rest.remove_prefix(out || rest.starts_with('+') ? 1 : 0);
        const std::string host = upToColon(rest), port = upToColon(rest);
        const Place place = placeOf(host, isPort(port) ? std::to_string(*base::decimal(port)) : port);
        if (out) {
            if (addresses_.erase(place) == 0)
                out_.lose("--resolve: there is nothing to take out");
            return;
        }
        if (!isPort(port) || !areAddresses(rest))
            return out_.stopBy("--resolve: not HOST:PORT:ADDRESS with an address in numbers, and curl refuses it");
        if (!addresses_.insert_or_assign(place, std::string(rest)).second)
            take("--resolve for one host and port again: the last counts");
    }

    static bool areAddresses(std::string_view list)
    {
        while (true) {
            const auto end = std::min(list.find(','), list.size());
            const std::string one = withoutBrackets(std::string(list.substr(0, end)));
            if (!request::isIpv4(one) && one.find(':') == one.npos)
                return false;
            if (end == list.size())
                return true;
            list.remove_prefix(end + 1);
        }
    }

    /// An entry for the host goes before one for any.
    std::map<Place, std::string>::const_iterator found(const Place &place) const
    {
        const auto exact = addresses_.find(place);
        return exact != addresses_.end() ? exact : addresses_.find({"*", place.port});
    }

    void lookUp()
    {
        const bool proxyAsks = byHttpProxy() || spec_.proxy.starts_with("socks5h");
        const auto used = found(asked_);
        const auto ofProxy = spec_.proxy.empty() ? addresses_.end() : found(proxy_);
        if (ofProxy != addresses_.end())
            out_.stopBy("--resolve: it is for the host and port of the proxy, and cannot be taken");
        for (auto one = addresses_.begin(); one != addresses_.end(); ++one) {
            if (one == ofProxy)
                continue;
            if (proxyAsks)
                out_.lose("--resolve: the proxy looks the host up itself");
            else if (one == used)
                connectTo(*one);
            else if (one->first == Place{"*", asked_.port} && !follows())
                take("--resolve for any host: one for this host goes before it");
            else
                elsewhere("--resolve");
        }
    }

    void connectTo(const std::pair<const Place, std::string> &entry)
    {
        const auto &[place, list] = entry;
        if (follows() && place != own_)
            out_.stopBy("--resolve for " + std::string(place.host == "*" ? "any host" : "the host of --connect-to")
                        + ": it may count after a redirection too, which is not done here; leave -L out");
        spec_.connectTo = bracketed(withoutBrackets(list.substr(0, list.find(',')))) + ':' + asked_.port;
        if (list.find(',') != list.npos)
            out_.lose("--resolve: its first address is taken");
    }

    const CurlOptionValues &options_;
    request::RequestSpec &spec_;
    const request::Url &url_;
    CurlRoute &out_;
    const Place own_;
    Place asked_, proxy_;
    std::map<Place, std::string> addresses_; ///< as --resolve fills curl's own memory of them
};

} // namespace

void curlPlace(const CurlOptionValues &options, request::RequestSpec &spec, const request::Url &url, CurlRoute &out)
{
    PlaceReader(options, spec, url, out).read();
}

} // namespace formats
