// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/form.h"

#include "base/text.h"

#include <algorithm>

namespace request {

namespace {

constexpr std::string_view formType = "application/x-www-form-urlencoded";
constexpr std::string_view multipartType = "multipart/form-data";

std::string encoded(std::string_view text)
{
    std::string out = base::percentEncoded(text, "*-._ ");
    std::ranges::replace(out, ' ', '+');
    return out;
}

/// WHATWG HTML, multipart/form-data encoding: what would end the quoted name, or its line, is percent-encoded.
std::string quoted(std::string_view name)
{
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"')
            out += "%22";
        else if (c == '\r')
            out += "%0D";
        else if (c == '\n')
            out += "%0A";
        else
            out += c;
    }
    return out + '"';
}

std::string partHead(const FormField &field)
{
    std::string head = "Content-Disposition: form-data; name=" + quoted(field.name);
    if (!field.path.empty() || !field.fileName.empty())
        head += "; filename="
            + quoted(field.fileName.empty() ? field.path.substr(field.path.find_last_of('/') + 1) : field.fileName);
    head += "\r\n";
    if (!field.mediaType.empty())
        head += "Content-Type: " + field.mediaType + "\r\n";
    return head + "\r\n";
}

} // namespace

std::string boundaryIn(std::string_view mediaType)
{
    const std::string low = base::lowered(mediaType);
    const auto at = low.find("boundary=");
    if (at == low.npos)
        return {};
    auto rest = mediaType.substr(at + 9);
    if (!rest.empty() && rest.front() == '"') {
        rest.remove_prefix(1);
        return std::string(rest.substr(0, rest.find('"')));
    }
    return std::string(base::trimmed(rest.substr(0, rest.find(';'))));
}

namespace {

/// FNV-1a, 64 bits.
std::uint64_t digest(std::uint64_t value, std::string_view text)
{
    for (const char c : text)
        value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return (value ^ 0xff) * 0x100000001b3; // "ab", "c" is not "a", "bc"
}

std::string boundaryWith(std::uint64_t salt, const std::vector<FormField> &fields)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::uint64_t value = digest(0xcbf29ce484222325 ^ salt, {});
    for (const auto &field : fields) {
        for (const auto &text : {field.name, field.value, field.path, field.fileName, field.mediaType})
            value = digest(value, text);
    }
    std::string boundary = "interim-boundary-";
    for (int shift = 60; shift >= 0; shift -= 4)
        boundary += hex[value >> shift & 15];
    return boundary;
}

} // namespace

std::string formContent(const std::vector<FormField> &fields)
{
    std::string out;
    for (const auto &field : fields) {
        if (&field != &fields.front())
            out += '&';
        out += encoded(field.name) + '=' + encoded(field.value);
    }
    return out;
}

std::string formDecoded(std::string_view text)
{
    std::string out(text);
    std::ranges::replace(out, '+', ' ');
    return base::percentDecoded(out);
}

std::vector<FormField> formFields(std::string_view content)
{
    std::vector<FormField> fields;
    while (!content.empty()) {
        const auto member = content.substr(0, content.find('&'));
        content.remove_prefix(std::min(member.size() + 1, content.size()));
        const auto sign = std::min(member.find('='), member.size());
        if (!member.empty())
            fields.push_back(
                {formDecoded(member.substr(0, sign)), formDecoded(member.substr(std::min(sign + 1, member.size())))});
    }
    return fields;
}

std::string boundaryOf(const BodySpec &body)
{
    std::string boundary = boundaryIn(body.mediaType);
    const auto contained = [&boundary](const FormField &field) {
        return field.value.find(boundary) != field.value.npos;
    };
    for (std::uint64_t salt = 0; boundary.empty(); ++salt) {
        boundary = boundaryWith(salt, body.fields);
        if (std::ranges::any_of(body.fields, contained))
            boundary.clear();
    }
    return boundary;
}

std::vector<ContentPiece> multipartPieces(const BodySpec &body)
{
    const std::string delimiter = "--" + boundaryOf(body);
    std::vector<ContentPiece> pieces;
    std::string text;
    const auto flush = [&] {
        const auto size = text.size();
        pieces.push_back({std::move(text), {}, size});
        text.clear();
    };
    for (const auto &field : body.fields) {
        text += delimiter + "\r\n" + partHead(field);
        if (field.path.empty()) {
            text += field.value;
        } else {
            flush();
            pieces.push_back({{}, field.path, field.size});
        }
        text += "\r\n";
    }
    text += delimiter + "--\r\n";
    flush();
    return pieces;
}

std::string contentType(const BodySpec &body)
{
    if (!body.present())
        return {};
    if (body.kind == BodyKind::Form && body.mediaType.empty())
        return std::string(formType);
    if (body.kind != BodyKind::Multipart || !boundaryIn(body.mediaType).empty())
        return body.mediaType;
    return (body.mediaType.empty() ? std::string(multipartType) : body.mediaType) + "; boundary=" + boundaryOf(body);
}

std::uint64_t BodySpec::length() const
{
    switch (kind) {
    case BodyKind::None: return 0;
    case BodyKind::Text: return text.size();
    case BodyKind::Form: return formContent(fields).size();
    case BodyKind::Multipart: {
        std::uint64_t sum = 0;
        for (const auto &piece : multipartPieces(*this))
            sum += piece.size;
        return sum;
    }
    case BodyKind::File:
    case BodyKind::Generated: break;
    }
    return size;
}

} // namespace request
