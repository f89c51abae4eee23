// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/redirect.h"

#include "base/quantity.h"
#include "base/safe_bytes.h"
#include "base/text.h"
#include "engine/client/content_secrets.h"
#include "request/private_values.h"
#include "request/reference.h"
#include "request/secret_names.h"
#include "request/sensitive.h"
#include "request/typed_head.h"
#include "request/url.h"
#include "wire/event.h"

#include <algorithm>
#include <array>

namespace engine {

namespace {

/// Returns the names of those that were there, as they were typed.
std::vector<std::string> dropFields(request::RequestSpec &spec, std::initializer_list<std::string_view> names)
{
    std::vector<std::string> dropped;
    for (const std::string_view name : names) {
        if (const request::HeaderLine *line = request::typedLine(spec, name))
            dropped.emplace_back(base::trimmed(line->name));
        request::eraseTyped(spec, name);
    }
    return dropped;
}

bool becomesGet(const std::string &method, int status)
{
    if (status == 303)
        return method != "GET" && method != "HEAD";
    return (status == 301 || status == 302) && method == "POST";
}

std::string originOf(const request::Url &url)
{
    return (url.tls ? "https://" : "http://") + request::hostPort(url.host, url.port);
}

bool sameHost(const request::Url &one, const request::Url &other)
{
    return base::equalsIgnoringCase(one.host, other.host);
}

/// A line end within a field makes lines of their own for who reads it, whatever name stands in front.
bool hidesLines(const request::HeaderLine &line)
{
    return (line.name + line.separator + line.value).find_first_of("\r\n") != std::string::npos;
}

/// Every typed field that would hand a secret over: its name is one of the list, or its value has one in it, or may
/// have.
std::vector<std::string> dropSecretFields(request::RequestSpec &spec, bool keepForProxy)
{
    std::vector<std::string> dropped;
    std::erase_if(spec.headers, [&](const request::HeaderLine &line) {
        if (keepForProxy && request::isNamed(line, "Proxy-Authorization"))
            return false;
        if (!request::isSecretField(line.name) && request::secretPartsOfField(line.name, line.value).empty()
            && request::privatePartsOf(line.name).empty() && !hidesLines(line))
            return false;
        std::string name = request::masked(line.name, request::privatePartsOf(line.name));
        name = base::trimmed(std::string_view(name).substr(0, name.find_first_of("\r\n")));
        if (std::ranges::find(dropped, name) == dropped.end())
            dropped.push_back(std::move(name));
        return true;
    });
    return dropped;
}

/// The proxy takes the field out before it forwards; elsewhere the origin would read it.
bool goesToProxy(const request::RequestSpec &spec)
{
    const auto url = request::parseUrl(spec.url);
    const auto *parsed = std::get_if<request::Url>(&url);
    const auto route = parsed ? request::routeOf(spec, *parsed) : request::UrlError{};
    const auto *way = std::get_if<request::Route>(&route);
    return way && way->absoluteForm();
}

/// The request on its way from one URL to the other, and what it loses there.
class Traveller {
public:
    Traveller(const request::RequestSpec &spec, int status, const request::Url &from, const request::Url &to)
        : status_(status)
        , from_(from)
        , to_(to)
        , samePlace_(sameHost(to, from) && to.port == from.port && to.tls == from.tls)
    {
        out_.next = spec;
    }

    Redirection travel()
    {
        request::RequestSpec &next = *out_.next;
        const request::RequestSpec before = next;
        next.url = address();
        if (!samePlace_ && !next.unixSocket.empty())
            return {{},
                    std::to_string(status_) + " is not followed: it leads to another origin (" + originOf(to_)
                        + "), for which the Unix socket was not meant, and the network was not asked for"};
        next.redirects = before.redirects - 1;
        if (const std::string why = whyContentStays(); !why.empty())
            return {{},
                    std::to_string(status_) + " is not followed: it leads to another origin (from " + originOf(from_)
                        + " to " + originOf(to_) + "), and " + why + "; send it there yourself if it is meant for it"};
        place(next);
        if (!samePlace_)
            credentials(next);
        if (becomesGet(before.method, status_))
            withoutContent(next, before);
        return std::move(out_);
    }

private:
    void changed(record::Decision what, std::string text) { out_.changes.push_back({what, std::move(text)}); }

    /// Byte for byte as it was resolved: nothing is decoded on the way.
    std::string address() const
    {
        const std::string &user = samePlace_ && to_.userInfo.empty() ? from_.userInfo : to_.userInfo;
        const std::string &host = to_.typedHost.empty() ? to_.host : to_.typedHost;
        const bool v6 = host.find(':') != host.npos;
        std::string url =
            (to_.tls ? "https://" : "http://") + (user.empty() ? "" : user + '@') + (v6 ? '[' + host + ']' : host);
        if (to_.port != (to_.tls ? 443 : 80))
            url += ':' + std::to_string(to_.port);
        return url + to_.target;
    }

