// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/authorization.h"

#include "base/text.h"
#include "request/route.h"
#include "request/typed_head.h"
#include "request/url.h"

#include <algorithm>
#include <variant>

namespace request {

namespace {

using Scheme = Authorization::Scheme;

constexpr std::string_view fieldName = "Authorization";

Authorization basic(std::string pair)
{
    Authorization out;
    out.scheme = Scheme::Basic;
    const auto colon = std::min(pair.find(':'), pair.size());
    out.user = pair.substr(0, colon);
    out.password = colon < pair.size() ? pair.substr(colon + 1) : std::string();
    return out;
}

/// Of a typed value; Other where writing its parts again would not give the same.
Authorization readValue(const std::string &value)
{
    const auto space = value.find(' ');
    const std::string scheme = value.substr(0, space);
    const std::string rest = space == value.npos ? std::string() : value.substr(space + 1);
    Authorization out;
    if (scheme == "Basic" && !rest.empty()) {
        if (auto pair = base::fromBase64(rest); pair && pair->find(':') != pair->npos && base::base64(*pair) == rest)
            return basic(std::move(*pair));
    }
    if (scheme == "Bearer") {
        out.scheme = Scheme::Bearer;
        out.token = rest;
        return out;
    }
    out.scheme = Scheme::Other;
    out.value = value;
    return out;
}

std::string valueFor(const Authorization &authorization)
{
    switch (authorization.scheme) {
    case Scheme::Basic: return "Basic " + base::base64(authorization.user + ':' + authorization.password);
    case Scheme::Bearer: return "Bearer " + authorization.token;
    case Scheme::Other: return authorization.value;
    case Scheme::None: break;
    }
    return {};
}

std::string userInfoOf(const RequestSpec &spec)
{
    const auto read = parseUrl(spec.url);
    const auto *url = std::get_if<Url>(&read);
    return url ? url->userInfo : std::string();
}

} // namespace

Authorization authorizationOf(const RequestSpec &spec)
{
    if (const HeaderLine *typed = typedLine(spec, fieldName))
        return readValue(typed->value);
    const std::string userInfo = userInfoOf(spec);
    if (userInfo.empty() || isRemoved(spec, fieldName))
        return {};
    Authorization out = readValue(basicCredentials(userInfo));
    out.ofUrl = true;
    return out;
}

void setAuthorization(RequestSpec &spec, const Authorization &authorization)
{
    std::erase_if(spec.removed, [](const std::string &name) { return base::equalsIgnoringCase(name, fieldName); });
    if (authorization.scheme == Scheme::None) {
        eraseTyped(spec, fieldName);
        if (!userInfoOf(spec).empty())
            spec.removed.emplace_back(fieldName);
        return;
    }
    const std::string value = valueFor(authorization);
    const auto at = std::ranges::find_if(spec.headers, [](const HeaderLine &line) { return isNamed(line, fieldName); });
    if (at == spec.headers.end())
        spec.headers.push_back({std::string(fieldName), value});
    else
        at->value = value;
}

std::string wrongIn(const Authorization &authorization)
{
    const auto odd = [](const std::string &text) {
        return std::ranges::any_of(text, [](char c) { return base::isControl(c); });
    };
    if (authorization.scheme == Scheme::Basic && authorization.user.find(':') != std::string::npos)
        return "a user's name cannot hold a colon: the password would begin behind it (RFC 7617 section 2)";
    if (authorization.scheme == Scheme::Basic && (odd(authorization.user) || odd(authorization.password)))
        return "a name and a password cannot hold control characters (RFC 7617 section 2)";
    const auto oddInToken = [](char c) {
        return !base::isLetter(c) && !base::isDigit(c) && std::string_view("-._~+/=").find(c) == std::string_view::npos;
    };
    if (authorization.scheme == Scheme::Bearer && std::ranges::any_of(authorization.token, oddInToken))
        return "a Bearer token is letters, digits and - . _ ~ + / = (RFC 6750 section 2.1); it goes out as typed";
    return {};
}

} // namespace request
