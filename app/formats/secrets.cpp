// SPDX-License-Identifier: GPL-3.0-or-later
// Which fields are secret, and how their values are hidden in specs and events.
#include "formats/secrets.h"

#include "wire/text.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

// Names are compared in lower case and without "-", "_" and ".": X-Auth-Token, auth_token and authToken are one.
constexpr std::array<std::string_view, 4> secretFields{"cookie", "cookie2", "setcookie", "setcookie2"};
// What a name ends with when its value lets in whoever holds it. "key" alone is not there: Idempotency-Key and
// Sec-WebSocket-Key are no secrets.
constexpr std::array<std::string_view, 11> secretEnds{
    "authorization", "token", "secret", "password", "passwd", "passphrase", "apikey", "accesskey", "secretkey",
    "authkey", "subscriptionkey"};
// Of a URL's parameters alone.
constexpr std::array<std::string_view, 8> secretParameters{
    "key", "auth", "jwt", "pass", "pwd", "sig", "sessionid", "functionskey"};
constexpr std::array<std::string_view, 5> urlFields{"location", "content-location", "referer", "destination", "uri"};
// A scheme's name is no secret and says much; a word that is none of these may be the secret itself.
constexpr std::array<std::string_view, 9> schemes{
    "basic", "bearer", "digest", "negotiate", "ntlm", "hoba", "mutual", "dpop", "aws4-hmac-sha256"};

bool listed(const auto &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), wire::lowered(word)) != list.end();
}

std::string bareName(std::string_view name)
{
    std::string out = wire::lowered(wire::trimmed(name));
    std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == '.'; });
    return out;
}

bool endsAsSecret(std::string_view bare)
{
    return std::any_of(secretEnds.begin(), secretEnds.end(), [&](auto end) { return bare.ends_with(end); });
}

bool isSecretParameter(std::string_view name)
{
    const std::string bare = bareName(wire::percentDecoded(name));
    return endsAsSecret(bare) || bare.ends_with("signature") || listed(secretParameters, bare);
}

std::string maskedUser(std::string_view url)
{
    const auto scheme = url.find("://");
    const auto begin = scheme == url.npos || scheme > url.find_first_of("/?#") ? 0 : scheme + 3;
    const auto end = std::min(url.find_first_of("/?#", begin), url.size());
    const auto at = url.substr(begin, end - begin).rfind('@');
    if (at == url.npos)
        return std::string(url);
    return std::string(url.substr(0, begin)).append(maskText).append(url.substr(begin + at));
}

/// "name=value"; a value may be a URL itself.
std::string maskedParameter(std::string_view text)
{
    const auto sign = text.find('=');
    if (sign == text.npos || sign + 1 == text.size())
        return std::string(text);
    const std::string_view value = text.substr(sign + 1);
    std::string out(text.substr(0, sign + 1));
    if (isSecretParameter(text.substr(0, sign)))
        return out.append(maskText);
    return out.append(value.find("://") == value.npos ? std::string(value) : maskedUser(value));
}

/// The second word of a request line.
std::string maskedRequestLine(std::string_view line)
{
    const auto first = std::min(line.find(' '), line.size() - 1) + 1;
    const auto last = line.rfind(' ');
    const auto end = last == line.npos || last < first ? line.size() : last;
    return std::string(line.substr(0, first)).append(maskedUrl(line.substr(first, end - first))).append(line.substr(end));
}

struct SecretSpan {
    std::uint32_t connection;
    wire::Direction direction;
    wire::Span span;
};

/// What a continuation line adds to the field of that name.
std::string maskedFold(std::string_view name, std::string_view text)
{
    return isSecretField(name) && !text.empty() ? std::string(maskText) : maskedValue(name, text);
}

bool isField(wire::Kind kind)
{
    return kind == wire::Kind::FieldLine || kind == wire::Kind::TrailerLine;
}

