// SPDX-License-Identifier: GPL-3.0-or-later
// Which fields are secret, and how their values are hidden in specs and events.
#include "formats/secrets.h"

#include "wire/text.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

constexpr std::array<std::string_view, 8> secretFields{
    "authorization", "proxy-authorization", "cookie", "set-cookie",
    "x-api-key", "api-key", "x-auth-token", "x-amz-security-token"};
// A scheme's name is no secret and says much; a word that is none of these may be the secret itself.
constexpr std::array<std::string_view, 9> schemes{
    "basic", "bearer", "digest", "negotiate", "ntlm", "hoba", "mutual", "dpop", "aws4-hmac-sha256"};

bool listed(const auto &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), wire::lowered(word)) != list.end();
}

struct SecretSpan {
    std::uint32_t connection;
    wire::Direction direction;
    wire::Span span;
};

bool isField(wire::Kind kind)
{
    return kind == wire::Kind::FieldLine || kind == wire::Kind::TrailerLine;
}

// Masks fields and their folds; returns where they lie.
std::vector<SecretSpan> maskFields(std::vector<wire::Event> &events)
{
    std::vector<SecretSpan> spans;
    bool afterSecret[2] = {false, false}; // by direction: the last field line was a secret one
    for (wire::Event &event : events) {
        const bool fold = event.kind == wire::Kind::FieldFold;
        if (!isField(event.kind) && !fold)
            continue;
        bool &secret = afterSecret[event.direction == wire::Direction::Sent ? 0 : 1];
        if (!fold)
            secret = isSecretField(event.name);
        if (!secret)
            continue;
        event.text = fold ? std::string(maskText) : maskedValue(event.name, event.text);
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
    return listed(secretFields, wire::trimmed(name));
}

std::string maskedValue(std::string_view name, std::string_view value)
{
    if (!isSecretField(name) || value.empty())
        return std::string(value);
    const auto space = value.find(' ');
    if (space != std::string_view::npos && listed(schemes, value.substr(0, space)))
        return std::string(value.substr(0, space + 1)).append(maskText);
    return std::string(maskText);
}

std::string maskedUrl(std::string_view url)
{
    const auto scheme = url.find("://");
    const auto begin = scheme == std::string_view::npos ? 0 : scheme + 3;
    const auto end = std::min(url.find_first_of("/?#", begin), url.size());
    const auto at = url.substr(begin, end - begin).rfind('@');
    if (at == std::string_view::npos)
        return std::string(url);
    return std::string(url.substr(0, begin)).append(maskText).append(url.substr(begin + at));
}

std::string maskedHead(std::string_view head)
{
    std::string out;
    bool secret = false;
    while (!head.empty()) {
        const auto end = std::min(head.find('\n'), head.size() - 1) + 1;
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end);
        const auto textEnd = line.find_last_not_of("\r\n") + 1; // 0 for an empty line
        const bool fold = !line.empty() && wire::isBlank(line.front());
        const auto colon = line.find(':');
        if (!fold)
            secret = colon != std::string_view::npos && isSecretField(line.substr(0, colon));
        if (!secret || textEnd == 0) {
            out.append(line);
            continue;
        }
        const auto name = line.substr(0, fold ? 0 : colon);
        const auto value = wire::trimmed(line.substr(fold ? 0 : colon + 1, textEnd - (fold ? 0 : colon + 1)));
        out.append(fold ? " " : std::string(name) + ": ");
        out.append(fold ? std::string(maskText) : maskedValue(name, value)).append(line.substr(textEnd));
    }
    return out;
}

std::vector<wire::Event> maskSecrets(std::vector<wire::Event> events)
{
    const std::vector<SecretSpan> secrets = maskFields(events);
    for (wire::Event &event : events) {
        const bool target = event.kind == wire::Kind::RequestHead || event.kind == wire::Kind::StartLine;
        if (target && event.code == 0)
            event.text = maskedUrl(event.text);
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
