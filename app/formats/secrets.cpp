// SPDX-License-Identifier: GPL-3.0-or-later
// How secrets are hidden in specs and events.
#include "formats/secrets.h"

#include "base/text.h"
#include "request/secret_names.h"
#include "request/sensitive_content.h"
#include "request/settings.h"

#include <algorithm>

namespace formats {
namespace {

/// The second word of a request line.
std::string maskedRequestLine(std::string_view line)
{
    const auto first = std::min(line.find(' '), line.size() - 1) + 1;
    const auto last = line.rfind(' ');
    const auto end = last == line.npos || last < first ? line.size() : last;
    return std::string(line.substr(0, first))
        .append(maskedUrl(line.substr(first, end - first)))
        .append(line.substr(end));
}

/// Method and target; of a field's line that was sent as the request line they hold its name and its value.
void maskStart(wire::Event &event)
{
    const std::string method = event.name;
    const auto colon = std::min(method.find(':'), method.size());
    const bool field = colon < method.size() || event.text.starts_with(':');
    if (!field) {
        event.text = maskedUrl(event.text);
        return;
    }
    const std::string name = method.substr(0, colon);
    if (colon < method.size())
        event.name = name + ':' + maskedValue(name, method.substr(colon + 1));
    const auto value = std::min(event.text.find_first_not_of(": \t"), event.text.size());
    event.text = event.text.substr(0, value) + maskedValue(name, event.text.substr(value));
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
        const bool start = event.kind == wire::Kind::RequestHead || event.kind == wire::Kind::StartLine;
        const bool target = start && event.code == 0;
        const bool fold = event.kind == wire::Kind::FieldFold;
        if (!target && !fold && !isField(event.kind))
            continue;
        std::string &name = names[event.direction == wire::Direction::Sent ? 0 : 1];
        const std::string before = event.name + '\n' + event.text;
        if (target) {
            maskStart(event);
        } else if (fold) {
            event.text = maskedFold(name, event.text);
        } else {
            name = event.name;
            event.name = maskedLine(name);
            event.text = name.empty() ? maskedLine(event.text) : maskedValue(name, event.text);
        }
        if (event.name + '\n' + event.text == before && (target || !isSecretField(name)))
            continue;
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

std::string maskedValue(std::string_view name, std::string_view value)
{
    return request::masked(value, request::secretPartsOfField(name, value));
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
        const bool fold = !line.empty() && base::isBlank(line.front());
        const auto colon = fold ? text.npos : text.find(':');
        if (!fold)
            name = text.substr(0, colon == text.npos ? 0 : colon);
        const auto value = base::trimmed(text.substr(colon == text.npos ? 0 : colon + 1));
        const std::string masked = fold ? maskedFold(name, value) : maskedValue(name, value);
        const bool field = isSecretField(name) && base::isToken(base::trimmed(name)); // "Cookie : a" is one
        if (first && !fold && colon > text.find(' ') && !field)
            out += maskedRequestLine(text);
        else if (!fold && colon == text.npos)
            out += maskedLine(text);
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
        if (event.text.empty() || isField(event.kind) || event.kind == wire::Kind::FieldFold)
            continue;
        const bool cut = event.kind == wire::Kind::Anomaly;
        if (cut && std::any_of(secrets.begin(), secrets.end(), [&](const auto &s) { return touches(s, event); }))
            event.text = maskText;
        else if (event.kind == wire::Kind::Unparsed)
            event.text = request::maskedContent(maskedHead(event.text), {});
        else
            event.text = maskedLine(event.text);
    }
    return events;
}

// Also a field line, with its colon or without: what stands behind the name is its value, as far as a reader goes.
std::string maskedLine(std::string_view line)
{
    const auto end = line.find_first_of(" \t=:");
    const auto value = end == line.npos ? end : line.find_first_not_of(" \t=:", end);
    if (value != line.npos && isSecretField(line.substr(0, end)))
        return std::string(line.substr(0, value)).append(maskedValue(line.substr(0, end), line.substr(value)));
    return request::masked(line, request::secretPartsOfLines(line));
}

request::RequestSpec maskSecrets(request::RequestSpec spec)
{
    spec.url = maskedUrl(spec.url);
    for (const request::Setting &row : request::settings()) {
        if (!row.text)
            continue;
        std::string &text = row.text(spec);
        text = row.value == "URL" || row.value == "PLACE" ? maskedUrl(text) : maskedLine(text);
    }
    for (request::HeaderLine &line : spec.headers)
        line.value = maskedValue(line.name, line.value);
    if (spec.rawHead)
        spec.rawHead = maskedHead(*spec.rawHead);
    return spec;
}

request::RequestSpec maskContent(request::RequestSpec spec)
{
    if (spec.body.kind == request::BodyKind::Text)
        spec.body.text = request::maskedContent(spec.body.text, request::contentTypeOf(spec));
    if (spec.body.kind != request::BodyKind::Form && spec.body.kind != request::BodyKind::Multipart)
        return spec;
    for (request::FormField &field : spec.body.fields) {
        if (!field.value.empty() && request::isSecretParameter(field.name, request::NamePlace::Form))
            field.value = maskText;
        else
            field.value = request::maskedContent(field.value, field.mediaType);
    }
    return spec;
}

} // namespace formats
