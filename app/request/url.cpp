// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of URLs by RFC 3986 section 3, without any normalisation of path and query.
#include "request/url.h"

#include "base/quantity.h"
#include "base/safe_bytes.h"
#include "base/text.h"
#include "request/idn.h"
#include "request/private_values.h"
#include "wire/event.h"

#include <algorithm>

namespace request {

namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t longestHost = 253; // RFC 1035 section 2.3.4, without the root's dot

bool isScheme(std::string_view text)
{
    const auto ok = [](char c) { return base::isLetter(c) || base::isDigit(c) || c == '+' || c == '-' || c == '.'; };
    return !text.empty() && base::isLetter(text.front()) && std::all_of(text.begin(), text.end(), ok);
}

bool isOutsideAscii(char c)
{
    return (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// reg-name, RFC 3986 section 3.2.2.
bool isHostChar(char c)
{
    return base::isLetter(c) || base::isDigit(c) || (c != '\0' && std::string_view("-._~%!$&'()*+,;=").find(c) != none);
}

/// Groups of one side of "::"; -1 when one is odd. An IPv4 address may stand last and counts as two.
int groupsOf(std::string_view side)
{
    int groups = 0;
    while (!side.empty()) {
        const std::size_t end = std::min(side.find(':'), side.size());
        const std::string_view group = side.substr(0, end);
        const bool last = end == side.size();
        if (last && group.find('.') != none)
            return isIpv4(group) ? groups + 2 : -1;
        if (group.empty() || group.size() > 4
            || std::any_of(group.begin(), group.end(), [](char c) { return base::hexDigit(c) < 0; }))
            return -1;
        ++groups;
        if (last)
            break;
        side = side.substr(end + 1);
        if (side.empty())
            return -1;
    }
    return groups;
}

std::string quoted(std::string_view text)
{
    return base::inQuotes(text, 40);
}

/// The parts of one URL on their way; errors name a place in the whole text.
class Reader {
public:
    explicit Reader(std::string_view text) : whole_(text), rest_(text) {}

    std::variant<Url, UrlError> read()
    {
        if (!checkBytes() || !scheme() || !authority())
            return UrlError{error_};
        const std::string_view target = rest_.substr(0, rest_.find('#'));
        url_.target = target.empty() || target.front() != '/' ? '/' + std::string(target) : std::string(target);
        return url_;
    }

private:
    bool fail(const std::string &text)
    {
        error_ = masked(text, privatePartsOf(text));
        return false;
    }

    /// "at character 12", counted from 1 in UTF-8 characters.
    std::string at(const char *place) const
    {
        const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
        const auto before = whole_.substr(0, static_cast<std::size_t>(place - whole_.data()));
        const auto count =
            before.size() - static_cast<std::size_t>(std::count_if(before.begin(), before.end(), continues));
        return "at character " + std::to_string(count + 1);
    }

    /// What stands where host and port do, as far as that can be told of a broken URL.
    std::string_view typedPlace() const
    {
        const std::size_t sign = whole_.find("://");
        const std::size_t begin = sign != none && isScheme(whole_.substr(0, sign)) ? sign + 3 : 0;
        const std::string_view part = whole_.substr(begin, whole_.find_first_of("/?#", begin) - begin);
        return part.substr(part.rfind('@') + 1);
    }

    /// The text in an error line, but where it may be a password with a raw / # or ? in it, or is known as private.
    std::string named(const char *what, std::string_view text) const
    {
        const bool known = !privatePartsOf(whole_).empty();
        return known || userInfoCut(text) ? what : std::string(what) + ' ' + quoted(text);
    }

    /// "u:p/w@h": the sign that ends user information comes after what was taken for a port.
    bool userInfoCut(std::string_view text) const
    {
        return whole_.find('@', static_cast<std::size_t>(text.data() - whole_.data())) != none;
    }

    bool checkBytes()
    {
        const auto odd = std::find_if(whole_.begin(), whole_.end(),
                                      [](char c) { return c == ' ' || c == '\t' || base::isControl(c); });
        if (whole_.empty())
            return fail("the URL is empty: write one such as http://localhost:8080/");
        if (odd == whole_.end())
            return true;
        constexpr std::string_view hex = "0123456789ABCDEF";
        const std::string_view place = typedPlace();
        const auto byte = static_cast<unsigned char>(*odd);
        const std::string code = std::string("%") + hex[byte >> 4] + hex[byte & 15];
        const char *const what = *odd == ' ' ? "a space" : *odd == '\t' ? "a tab" : "a control byte";
        const std::string where = std::string(what) + ' ' + at(&*odd) + ": ";
        const bool atEnd = std::all_of(odd, whole_.end(), [](char c) { return c == ' ' || base::isControl(c); });
        if (odd == whole_.begin())
            return fail("the URL has " + where + "remove it");
        if (&*odd >= place.data() && &*odd < place.data() + place.size())
            return fail("the host has " + where + "it holds none, remove it");
        return fail("the URL has " + where + (atEnd ? "remove it, or write it as " : "write it as ") + code);
    }

    bool scheme()
    {
        const std::size_t end = rest_.find("://");
        if (end != none && isScheme(rest_.substr(0, end))) {
            const std::string_view name = rest_.substr(0, end);
            url_.tls = base::equalsIgnoringCase(name, "https");
            if (!url_.tls && !base::equalsIgnoringCase(name, "http"))
                return fail("the scheme " + quoted(name)
                            + " is not http or https: begin the URL with http:// or https://");
            rest_.remove_prefix(end + 3);
        } else {
            for (const std::string_view name : {std::string_view("http:"), std::string_view("https:")}) {
                const std::string_view after = rest_.substr(std::min(name.size(), rest_.size()));
                if (base::equalsIgnoringCase(rest_.substr(0, name.size()), name)
                    && (after.empty() || !base::isDigit(after.front())))
                    return fail("the URL has no // after " + std::string(name) + " at its start: write "
                                + std::string(name) + "//");
            }
        }
        url_.port = url_.tls ? 443 : 80;
        return end != none || !misspelt();
    }

    /// "htp:/foo": a colon without a port behind what looks like a scheme. "host.example:/" is a host and no port.
    bool misspelt()
    {
        const std::size_t colon = rest_.find(':');
        const std::string_view name = rest_.substr(0, std::min(colon, rest_.size()));
        const bool slash = colon != none && rest_.substr(colon + 1).starts_with('/');
        if (!slash || !isScheme(name) || name.find('.') != none || isLocalhost(name))
            return false;
        return !fail(quoted(rest_.substr(0, colon + 2))
                     + " at character 1 is neither a scheme nor a host with a port: write "
                       "http://host/ or https://host/");
    }

    bool authority()
    {
        const std::size_t end = std::min(rest_.find_first_of("/?#"), rest_.size());
        std::string_view part = rest_.substr(0, end);
        rest_.remove_prefix(end);
        const std::size_t sign = part.rfind('@');
        if (sign != none) {
            url_.userInfo = part.substr(0, sign);
            part.remove_prefix(sign + 1);
        }
        if (!part.empty() && part.front() == '[')
            return bracketed(part);
        const std::size_t colon = part.find(':');
        if (colon != none && part.find(':', colon + 1) != none)
            return fail("the host has more than one colon, the first " + at(part.data() + colon)
                        + ": write an IPv6 address in brackets, as in http://[::1]:8080/");
        const std::size_t length = std::min(colon, part.size());
        return host(part.substr(0, length)) && (colon == none || port(part.substr(colon + 1)));
    }

    bool host(std::string_view name)
    {
        const auto odd = std::find_if_not(name.begin(), name.end(), isHostChar);
        if (name.empty())
            return fail("the URL has no host " + at(name.data()) + ": write one, as in http://localhost/");
        if (std::any_of(name.begin(), name.end(), isOutsideAscii))
            return foreignHost(name);
        if (odd != name.end())
            return fail("the host has " + quoted({&*odd, 1}) + ' ' + at(&*odd) + ": remove it");
        if (name.size() > longestHost + 1)
            return fail("the host is longer than 253 characters: shorten it");
        url_.host = name;
        return true;
    }

    bool foreignHost(std::string_view name)
    {
        const AsciiName ascii = asciiName(name);
        if (ascii.name.empty())
            return fail(named("the host", name) + ' ' + at(name.data()) + " has no form in ASCII (IDNA): " + ascii.error
                        + "; check its letters");
        if (ascii.name.size() > longestHost + 1)
            return fail("the host is longer than 253 characters in ASCII: shorten it");
        url_.host = ascii.name;
        url_.typedHost = name;
        return true;
    }

    bool bracketed(std::string_view part)
    {
        const std::size_t close = part.find(']');
        if (close == none)
            return fail("the bracket " + at(part.data()) + " is not closed: write ] after the IPv6 address");
        std::string_view address = part.substr(1, close - 1);
        std::string zone;
        if (const std::size_t percent = address.find('%'); percent != none) {
            // RFC 6874 writes the percent sign as %25; people type it bare, and "%25" alone is the zone 25, as in curl.
            const bool coded = address.substr(percent, 3) == "%25" && address.size() > percent + 3;
            zone = address.substr(percent + (coded ? 3 : 1));
            address = address.substr(0, percent);
            if (!base::isToken(zone))
                return fail("the zone of the IPv6 address " + at(part.data())
                            + " is not a name: write one, as in [fe80::1%eth0]");
        }
        if (!isIpv6(address))
            return fail(quoted(address) + ' ' + at(part.data() + 1) + " is no IPv6 address: write one, as in [::1]");
        url_.host = std::string(address) + (zone.empty() ? "" : '%' + zone);
        const std::string_view after = part.substr(close + 1);
        if (!after.empty() && after.front() != ':')
            return fail("after ] comes " + quoted(after) + ' ' + at(after.data())
                        + ": write a colon and a port, or a slash");
        return after.empty() || port(after.substr(1));
    }

    bool port(std::string_view text)
    {
        if (text.empty()) // RFC 3986 section 3.2.3: the scheme's own
            return true;
        const bool digits = std::all_of(text.begin(), text.end(), base::isDigit);
        const auto number = base::decimal(text);
        if (!digits)
            return fail(named("the port", text) + ' ' + at(text.data()) + " is no number: write one from 1 to 65535"
                        + (userInfoCut(text) ? ", and / ? # of a password as %2F %3F %23" : ""));
        if (!number || *number < 1 || *number > 65535)
            return fail(named("the port", text) + ' ' + at(text.data())
                        + " is out of range: write one from 1 to 65535");
        url_.port = static_cast<std::uint16_t>(*number);
        url_.portTyped = true;
        return true;
    }

    std::string_view whole_;
    std::string_view rest_;
    Url url_;
    std::string error_;
};

} // namespace

std::string_view withoutRootDot(std::string_view host)
{
    if (host.size() > 1 && host.back() == '.')
        host.remove_suffix(1);
    return host;
}

bool isLocalhost(std::string_view host)
{
    constexpr std::string_view name = "localhost";
    host = withoutRootDot(host);
    if (host.size() < name.size() || !base::equalsIgnoringCase(host.substr(host.size() - name.size()), name))
        return false;
    return host.size() == name.size() || (host.size() > name.size() + 1 && host[host.size() - name.size() - 1] == '.');
}

bool isIpv4(std::string_view text)
{
    int parts = 0;
    while (parts < 4) {
        const std::size_t end = std::min(text.find('.'), text.size());
        const auto number = base::decimal(text.substr(0, end));
        if (!number || *number > 255 || end > 3)
            return false;
        ++parts;
        text.remove_prefix(end);
        if (text.empty())
            break;
        text.remove_prefix(1);
    }
    return parts == 4 && text.empty();
}

bool isIpv6(std::string_view text)
{
    const std::size_t gap = text.find("::");
    if (gap == none)
        return groupsOf(text) == 8;
    const std::string_view before = text.substr(0, gap);
    const int left = groupsOf(before);
    const int right = groupsOf(text.substr(gap + 2));
    return left >= 0 && right >= 0 && before.find('.') == none && left + right <= 7;
}

std::string Url::authority() const
{
    // A zone means something on this machine only and does not go out (RFC 6874 section 1).
    const bool v6 = host.find(':') != std::string::npos;
    std::string text = v6 ? '[' + host.substr(0, host.find('%')) + ']' : host;
    if (port != (tls ? 443 : 80))
        text += ':' + std::to_string(port);
    return text;
}

std::string hostPort(const std::string &host, std::uint16_t port)
{
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

std::variant<Url, UrlError> parseUrl(std::string_view text)
{
    if (text.size() >= longestUrl)
        return UrlError{"the URL has " + base::bytesText(text.size())
                        + ": no head that long is read or sent, shorten it to less than 1 MiB"};
    return Reader(text).read();
}

} // namespace request
