// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_route.h"

#include "base/text.h"
#include "formats/curl/curl_place.h"
#include "formats/curl/curl_proxy.h"
#include "request/route.h"
#include "request/settings.h"
#include "wire/event.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace formats {
namespace {

constexpr std::int64_t everyRedirect = 50; // curl's own bound

std::int64_t mostOf(std::string_view setting)
{
    return request::findSetting(setting)->most;
}

/// The list of --proto: "=https", "-all,https", "+http".
bool allowsScheme(std::string_view list, std::string_view scheme)
{
    bool allowed = true;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        std::string_view word = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        char sign = '+';
        while (!word.empty() && (word[0] == '+' || word[0] == '-' || word[0] == '=')) {
            sign = word[0];
            word.remove_prefix(1);
        }
        const bool named = base::equalsIgnoringCase(word, scheme) || base::equalsIgnoringCase(word, "all");
        allowed = sign == '=' ? named : named ? sign == '+' : allowed;
    }
    return allowed;
}

class RouteReader {
public:
    RouteReader(const CurlOptionValues &options, request::RequestSpec &spec, const CurlUrl &url)
        : options_(options)
        , spec_(spec)
    {
        const auto parsed = request::parseUrl(url.scheme + url.authority + '/');
        if (const auto *good = std::get_if<request::Url>(&parsed))
            url_ = *good;
    }

    CurlRoute read()
    {
        curlProxy(options_, spec_, url_, out_);
        redirections();
        schemes();
        socket();
        if (spec_.unixSocket.empty()) // else curl looks no host up
            curlPlace(options_, spec_, url_, out_);
        tls();
        times();
        if (const CurlArgument *family = options_.lastOf({"ipv4", "ipv6"}))
            spec_.family = family->name == "ipv4" ? request::AddressFamily::V4 : request::AddressFamily::V6;
        return std::move(out_);
    }

private:
    void lose(std::string text) { out_.lose(std::move(text)); }

    /// What curl does after a redirection cannot be had here.
    void stay(const std::string &beside, const char *why)
    {
        if (std::exchange(spec_.redirects, 0) > 0)
            lose("-L beside " + beside + ": no redirection is followed, since " + why);
    }

    void socket()
    {
        const CurlArgument *typed = options_.lastOf({"unix-socket", "abstract-unix-socket"});
        if (!typed || typed->value.empty())
            return;
        const std::string words = "--" + typed->name;
        if (!spec_.proxy.empty())
            return out_.stopBy(words + " beside a proxy: one of them is to be connected to; leave the other out");
        // A relative path is one of this program's own folder, as curl's would be.
        spec_.unixSocket = typed->name == "abstract-unix-socket"
            ? '@' + typed->value
            : QFile::encodeName(QDir::current().absoluteFilePath(QFile::decodeName(typed->value.c_str())))
                  .toStdString();
        stay(words, "another host's would leave the socket");
        const auto route = request::routeOf(spec_, url_);
        if (std::holds_alternative<request::UrlError>(route)) {
            spec_.unixSocket.clear();
            out_.stopBy(words + ": no socket can have that name");
        }
    }

    /// --proto: it refuses a URL of another scheme. What curl would not follow, or in another way, is not followed
    /// here.
    void schemes()
    {
        const std::string_view scheme = url_.tls ? "https" : "http";
        if (!allowsScheme(options_.last("proto"), scheme))
            out_.stopBy("--proto: it does not allow " + std::string(scheme) + ", and curl refuses the URL");
        for (const char *name : {"proto", "proto-redir", "post301", "post302", "post303"}) {
            const std::string list = options_.last(name); // "" of a switch
            const bool bound =
                list.empty() ? options_.on(name) : !allowsScheme(list, "http") || !allowsScheme(list, "https");
            if (bound)
                stay("--" + std::string(name), "curl has a rule of its own for it then");
        }
    }

    void tls()
    {
        spec_.tls.verify = !options_.on("insecure");
        spec_.tls.caFile = options_.last("cacert");
        if (!spec_.tls.caFile.empty() && spec_.tls.verify && url_.tls)
            lose("--cacert: the system's certificates are trusted too");
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
        if (typed.empty())
            return;
        if (!password.empty())
            out_.stopBy("the password of the client's key: give a key without one");
        for (const char *name : {"cert-type", "key-type"}) {
            const std::string type = options_.last(name);
            if (!type.empty() && !base::equalsIgnoringCase(type, "PEM"))
                out_.stopBy("--" + std::string(name) + ": only PEM is read");
        }
    }

