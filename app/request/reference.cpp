// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/reference.h"

#include "base/text.h"

#include <algorithm>

namespace request {

namespace {

constexpr std::size_t none = std::string_view::npos;

struct Parts {
    std::string_view scheme;
    std::string_view authority;
    std::string_view path;
    std::string_view query; ///< with its "?"
    bool hasAuthority = false;
};

/// RFC 3986 appendix B, without the fragment.
Parts partsOf(std::string_view text)
{
    Parts parts;
    text = text.substr(0, text.find('#'));
    const std::size_t question = std::min(text.find('?'), text.size());
    parts.query = text.substr(question);
    text = text.substr(0, question);
    const std::size_t length = schemeOf(text).size();
    if (length > 0) {
        parts.scheme = text.substr(0, length);
        text.remove_prefix(length + 1);
    }
    parts.hasAuthority = text.starts_with("//");
    if (parts.hasAuthority) {
        const std::size_t end = std::min(text.find('/', 2), text.size());
        parts.authority = text.substr(2, end - 2);
        text.remove_prefix(end);
    }
    parts.path = text;
    return parts;
}

/// Section 5.2.4, one segment after the other.
std::string withoutDots(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(0, end);
        path.remove_prefix(end);
        const bool up = segment == "/..";
        if (up)
            out.erase(std::min(out.rfind('/'), out.size()));
        if (!up && segment != "/.")
            out += segment;
        else if (path.empty())
            out += '/';
    }
    return out;
}

std::string encoded(std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ' || byte >= 0x80)
            out += {'%', hex[byte >> 4], hex[byte & 15]};
        else
            out += c;
    }
    return out;
}

/// Section 5.2.3.
std::string merged(const Parts &base, std::string_view path)
{
    const std::size_t slash = base.path.rfind('/');
    return std::string(slash == none ? "/" : base.path.substr(0, slash + 1)) + std::string(path);
}

} // namespace

std::string schemeOf(std::string_view reference)
{
    const std::size_t colon = reference.find(':');
    if (colon == none || colon == 0 || !base::isLetter(reference.front()))
        return {};
    const std::string_view name = reference.substr(0, colon);
    const auto fits = [](char c) { return base::isLetter(c) || base::isDigit(c) || c == '+' || c == '-' || c == '.'; };
    return std::ranges::all_of(name, fits) ? base::lowered(name) : std::string();
}

std::string resolved(std::string_view base, std::string_view reference)
{
    const Parts from = partsOf(base), to = partsOf(reference);
    std::string_view authority = to.authority, query = to.query;
    std::string path;
    if (!to.scheme.empty() || to.hasAuthority) {
        path = withoutDots(to.path);
    } else {
        authority = from.authority;
        if (to.path.empty()) {
            path = from.path;
            query = to.query.empty() ? from.query : to.query;
        } else {
            path = withoutDots(to.path.starts_with('/') ? std::string(to.path) : merged(from, to.path));
        }
    }
    const std::string_view scheme = to.scheme.empty() ? from.scheme : to.scheme;
    const bool slashes = to.scheme.empty() || to.hasAuthority;
    return std::string(scheme) + (slashes ? "://" : ":") + std::string(authority) + encoded(path) + encoded(query);
}

} // namespace request
