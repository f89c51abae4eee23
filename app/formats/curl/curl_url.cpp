// SPDX-License-Identifier: GPL-3.0-or-later
// As lib/urlapi.c of curl 7.88.1 does; measured.
#include "formats/curl/curl_url.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace formats {

namespace {

/// Decimal, octal behind 0, hexadecimal behind 0x, of 32 bits.
std::optional<std::uint64_t> numberOf(std::string_view text)
{
    const bool hex = text.size() > 2 && text[0] == '0' && base::lower(text[1]) == 'x';
    const int base = hex ? 16 : text.starts_with('0') ? 8 : 10;
    text.remove_prefix(hex ? 2 : 0);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size() || value > 0xffffffff)
        return std::nullopt;
    return value;
}

/// "http:/" and "http:///" are the same as "http://" for curl.
void takeScheme(std::string_view &url, CurlUrl &out)
{
    const auto colon = url.find(':');
    const std::string name = base::lowered(url.substr(0, std::min<std::size_t>(colon, 5)));
    const bool web = colon < 6 && (name == "http" || name == "https");
    const auto slashes = web ? std::min(url.find_first_not_of('/', colon + 1), url.size()) - colon - 1 : 0;
    if (web && slashes >= 1 && slashes <= 3) {
        out.scheme = std::string(url.substr(0, colon)) + "://";
        url.remove_prefix(colon + 1 + slashes);
    } else if (web) {
        out.refused = "behind http: curl takes one to three slashes; write two";
    } else if (const auto end = url.find("://"); end != url.npos && end < 12) {
        out.scheme = url.substr(0, end + 3);
        url.remove_prefix(end + 3);
    }
}

void takeAuthority(std::string_view typed, CurlUrl &out)
{
    const auto at = typed.rfind('@');
    const std::string user(typed.substr(0, at == typed.npos ? 0 : at + 1));
    std::string_view place = typed.substr(user.size());
    const auto port = place.find(':', place.starts_with('[') ? std::min(place.find(']'), place.size()) : 0);
    const std::string host = curlHost(std::string(place.substr(0, port)));
    if (std::ranges::count(user, '@') > 1)
        out.refused = "two @ before the host: curl refuses that; write %40 for the first";
    if (!place.starts_with('[') && host.find_first_of(" \r\n\t/:#?!@{}[]\\$'\"^`*<>=;,&()+%") != host.npos)
        out.refused =
            "the host in the URL has a character that no host has: curl refuses it; is an option before it missing?";
    for (const char *name : {"ftp.", "dict.", "ldap.", "imap.", "smtp.", "pop3."}) {
        if (out.scheme.empty() && base::lowered(host).starts_with(name))
            out.refused = "curl guesses another protocol by the first letters of the host: write http:// before it";
    }
    out.authority = user + host + (port == place.npos ? std::string() : std::string(place.substr(port)));
}

} // namespace

std::string withoutDotSegments(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        if (path.starts_with("/./")) {
            path.remove_prefix(2);
        } else if (path == "/.") {
            path = "/";
        } else if (path.starts_with("/../") || path == "/..") {
            path = path == "/.." ? std::string_view("/") : path.substr(3);
            out.erase(std::min(out.rfind('/'), out.size()));
        } else {
            const auto end = std::min(path.find('/', 1), path.size());
            out += path.substr(0, end);
            path.remove_prefix(end);
        }
    }
    return out;
}

std::string curlHost(const std::string &host)
{
    const std::string plain = host.starts_with('[') ? host : base::percentDecoded(host);
    std::array<std::uint64_t, 4> parts{};
    std::size_t count = 0;
    for (std::string_view rest = plain;; ++count) {
        const auto dot = std::min(rest.find('.'), rest.size());
        const auto number = count < parts.size() ? numberOf(rest.substr(0, dot)) : std::nullopt;
        if (!number)
            return plain;
        parts[count] = *number;
        if (dot == rest.size())
            break;
        rest.remove_prefix(dot + 1);
    }
    std::uint64_t address = parts[count]; // the last one fills what the others leave
    if (address >= std::uint64_t(1) << (8 * (4 - count)))
        return plain;
    for (std::size_t i = 0; i < count; ++i) {
        if (parts[i] > 0xff)
            return plain;
        address |= parts[i] << (8 * (3 - i));
    }
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += (out.empty() ? "" : ".") + std::to_string(address >> shift & 0xff);
    return out;
}

CurlUrl curlUrl(std::string_view url, bool asIs)
{
    CurlUrl out;
    const bool odd = std::ranges::any_of(url, [](char c) { return base::isControl(c) || c == ' '; });
    takeScheme(url, out);
    url = url.substr(0, url.find('#'));
    const auto end = std::min(url.find_first_of("/?"), url.size());
    takeAuthority(url.substr(0, end), out);
    if (odd)
        out.refused = "a blank or a control byte in the URL: curl refuses it; write %20 for a blank";
    url.remove_prefix(end);
    const auto mark = std::min(url.find('?'), url.size());
    out.query = url.substr(mark);
    if (mark == 0)
        return out;
    out.path.clear();
    for (const char c : url.substr(0, mark))
        out.path += (static_cast<unsigned char>(c) & 0x80) != 0 ? base::lowered(base::percentEncoded({&c, 1}, {}))
                                                                : std::string(1, c);
    out.coded =
        std::ranges::any_of(url.substr(0, mark), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
    if (!asIs)
        out.path = withoutDotSegments(out.path);
    return out;
}

bool hasGlobs(std::string_view url)
{
    const auto authority = url.find("://") == url.npos ? 0 : url.find("://") + 3;
    const bool address = url.substr(authority).starts_with('[');
    const auto from = address ? std::min(url.find(']', authority), url.size()) : 0;
    return url.find_first_of("{}") != url.npos || url.find('[', from) != url.npos
        || url.find(']', from + 1) != url.npos;
}

void appendUploadName(CurlUrl &url, const std::string &fileName)
{
    if (url.path.ends_with('/'))
        url.path += base::percentEncoded(fileName, "-._~");
}

void appendQuery(CurlUrl &url, const std::string &query)
{
    if (url.query.size() > 1)
        url.query += url.query.ends_with('&') ? "" : "&"; // before nothing too
    else
        url.query = query.empty() ? "" : "?";
    for (std::size_t i = 0; i < query.size(); ++i) {
        const bool coded = i >= 1 && query[i - 1] == '%';
        const bool second = i >= 2 && query[i - 2] == '%' && query[i - 1] != '%';
        url.query += coded || second ? base::lower(query[i]) : query[i];
    }
}

} // namespace formats