// Masks fields and their folds, and the targets of requests; returns where they lie.
std::vector<SecretSpan> maskLines(std::vector<wire::Event> &events)
{
    std::vector<SecretSpan> spans;
    std::string names[2]; // by direction: of the last field line, which a fold continues
    for (wire::Event &event : events) {
        const bool target = (event.kind == wire::Kind::RequestHead || event.kind == wire::Kind::StartLine) && event.code == 0;
        const bool fold = event.kind == wire::Kind::FieldFold;
        if (!target && !fold && !isField(event.kind))
            continue;
        std::string &name = names[event.direction == wire::Direction::Sent ? 0 : 1];
        if (!fold && !target)
            name = event.name;
        std::string masked = target ? maskedUrl(event.text) : fold ? maskedFold(name, event.text) : maskedValue(name, event.text);
        if (masked == event.text && (target || !isSecretField(name)))
            continue;
        event.text = std::move(masked);
        if (event.kind != wire::Kind::RequestHead) // its span is the whole head
            spans.push_back({event.connection, event.direction, event.span});
    }
    return spans;
}

bool touches(const SecretSpan &secret, const wire::Event &event)
{
    return secret.connection == event.connection && secret.direction == event.direction
        && event.span.offset < secret.span.end() && secret.span.offset < event.span.end();
}

} // namespace

bool isSecretField(std::string_view name)
{
    const std::string bare = bareName(name);
    return endsAsSecret(bare) || listed(secretFields, bare) || bare == "xfunctionskey";
}

std::string maskedValue(std::string_view name, std::string_view value)
{
    if (listed(urlFields, wire::trimmed(name)))
        return maskedUrl(value);
    if (!isSecretField(name) || value.empty())
        return std::string(value);
    const auto space = value.find(' ');
    if (space != std::string_view::npos && listed(schemes, value.substr(0, space)))
        return std::string(value.substr(0, space + 1)).append(maskText);
    return std::string(maskText);
}

std::string maskedUrl(std::string_view url)
{
    std::string out = maskedUser(url.substr(0, url.find_first_of("?#")));
    url.remove_prefix(std::min(url.find_first_of("?#"), url.size()));
    while (!url.empty()) { // each piece with the sign before it
        const auto end = std::min(url.find_first_of("&#", 1), url.size());
        out += url.front() + maskedParameter(url.substr(1, end - 1));
        url.remove_prefix(end);
    }
    return out;
}

std::string maskedHead(std::string_view head)
{
    std::string out, name;
    for (bool first = true; !head.empty(); first = false) {
        const auto end = std::min(head.find('\n'), head.size() - 1) + 1;
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end);
        const auto textEnd = line.find_last_not_of("\r\n") + 1; // 0 for an empty line
        const std::string_view text = line.substr(0, textEnd);
        const bool fold = !line.empty() && wire::isBlank(line.front());
        const auto colon = fold ? text.npos : text.find(':');
        if (!fold)
            name = text.substr(0, colon == text.npos ? 0 : colon);
        const auto value = wire::trimmed(text.substr(colon == text.npos ? 0 : colon + 1));
        const std::string masked = fold ? maskedFold(name, value) : maskedValue(name, value);
        if (first && !fold && colon > text.find(' ') && !isSecretField(name))
            out += maskedRequestLine(text);
        else if (masked == value)
            out += text;
        else
            out += (fold ? " " : name + ": ") + masked;
        out += line.substr(textEnd);
    }
    return out;
}

std::vector<wire::Event> maskSecrets(std::vector<wire::Event> events)
{
    const std::vector<SecretSpan> secrets = maskLines(events);
    for (wire::Event &event : events) {
        if (event.kind != wire::Kind::Anomaly || event.text.empty())
            continue;
        if (std::any_of(secrets.begin(), secrets.end(), [&](const auto &s) { return touches(s, event); }))
            event.text = maskText;
    }
    return events;
}

wire::RequestSpec maskSecrets(wire::RequestSpec spec)
{
    spec.url = maskedUrl(spec.url);
    spec.proxy = maskedUrl(spec.proxy);
    for (wire::HeaderLine &line : spec.headers)
        line.value = maskedValue(line.name, line.value);
    if (spec.rawHead)
        spec.rawHead = maskedHead(*spec.rawHead);
    return spec;
}

} // namespace formats
