// SPDX-License-Identifier: GPL-3.0-or-later
// As parse_proxy() and check_noproxy() of curl 7.88.1 (lib/url.c, lib/noproxy.c).
#include "formats/curl/curl_proxy.h"

#include "base/text.h"
#include "request/route.h"

#include <algorithm>

namespace formats {
namespace {

bool isNumericHost(std::string_view host)
{
    return request::isIpv4(std::string(host)) || host.find(':') != host.npos;
}

class ProxyReader {
public:
    ProxyReader(const CurlOptionValues &options, request::RequestSpec &spec, const request::Url &url, CurlRoute &out)
        : options_(options)
        , spec_(spec)
        , url_(url)
        , out_(out)
    {}

    void read()
    {
        if (options_.has("preproxy"))
            out_.stopBy("--preproxy: a proxy before the proxy is not spoken");
        const CurlArgument *typed =
            options_.lastOf({"proxy", "proxy1.0", "socks4", "socks4a", "socks5", "socks5-hostname"});
        if (!typed || typed->value.empty())
            return;
        if (options_.has("noproxy")) {
            const auto passes = passesProxy(options_.last("noproxy"), url_.host);
            if (!passes)
                out_.stopBy("--noproxy: whether it names the host is not known; leave it out, or the proxy");
            if (!passes || *passes)
                return;
        }
        const bool named = typed->name != "proxy" && typed->name != "proxy1.0";
        std::string text = typed->value;
        if (named && text.find("://") == text.npos)
            text = (typed->name == "socks5-hostname" ? "socks5h" : typed->name) + "://" + text;
        if (typed->name == "proxy1.0")
            out_.lose("--proxy1.0: the proxy is asked in HTTP/1.1");
        split(text);
    }

private:
    void split(const std::string &text)
    {
        const auto scheme = text.find("://");
        std::string place = scheme == text.npos ? text : text.substr(scheme + 3);
        const std::string kind = scheme == text.npos ? "http://" : base::lowered(text.substr(0, scheme + 3));
        const auto slash = std::min(place.find('/'), place.size());
        if (slash + 1 < place.size() && kind.starts_with("socks"))
            return out_.stopBy("the proxy: a socket in the file system, which is not spoken");
        place.erase(slash);
        const auto at = place.rfind('@');
        std::string user = at == 0 ? ":@" : at == place.npos ? std::string() : place.substr(0, at + 1);
        place.erase(0, at == place.npos ? 0 : at + 1);
        if (options_.has("proxy-user") && at == place.npos) // whom the proxy's URL names goes before
            user = credentials();
        for (const char *name : {"proxy-digest", "proxy-ntlm", "proxy-negotiate", "proxy-anyauth"}) {
            if (options_.on(name) && (!std::exchange(user, {}).empty() || std::string_view(name) == "proxy-negotiate"))
                out_.stopBy("the proxy's user with --" + std::string(name)
                            + ": no credentials are sent; Basic alone is spoken");
        }
        const auto bracket = place.starts_with('[') ? std::min(place.find(']'), place.size()) : 0;
        if (place.find(':', bracket) == place.npos || place.ends_with(':'))
            place = place.substr(0, place.find_last_not_of(':') + 1) + ":1080"; // curl's own default
        accept(kind, user, place);
    }

    std::string credentials()
    {
        const std::string typed = options_.last("proxy-user");
        if (typed.find(':') == typed.npos)
            out_.openBy("-U without a password: curl asks for it; write -U user:password");
        return base::percentEncoded(typed, "-._~!$&'()*+,;=:") + '@'; // what would end it
    }

    // curl writes them into the request where it goes in absolute form, else into CONNECT's alone.
    void proxyFields(bool absolute)
    {
        if (options_.has("proxy-header"))
            out_.stopBy("--proxy-header beside a proxy: no field is sent to the proxy alone");
        if (options_.on("proxytunnel") && absolute)
            out_.stopBy(
                "-p: an http URL goes through the proxy in absolute form here, which shows it what CONNECT would not");
    }

    void accept(const std::string &kind, const std::string &user, const std::string &place)
    {
        spec_.proxy = kind + user + place;
        const auto route = request::routeOf(spec_, url_);
        if (std::holds_alternative<request::UrlError>(route)) {
            spec_.proxy.clear();
            return out_.stopBy("the proxy: of a kind that is not spoken; write http:// or socks5://");
        }
        if (kind == "socks5://")
            out_.taken.emplace_back("the SOCKS proxy is given the name, not an address that is looked up here");
        proxyFields(std::get<request::Route>(route).absoluteForm());
    }

    const CurlOptionValues &options_;
    request::RequestSpec &spec_;
    const request::Url &url_;
    CurlRoute &out_;
};

} // namespace

std::optional<bool> passesProxy(std::string_view list, std::string_view host)
{
    if (list == "*")
        return true;
    const bool address = isNumericHost(host);
    bool network = false;
    while (!list.empty()) {
        const auto end = std::min(list.find_first_of(", \t"), list.size());
        std::string_view name = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        if (name.starts_with('.'))
            name.remove_prefix(1);
        if (name.ends_with('.'))
            name.remove_suffix(1);
        if (name.starts_with('[') && name.ends_with(']'))
            name = name.substr(1, name.size() - 2);
        network = network || (address && name.find('/') != name.npos);
        if (name.empty() || name.size() > host.size())
            continue;
        const bool tail = base::equalsIgnoringCase(host.substr(host.size() - name.size()), name);
        if (tail && (name.size() == host.size() || (!address && host[host.size() - name.size() - 1] == '.')))
            return true;
    }
    return network ? std::nullopt : std::optional(false);
}

void curlProxy(const CurlOptionValues &options, request::RequestSpec &spec, const request::Url &url, CurlRoute &out)
{
    ProxyReader(options, spec, url, out).read();
}

} // namespace formats
