// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/request_check.h"

#include "base/text.h"
#include "request/url.h"
#include "wire/http1/framing.h"

#include <algorithm>

namespace lab {

namespace {

bool holdsOneOf(const wire::Framing &framing, std::initializer_list<wire::Anomaly> which)
{
    return std::ranges::find_first_of(framing.anomalies, which) != framing.anomalies.end();
}

bool isUnreservedOrSubDelim(char c)
{
    return base::isLetter(c) || base::isDigit(c)
        || (c != '\0' && std::string_view("-._~!$&'()*+,;=").find(c) != std::string_view::npos);
}

/// Bytes of a reg-name (which an IPv4 address is, too), with whole percent codes.
bool isName(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            if (!isUnreservedOrSubDelim(text[i]))
                return false;
        } else if (i + 2 >= text.size() || base::hexDigit(text[i + 1]) < 0 || base::hexDigit(text[i + 2]) < 0) {
            return false;
        } else {
            i += 2;
        }
    }
    return true;
}

/// "v1.a:b" in brackets, for addresses of versions to come.
bool isFutureAddress(std::string_view text)
{
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot < 2 || dot + 1 == text.size() || base::lower(text.front()) != 'v')
        return false;
    const std::string_view version = text.substr(1, dot - 1);
    const std::string_view rest = text.substr(dot + 1);
    return std::ranges::all_of(version, [](char c) { return base::hexDigit(c) >= 0; })
        && std::ranges::all_of(rest, [](char c) { return c == ':' || isUnreservedOrSubDelim(c); });
}

/// Without port and brackets.
std::string_view hostOf(std::string_view authority)
{
    if (const std::size_t user = authority.rfind('@'); user != std::string_view::npos)
        authority.remove_prefix(user + 1);
    if (authority.starts_with('['))
        return authority.substr(1, std::min(authority.find(']'), authority.size()) - 1);
    return authority.substr(0, authority.find(':'));
}

/// Of http://host/path; nothing in the other forms.
std::string_view authorityOf(std::string_view target)
{
    const std::size_t slashes = target.find("://");
    if (target.starts_with('/') || slashes == std::string_view::npos)
        return {};
    target.remove_prefix(slashes + 3);
    return target.substr(0, target.find_first_of("/?#"));
}

bool isLoopbackHost(std::string_view host)
{
    return host == "localhost" || host.ends_with(".localhost") || host == "::1"
        || (request::isIpv4(host) && host.starts_with("127."));
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), base::lower);
    return out;
}

std::string hostFault(const wire::Head &request)
{
    const auto hosts = wire::valuesOf(request.fields, "Host");
    if (hosts.empty() && request.version > 10 && request.version < 20)
        return "This HTTP/1.1 request has no Host field.";
    if (hosts.size() > 1)
        return "This request has more than one Host field line.";
    if (!hosts.empty() && !isHostValue(base::trimmed(hosts.front())))
        return "The value of Host in this request is no host with an optional port.";
    return {};
}

} // namespace

bool isHostValue(std::string_view value)
{
    std::string_view port;
    if (value.starts_with('[')) {
        const std::size_t end = value.find(']');
        if (end == std::string_view::npos)
            return false;
        const std::string_view address = value.substr(1, end - 1);
        port = value.substr(end + 1);
        if (!request::isIpv6(address) && !isFutureAddress(address))
            return false;
    } else {
        const std::size_t colon = std::min(value.find(':'), value.size());
        port = value.substr(colon);
        if (!isName(value.substr(0, colon)))
            return false;
    }
    return port.empty() || (port.front() == ':' && std::ranges::all_of(port.substr(1), base::isDigit));
}

std::string refusal(const wire::Head &request)
{
    using enum wire::Anomaly;
    const wire::Framing framing = wire::requestFraming(request);
    if (holdsOneOf(framing, {BadLength, LengthTooLarge, ConflictingLength}))
        return "The Content-Length of this request is no length.";
    if (framing.mode != wire::FramingMode::Chunked && holdsOneOf(framing, {ChunkedNotLast, UnknownEncoding}))
        return "The end of this request cannot be known: the last transfer coding is not chunked.";
    return hostFault(request);
}

bool OwnHosts::hold(std::string_view host) const
{
    if (host.ends_with('.'))
        host.remove_suffix(1);
    const std::string name = lowered(host);
    return all || isLoopbackHost(name)
        || std::ranges::any_of(names, [&](const std::string &own) { return lowered(own) == name; });
}

std::string misdirection(const wire::Head &request, const OwnHosts &own)
{
    const auto hosts = wire::valuesOf(request.fields, "Host");
    std::string_view host = hostOf(authorityOf(request.target));
    if (host.empty() && !hosts.empty())
        host = hostOf(base::trimmed(hosts.front()));
    if (host.empty() || own.hold(host))
        return {};
    return "This lab does not answer for " + std::string(host)
        + ": address it by its own address or as localhost, or start it "
          "with --allow-host "
        + std::string(host) + " (a page elsewhere can make a name of its own lead here).";
}

bool mustClose(const wire::Head &request)
{
    using enum wire::Anomaly;
    return holdsOneOf(wire::requestFraming(request),
                      {LengthWithEncoding, EncodingInHttp10, ChunkedNotLast, UnknownEncoding});
}

} // namespace lab