    /// RFC 9110 sections 15.4.8 and 15.4.9 forbid another method or content, so that all of it goes or none.
    std::string whyContentStays() const
    {
        if (samePlace_ || becomesGet(out_.next->method, status_))
            return {};
        const ContentSecrets found = secretsInContent(*out_.next);
        if (!found.names.empty())
            return "the content has secrets in it (" + listed(found.names) + ")";
        return found.unseen.empty() ? std::string() : found.unseen + ", so that secrets may be in it";
    }

    void place(request::RequestSpec &next)
    {
        const request::HeaderLine *host = request::typedLine(next, "Host");
        if (host && samePlace_)
            changed(record::Decision::HostKept, "Host as typed stays: the redirection leads to the same origin");
        else if (host && !dropFields(next, {"Host"}).empty())
            changed(record::Decision::FieldsDropped, "Host as typed is left out: it was for another origin");
        if (!samePlace_ && !next.connectTo.empty()) {
            next.connectTo.clear();
            changed(record::Decision::ConnectToDropped,
                    "the place to connect to is left out: it was that of " + originOf(from_));
        }
        if (!sameHost(to_, from_) && !next.tls.serverName.empty()) {
            next.tls.serverName.clear(); // it named the host that was left
            changed(record::Decision::TlsNameDropped, "the name for TLS is left out: it was that of " + from_.host);
        }
    }

    void credentials(request::RequestSpec &next)
    {
        std::vector<std::string> names = dropSecretFields(next, goesToProxy(next));
        if (!from_.userInfo.empty())
            names.emplace_back("the user information of the URL");
        if (!names.empty())
            changed(record::Decision::FieldsDropped,
                    "not sent to another origin (from " + originOf(from_) + " to " + originOf(to_)
                        + "): " + listed(names));
        if (!next.tls.certFile.empty()) {
            next.tls.certFile.clear();
            next.tls.keyFile.clear();
            changed(record::Decision::CertificateDropped,
                    "the client certificate is not shown to another origin (from " + originOf(from_) + " to "
                        + originOf(to_) + ')');
        }
    }

    void withoutContent(request::RequestSpec &next, const request::RequestSpec &before)
    {
        const bool expected = request::decideExpect(before).sent;
        next.method = "GET";
        next.body = {};
        next.expect.rule = request::ExpectRule::Off; // RFC 9110 section 10.1.1: not without content
        std::string text = base::escaped(before.method) + " becomes GET after " + std::to_string(status_);
        std::vector<std::string> left =
            dropFields(next, {"Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding"});
        if (const auto size = before.body.length(); size > 0)
            left.insert(left.begin(), "the content (" + base::bytesText(size) + ")");
        if (!left.empty())
            text += ", without " + listed(left);
        changed(record::Decision::MethodChanged, std::move(text));
        dropFields(next, {"Expect"});
        if (expected)
            changed(record::Decision::ExpectDropped,
                    "Expect is left out: the GET has no content (RFC 9110 section 10.1.1)");
    }

    Redirection out_;
    int status_;
    const request::Url &from_;
    const request::Url &to_;
    bool samePlace_;
};

} // namespace

Redirection redirected(const request::RequestSpec &spec, int status, std::string_view location)
{
    constexpr std::array followed = {301, 302, 303, 307, 308};
    const auto refuse = [status](const std::string &why) {
        return Redirection{{}, std::to_string(status) + " is not followed: " + why};
    };
    if (status == 300 && !location.empty())
        return refuse("which of the choices to take is for a person to say");
    if (std::ranges::find(followed, status) == followed.end())
        return {};
    if (location.empty())
        return refuse("it has no Location");
    if (spec.rawHead)
        return refuse("the head was typed raw, and is not rewritten");
    const std::string typed = spec.url.find("://") == std::string::npos ? "http://" + spec.url : spec.url;
    const std::string target = request::resolved(typed, location);
    const std::string scheme = request::schemeOf(target);
    if (scheme != "http" && scheme != "https")
        return refuse("its Location has the scheme " + base::escaped(scheme) + ", not http or https");
    if (target.starts_with(scheme + ":///") || target.size() == scheme.size() + 3)
        return refuse("its Location names no host");
    const auto from = request::parseUrl(typed), to = request::parseUrl(target);
    if (std::holds_alternative<request::UrlError>(from) || std::holds_alternative<request::UrlError>(to))
        return refuse("its Location cannot be read as a URL");
    if (spec.redirects <= 0)
        return refuse("the limit of redirections is reached");
    return Traveller(spec, status, std::get<request::Url>(from), std::get<request::Url>(to)).travel();
}

} // namespace engine
