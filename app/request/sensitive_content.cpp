// SPDX-License-Identifier: GPL-3.0-or-later
// Each form of content by its own few rules, in one pass each; the looks go before the Content-Type, which is often
// wrong (curl -d '{...}' says that it is a form).
#include "request/sensitive_content.h"

#include "base/text.h"
#include "request/form.h"
#include "request/private_values.h"
#include "request/secret_names.h"
#include "request/sensitive_assigned.h"
#include "request/sensitive_json.h"
#include "request/sensitive_shapes.h"
#include "request/sensitive_xml.h"
#include "request/typed_head.h"

#include <algorithm>
#include <utility>

namespace request {
namespace {

constexpr std::string_view insideUrl = "a URL";

/// What stands before the = of a secret.
std::string nameBefore(std::string_view content, std::size_t offset)
{
    if (offset == 0 || content[offset - 1] != '=')
        return std::string(insideUrl);
    const auto before = content.substr(0, offset - 1).find_last_of("&?;#=,/ \t\r\n\"'");
    const auto begin = before == content.npos ? 0 : before + 1;
    return formDecoded(content.substr(begin, offset - 1 - begin));
}

SecretMembers named(std::string_view content, const SecretParts &parts)
{
    SecretMembers out;
    for (const SecretPart &part : parts)
        out.push_back({nameBefore(content, part.offset), part});
    return out;
}

void append(SecretMembers &to, SecretMembers more, std::size_t offset = 0)
{
    for (SecretMember &member : more) {
        member.part.offset += offset;
        to.push_back(std::move(member));
    }
}

bool contains(std::string_view text, std::string_view what)
{
    return text.find(what) != text.npos;
}

/// A parameter of that name, in quotes or without, or coded as RFC 8187 has it (name*=UTF-8''password).
std::string parameterText(std::string_view text, bool coded)
{
    if (text.starts_with('"'))
        text = text.substr(1, std::min(text.find('"', 1), text.size()) - 1);
    else
        text = base::trimmed(text.substr(0, text.find(';')));
    return coded ? base::percentDecoded(text.substr(text.rfind('\'') + 1)) : std::string(text);
}

/// Of Content-Disposition: the name, or the one of several that is a secret's; "" for none.
std::string nameIn(std::string_view value)
{
    std::string out;
    for (auto at = value.find(';'); at != value.npos; at = value.find(';', at + 1)) {
        const std::string_view rest = base::trimmed(value.substr(at + 1));
        const auto equals = rest.find('=');
        std::string_view name = base::trimmed(rest.substr(0, std::min(equals, rest.size())));
        const bool coded = name.ends_with('*'); // and "name*0*", a part of one
        name = name.substr(0, name.find('*'));
        if (equals == rest.npos || !base::equalsIgnoringCase(name, "name"))
            continue;
        std::string found = parameterText(base::trimmed(rest.substr(equals + 1)), coded);
        if (out.empty() || isSecretParameter(found, NamePlace::Form))
            out = std::move(found);
    }
    return out;
}

struct PartHead {
    std::string name;
    std::string mediaType;
    std::size_t length = 0; // with the blank line
};

void readField(PartHead &head, std::string_view line)
{
    const auto colon = std::min(line.find(':'), line.size());
    const std::string_view name = base::trimmed(line.substr(0, colon));
    if (base::equalsIgnoringCase(name, "Content-Disposition"))
        head.name = nameIn(line);
    if (base::equalsIgnoringCase(name, "Content-Type"))
        head.mediaType = base::trimmed(line.substr(std::min(colon + 1, line.size())));
}

PartHead partHeadOf(std::string_view part)
{
    PartHead head;
    std::string field; // with its folds
    while (head.length < part.size()) {
        const auto end = std::min(part.find('\n', head.length), part.size() - 1) + 1;
        std::string_view line = part.substr(head.length, end - head.length);
        head.length = end;
        line = line.substr(0, line.find_last_not_of("\r\n") + 1);
        if (line.empty())
            break;
        if (!base::isBlank(line.front()))
            readField(head, std::exchange(field, {}));
        field += line;
    }
    readField(head, field);
    return head;
}

SecretMembers membersOf(std::string_view content, std::string_view mediaType, int depth);

/// A name that a secret stands under makes all of its value one.
SecretMembers ofField(std::string_view name, std::string_view value, std::string_view mediaType, int depth = 0)
{
    if (value.empty())
        return {};
    if (isSecretParameter(name, NamePlace::Form))
        return {{std::string(name), {0, value.size()}}};
    return membersOf(value, mediaType, depth);
}

/// The content of parts with a secret name; of other parts what their own type says.
SecretMembers multipartMembers(std::string_view content, int depth)
{
    SecretMembers out;
    if (depth >= deepestSecret)
        return {{"a part of a part", {0, content.size()}}};
    const auto first = content.find("--");
    const auto lineEnd = std::min(content.find_first_of("\r\n", first), content.size());
    if (first == content.npos || lineEnd - first < 3)
        return out;
    const std::string delimiter(content.substr(first, lineEnd - first));
    for (auto at = lineEnd; at < content.size();) {
        const auto begin = std::min(content.find('\n', at), content.size() - 1) + 1;
        const auto next = std::min(content.find("\n" + delimiter, begin), content.size());
        const std::string_view part = content.substr(begin, next - begin);
        const PartHead head = partHeadOf(part);
        std::string_view body = part.substr(head.length);
        if (body.ends_with('\r'))
            body.remove_suffix(1);
        append(out, ofField(head.name, body, head.mediaType, depth + 1), begin + head.length);
        at = next == content.size() ? next : next + 1 + delimiter.size();
    }
    return out;
}

/// But for those at its end: lines are those of files of settings.
bool hasLines(std::string_view text)
{
    const auto end = text.find_first_of("\r\n");
    return text.find_first_not_of("\r\n", end) != text.npos && end != text.npos;
}

bool looksLikeForm(std::string_view text)
{
    return contains(text, "=") && text.find_first_of(" \t\"<>{") == text.npos && !hasLines(text);
}

/// In programs and pages what follows a : is rarely a value; in forms it ends at the next &.
bool hasBareValues(std::string_view text, std::string_view type)
{
    const bool form = contains(type, "x-www-form-urlencoded") && !hasLines(text);
    return !contains(type, "javascript") && !contains(type, "html") && !form && !text.starts_with('<')
        && !looksLikeForm(text);
}

SecretMembers byLooks(std::string_view content, std::string_view text, int depth)
{
    if (text.starts_with('{') || text.starts_with('['))
        return secretMembersOfJson(content);
    if (text.starts_with('<'))
        return secretMembersOfXml(content);
    if (text.starts_with("--") && contains(base::lowered(text.substr(0, 4096)), "content-disposition:"))
        return multipartMembers(content, depth);
    SecretMembers out = named(content, looksLikeForm(text) ? secretPartsOfForm(content) : secretPartsOfText(content));
    if (contains(text, "{\""))
        append(out, secretMembersOfJson(content)); // in the midst of other text
    return out;
}

SecretMembers byType(std::string_view content, std::string_view type, int depth)
{
    if (contains(type, "x-www-form-urlencoded"))
        return named(content, secretPartsOfForm(content));
    if (contains(type, "json") || contains(type, "javascript") || contains(type, "event-stream"))
        return secretMembersOfJson(content);
    if (contains(type, "xml") || contains(type, "html"))
        return secretMembersOfXml(content);
    return type.starts_with("multipart/") ? multipartMembers(content, depth) : SecretMembers{};
}

SecretMembers membersOf(std::string_view content, std::string_view mediaType, int depth)
{
    const auto begin = std::min(content.find_first_not_of("\xef\xbb\xbf \t\r\n"), content.size());
    SecretMembers out = byLooks(content, content.substr(begin), depth);
    const std::string type = base::lowered(mediaType);
    append(out, byType(content, type, depth));
    append(out,
           secretAssignments(content,
                             hasBareValues(content.substr(begin), type) ? AssignedValue::Any : AssignedValue::Quoted));
    for (const SecretPart &part : secretShapes(content))
        out.push_back({"a key or token", part});
    for (const SecretPart &part : privatePartsOf(content))
        out.push_back({"a value of the private environment", part});
    return out;
}

void addNames(std::vector<std::string> &to, const SecretMembers &members)
{
    for (const SecretMember &member : members)
        if (std::find(to.begin(), to.end(), member.name) == to.end())
            to.push_back(member.name);
}

} // namespace

SecretMembers secretMembersOf(std::string_view content, std::string_view mediaType)
{
    return membersOf(content, mediaType, 0);
}

std::string maskedContent(std::string_view content, std::string_view mediaType)
{
    return masked(content, partsOf(secretMembersOf(content, mediaType)));
}

std::vector<std::string> secretNamesOf(const RequestSpec &spec)
{
    std::vector<std::string> out;
    if (spec.body.kind == BodyKind::Text)
        addNames(out, secretMembersOf(spec.body.text, contentTypeOf(spec)));
    if (spec.body.kind != BodyKind::Form && spec.body.kind != BodyKind::Multipart)
        return out;
    for (const FormField &field : spec.body.fields)
        addNames(out, ofField(field.name, field.path.empty() ? field.value : field.path, field.mediaType));
    return out;
}

std::vector<std::string> secretValuesOf(const RequestSpec &spec)
{
    std::vector<std::string> out;
    const auto add = [&out](std::string_view text, const SecretParts &parts) {
        for (const SecretPart &part : parts) {
            std::string value(text.substr(part.offset, part.length));
            if (value.size() >= shortestPrivate && out.size() < mostPrivate
                && std::ranges::find(out, value) == out.end())
                out.push_back(std::move(value));
        }
    };
    add(spec.url, secretPartsOfUrl(spec.url));
    for (const HeaderLine &line : spec.headers)
        add(line.value, secretPartsOfField(line.name, line.value));
    if (spec.body.kind == BodyKind::Text)
        add(spec.body.text, partsOf(secretMembersOf(spec.body.text, contentTypeOf(spec))));
    if (spec.body.kind == BodyKind::Form || spec.body.kind == BodyKind::Multipart)
        for (const FormField &field : spec.body.fields)
            add(field.value, partsOf(ofField(field.name, field.value, field.mediaType)));
    return out;
}

SecretParts echoedParts(std::span<const std::string> values, std::string_view answer)
{
    constexpr std::size_t longEnough = 8; // to be no part of another word by chance
    const auto inWord = [&](std::size_t at) {
        return at < answer.size() && (base::isLetter(answer[at]) || base::isDigit(answer[at]));
    };
    SecretParts out;
    for (const std::string &value : values)
        for (const SecretPart &part : placesOf(value, answer))
            if (value.size() >= longEnough || !((part.offset > 0 && inWord(part.offset - 1)) || inWord(part.end())))
                out.push_back(part);
    return merged(std::move(out));
}

std::string contentTypeOf(const RequestSpec &spec)
{
    return typedLine(spec, "Content-Type") ? typedValue(spec, "Content-Type") : contentType(spec.body);
}

} // namespace request
