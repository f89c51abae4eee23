// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_form.h"

#include "wire/event.h"
#include "wire/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace formats {
namespace {

/// lib/mime.c, Curl_mime_contenttype.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> partTypes{{
    {".gif", "image/gif"}, {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".png", "image/png"},
    {".svg", "image/svg+xml"}, {".txt", "text/plain"}, {".htm", "text/html"}, {".html", "text/html"},
    {".pdf", "application/pdf"}, {".xml", "application/xml"}}};

std::string inQuotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

/// A media type that curl's parser takes over as it is.
bool isPlainType(std::string_view type)
{
    const auto slash = type.find('/');
    const auto odd = type.find_first_of("\"\\,\r\n");
    return slash != type.npos && slash > 0 && slash < 100 && odd == type.npos && wire::trimmed(type) == type
        && wire::isToken(wire::trimmed(type.substr(slash + 1, type.find(';') - slash - 1)));
}

void addType(CurlFormOption &out, const std::string &type)
{
    if (isPlainType(type))
        out.value += ";type=" + type;
    else
        out.losses.push_back("the part's Content-Type \"" + wire::escaped(type) + "\": curl does not take it");
}

std::string lastPart(const std::string &path)
{
    return path.substr(path.find_last_of('/') + 1);
}

/// One word of a -F value up to ';' or the end: in double quotes with backslashes, or bare without blanks around it.
std::string formWord(std::string_view &rest)
{
    while (!rest.empty() && wire::isBlank(rest.front()))
        rest.remove_prefix(1);
    if (rest.starts_with('"')) {
        std::string word;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '\\' || rest[i + 1] == '"'))
                word += rest[++i];
            else if (rest[i] != '"')
                word += rest[i];
            else {
                const auto after = rest.find_first_not_of(" \t", i + 1);
                if (after != rest.npos && rest[after] != ';')
                    break;
                rest.remove_prefix(std::min(after, rest.size()));
                return word;
            }
        }
    }
    const auto end = std::min(rest.find(';'), rest.size());
    const std::string word(wire::trimmed(rest.substr(0, end)));
    rest.remove_prefix(end);
    return word;
}

/// A type goes on over the parameters that follow it, as far as they are none of curl's own words.
std::string formType(std::string_view &rest)
{
    constexpr std::array<std::string_view, 4> own{"filename=", "headers=", "encoder=", "type="};
    const std::string_view begin = rest;
    std::size_t end = 0;
    while (end < begin.size()) {
        end = std::min(begin.find(';', end + 1), begin.size());
        std::string_view next = begin.substr(std::min(end + 1, begin.size()));
        next = next.substr(std::min(next.find_first_not_of(" \t"), next.size()));
        if (std::ranges::any_of(own, [&](std::string_view word) { return next.starts_with(word); }))
            break;
    }
    rest = begin.substr(end);
    return std::string(wire::trimmed(begin.substr(0, end)));
}

void readParameters(std::string_view rest, CurlFormField &out)
{
    while (!rest.empty()) {
        rest.remove_prefix(1); // the semicolon
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
        if (rest.starts_with("type=")) {
            rest.remove_prefix(5);
            out.field.mediaType = formType(rest);
        } else if (rest.starts_with("filename=")) {
            rest.remove_prefix(9);
            out.field.fileName = formWord(rest);
        } else {
            const std::string word = formWord(rest);
            if (!word.empty())
                out.remarks.push_back("-F " + wire::escaped(out.field.name) + ": \"" + wire::escaped(word) + "\"");
        }
    }
}

} // namespace

std::string curlPartType(const std::string &fileName)
{
    const std::string low = wire::lowered(fileName);
    for (const auto &[ending, type] : partTypes) {
        if (low.ends_with(ending))
            return std::string(type);
    }
    return "application/octet-stream";
}

CurlFormOption curlFormOption(const wire::FormField &field)
{
    CurlFormOption out;
    if (field.name.find('=') != field.name.npos || field.name.empty())
        out.losses.push_back("the field name \"" + wire::escaped(field.name) + "\": curl ends it at the first =");
    if (field.path.empty()) {
        out.name = field.mediaType.empty() ? "--form-string" : "-F";
        out.value = field.name + '=' + (field.mediaType.empty() ? field.value : inQuotes(field.value));
        if (!field.mediaType.empty())
            addType(out, field.mediaType);
        return out;
    }
    out.name = "-F";
    out.value = field.name + "=@" + inQuotes(field.path.starts_with('-') ? "./" + field.path : field.path);
    const std::string shown = field.fileName.empty() ? lastPart(field.path) : field.fileName;
    if (shown != lastPart(field.path))
        out.value += ";filename=" + inQuotes(shown);
    if (field.mediaType.empty())
        out.losses.push_back("no Content-Type for \"" + wire::escaped(shown) + "\": curl writes " + curlPartType(shown));
    else
        addType(out, field.mediaType);
    return out;
}

CurlFormField readFormOption(const std::string &value, bool stringOption)
{
    CurlFormField out;
    const auto sign = value.find('=');
    if (sign == value.npos) {
        out.remarks.push_back("-F \"" + wire::escaped(value) + "\": it has no =");
        return out;
    }
    out.field.name = value.substr(0, sign);
    std::string_view rest = std::string_view(value).substr(sign + 1);
    if (stringOption) {
        out.field.value = rest;
        return out;
    }
    const bool file = rest.starts_with('@');
    out.textFromFile = rest.starts_with('<');
    if (file || out.textFromFile)
        rest.remove_prefix(1);
    const bool inQuotes = rest.starts_with('"');
    std::string content = formWord(rest);
    (file || out.textFromFile ? out.field.path : out.field.value) = content;
    readParameters(rest, out);
    if (!file)
        return out;
    if (!inQuotes && content.find(',') != content.npos)
        out.remarks.push_back("-F " + wire::escaped(out.field.name) + ": several files in one field, taken for one name");
    if (out.field.mediaType.empty())
        out.field.mediaType = curlPartType(out.field.fileName.empty() ? content : out.field.fileName);
    return out;
}

} // namespace formats