    void time(const char *name, const char *setting, std::int64_t &to)
    {
        if (!options_.has(name))
            return;
        const auto ns = curlSeconds(options_.last(name));
        if (!ns)
            out_.stopBy("--" + std::string(name) + ": no number of seconds; write one, as 2.5");
        else if (*ns > mostOf(setting)) // what was written from the request could not be read again
            out_.taken.push_back("--" + std::string(name)
                                 + ": longer than a year, which is taken: the longest there is");
        if (ns)
            to = std::min(*ns, mostOf(setting));
    }

    void times()
    {
        time("connect-timeout", "connect-timeout", spec_.timeouts.connectNs);
        time("max-time", "max-time", spec_.timeouts.wholeNs);
        std::int64_t wait = 0;
        time("expect100-timeout", "wait", wait);
        if (wait > 0) // curl takes 0 for its default
            spec_.expect.waitNs = wait;
    }

    void redirections()
    {
        const std::string most = options_.last("max-redirs");
        std::int64_t value = everyRedirect;
        const auto [end, error] = std::from_chars(most.data(), most.data() + most.size(), value);
        if (options_.has("max-redirs") && (error != std::errc() || end != most.data() + most.size() || value < -1))
            out_.stopBy("--max-redirs: no whole number from -1 on; write one");
        if (options_.on("location-trusted"))
            lose("--location-trusted: credentials do not follow to another host");
        if (!options_.on("location") && !options_.on("location-trusted"))
            return;
        const std::int64_t bound = mostOf("redirects");
        spec_.redirects = static_cast<int>(value < 0 ? bound : std::min(value, bound));
        if (value < 0 || value > bound)
            out_.taken.push_back("--max-redirs " + most + (value < 0 ? ", which sets no bound: " : ": ")
                                 + std::to_string(bound) + " are followed at most");
        if (const std::string method = options_.last("request");
            !method.empty() && (spec_.body.present() || (method != "GET" && method != "HEAD")))
            stay("-X", "curl keeps the method after every one, and leaves the content out by rules of its own");
        if (options_.has("request-target"))
            stay("--request-target", "curl asks every server for that target");
        if (spec_.redirects == 0)
            return;
        if (options_.last("referer").find(";auto") != std::string::npos)
            lose("-e with ;auto beside -L: curl tells where a redirection came from, here Referer stays as it is");
        if (options_.has("cookie-jar") || options_.has("cookie"))
            lose(std::string(options_.has("cookie-jar") ? "-c" : "-b")
                 + " beside -L: what a response sets (Set-Cookie) is not sent to the next");
    }

    const CurlOptionValues &options_;
    request::RequestSpec &spec_;
    request::Url url_;
    CurlRoute out_;
};

} // namespace

std::ptrdiff_t CurlOptionValues::count(std::string_view name) const
{
    return std::ranges::count_if(arguments_.list, [&](const auto &argument) { return argument.name == name; });
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

const CurlArgument *CurlOptionValues::lastOf(std::initializer_list<std::string_view> names) const
{
    const CurlArgument *result = nullptr;
    for (const CurlArgument &argument : arguments_.list) {
        if (std::ranges::find(names, argument.name) != names.end())
            result = &argument;
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

void CurlRoute::stopBy(std::string line)
{
    if (stop.empty())
        stop = line;
    lose(std::move(line));
}

void CurlRoute::openBy(std::string line)
{
    if (open.empty())
        open = line;
    lose(std::move(line));
}

std::optional<std::int64_t> curlSeconds(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // Not a number fails every comparison: only what is known to lie between the bounds is taken.
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1e9))
        return std::nullopt;
    return static_cast<std::int64_t>(value * 1e9 + 0.5);
}

std::string curlRange(const std::string &range)
{
    if (range.empty() || !base::isDigit(range.front()) || range.find('-') != range.npos)
        return range;
    return range.substr(0, range.find_first_not_of("0123456789")) + '-';
}

CurlRoute curlRoute(const CurlOptionValues &options, request::RequestSpec &spec, const CurlUrl &url)
{
    return RouteReader(options, spec, url).read();
}

} // namespace formats
