// SPDX-License-Identifier: GPL-3.0-or-later
// Each form of content by its own few rules, in one pass each; the looks go before the Content-Type, which is often
// wrong (curl -d '{...}' says that it is a form).
#include "request/sensitive_content.h"

#include "base/text.h"
#include "request/form.h"
#include "request/private_values.h"
#include "request/sensitive_assigned.h"
#include "request/sensitive_json.h"
#include "request/sensitive_xml.h"
#include "request/typed_head.h"

#include <algorithm>

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

/// A member of Content-Disposition, in quotes or without; "" for none.
std::string parameterOf(std::string_view value, std::string_view name)
{
    for (auto at = value.find(';'); at != value.npos; at = value.find(';', at + 1)) {
        const std::string_view rest = base::trimmed(value.substr(at + 1));
        const auto equals = rest.find('=');
        if (equals == rest.npos || !base::equalsIgnoringCase(base::trimmed(rest.substr(0, equals)), name))
            continue;
        const std::string_view text = base::trimmed(rest.substr(equals + 1));
        if (text.starts_with('"'))
            return std::string(text.substr(1, std::min(text.find('"', 1), text.size()) - 1));
        return std::string(base::trimmed(text.substr(0, text.find(';'))));
    }
    return {};
}

struct PartHead {
    std::string name;
    std::string mediaType;
    std::size_t length = 0; // with the blank line
};

PartHead partHeadOf(std::string_view part)
{
    PartHead head;
    while (head.length < part.size()) {
        const auto end = std::min(part.find('\n', head.length), part.size() - 1) + 1;
        std::string_view line = part.substr(head.length, end - head.length);
        head.length = end;
        line = line.substr(0, line.find_last_not_of("\r\n") + 1);
        if (line.empty())
            break;
        const auto colon = std::min(line.find(':'), line.size());
        if (base::equalsIgnoringCase(line.substr(0, colon), "Content-Disposition"))
            head.name = parameterOf(line, "name");
        if (base::equalsIgnoringCase(line.substr(0, colon), "Content-Type"))
            head.mediaType = base::trimmed(line.substr(std::min(colon + 1, line.size())));
    }
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

bool looksLikeForm(std::string_view text)
{
    return contains(text, "=") && text.find_first_of(" \t\"<>{") == text.npos;
}

/// In programs and pages what follows a : is rarely a value; in forms it ends at the next &.
bool hasBareValues(std::string_view text, std::string_view type)
{
    return !contains(type, "javascript") && !contains(type, "html") && !contains(type, "x-www-form-urlencoded")
        && !text.starts_with('<') && !looksLikeForm(text);
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

std::string contentTypeOf(const RequestSpec &spec)
{
    return typedLine(spec, "Content-Type") ? typedValue(spec, "Content-Type") : contentType(spec.body);
}

} // namespace request
