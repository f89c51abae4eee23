// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_form.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "request/form.h"
#include "wire/event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace formats {
namespace {

/// lib/mime.c, Curl_mime_contenttype.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> partTypes{{{".gif", "image/gif"},
                                                                                   {".jpg", "image/jpeg"},
                                                                                   {".jpeg", "image/jpeg"},
                                                                                   {".png", "image/png"},
                                                                                   {".svg", "image/svg+xml"},
                                                                                   {".txt", "text/plain"},
                                                                                   {".htm", "text/html"},
                                                                                   {".html", "text/html"},
                                                                                   {".pdf", "application/pdf"},
                                                                                   {".xml", "application/xml"}}};

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
    return slash != type.npos && slash > 0 && slash < 100 && odd == type.npos && base::trimmed(type) == type
        && base::isToken(base::trimmed(type.substr(slash + 1, type.find(';') - slash - 1)));
}

void addType(CurlFormOption &out, const std::string &type)
{
    if (isPlainType(type))
        out.value += ";type=" + type;
    else
        out.losses.push_back("the part's Content-Type \"" + base::escaped(type) + "\": curl does not take it");
}

std::string lastPart(const std::string &path)
{
    return path.substr(path.find_last_of('/') + 1);
}

/// One word of a -F value up to ';', `end` or the end: in double quotes with backslashes, or bare without blanks around
/// it. `end` is a comma where several files may stand, else '\0'.
std::string formWord(std::string_view &rest, char end)
{
    const std::string stops = end == '\0' ? ";" : std::string(";") + end;
    while (!rest.empty() && base::isBlank(rest.front()))
        rest.remove_prefix(1);
    if (rest.starts_with('"')) {
        std::string word;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '\\' || rest[i + 1] == '"'))
                word += rest[++i];
            else if (rest[i] != '"')
                word += rest[i];
            else {
                rest.remove_prefix(std::min(rest.find_first_of(stops, i + 1), rest.size())); // curl drops the rest
                return word;
            }
        }
    }
    const auto stop = std::min(rest.find_first_of(stops), rest.size());
    const std::string word(base::trimmed(rest.substr(0, stop)));
    rest.remove_prefix(stop);
    return word;
}

/// curl compares these words without regard to case.
bool beginsWith(std::string_view text, std::string_view word)
{
    return base::equalsIgnoringCase(text.substr(0, word.size()), word);
}

/// A type goes on over the parameters that follow it, as far as they are none of curl's own words.
std::string formType(std::string_view &rest, char stop)
{
    constexpr std::array<std::string_view, 4> own{"filename=", "headers=", "encoder=", "type="};
    const std::string stops = stop == '\0' ? ";" : std::string(";") + stop;
    const std::string_view begin = rest;
    std::size_t end = 0;
    while (end < begin.size()) {
        end = std::min(begin.find_first_of(stops, end == 0 ? 0 : end + 1), begin.size());
        if (end < begin.size() && begin[end] != ';')
            break;
        std::string_view next = begin.substr(std::min(end + 1, begin.size()));
        next = next.substr(std::min(next.find_first_not_of(" \t"), next.size()));
        if (std::ranges::any_of(own, [&](std::string_view word) { return beginsWith(next, word); }))
            break;
    }
    rest = begin.substr(end);
    return std::string(base::trimmed(begin.substr(0, end)));
}

bool hasSlash(std::string_view type)
{
    const auto slash = type.find('/');
    return slash != type.npos && slash > 0 && slash + 1 < type.size();
}

void readParameters(std::string_view &rest, request::FormField &field, CurlFormField &out, char end)
{
    while (rest.starts_with(';')) {
        rest.remove_prefix(1);
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
        if (beginsWith(rest, "type=")) {
            rest.remove_prefix(5);
            field.mediaType = formType(rest, end);
            if (!hasSlash(field.mediaType))
                out.refused = "its type has no slash, and curl refuses it";
        } else if (beginsWith(rest, "filename=")) {
            rest.remove_prefix(9);
            field.fileName = formWord(rest, end);
            if (field.fileName.empty())
                out.refused = "an empty file name cannot be taken";
        } else {
            if (beginsWith(rest, "headers=") || beginsWith(rest, "encoder="))
                out.refused = "a part with headers= or encoder= cannot be taken";
            if (!formWord(rest, end).empty())
                out.remarks.emplace_back("-F: a parameter that curl does not know either");
        }
    }
}

/// lib/mime.c: by the name that the server is told, else by the file's own.
std::string knownType(const std::string &fileName)
{
    const std::string low = base::lowered(fileName);
    for (const auto &[ending, type] : partTypes) {
        if (low.ends_with(ending))
            return std::string(type);
    }
    return {};
}

void readFiles(std::string_view rest, CurlFormField &out)
{
    for (bool first = true; first || rest.starts_with(','); first = false) {
        rest.remove_prefix(first ? 0 : 1);
        request::FormField file;
        file.name = out.field.name;
        file.path = formWord(rest, ',');
        if (file.path.empty())
            out.refused = "its file has no name, and curl refuses it";
        readParameters(rest, file, out, ',');
        if (file.mediaType.empty())
            file.mediaType = knownType(file.fileName);
        if (file.mediaType.empty() && file.path != "-")
            file.mediaType = curlPartType(file.path);
        if (first)
            out.field = std::move(file);
        else
            out.more.push_back(std::move(file));
    }
}

} // namespace

std::string curlPartType(const std::string &fileName)
{
    const std::string known = knownType(fileName);
    return known.empty() ? "application/octet-stream" : known;
}

CurlFormOption curlFormOption(const request::FormField &field)
{
    CurlFormOption out;
    if (field.name.find('=') != field.name.npos || field.name.empty())
        out.losses.push_back("the field name \"" + base::escaped(field.name) + "\": curl ends it at the first =");
    if (field.path.empty()) {
        const bool plain = field.mediaType.empty() && field.fileName.empty();
        out.name = plain ? "--form-string" : "-F";
        out.value = field.name + '=' + (plain ? field.value : inQuotes(field.value));
        if (!field.fileName.empty())
            out.value += ";filename=" + inQuotes(field.fileName);
        if (!field.mediaType.empty())
            addType(out, field.mediaType);
        else if (const std::string type = knownType(field.fileName); !type.empty())
            out.losses.push_back("no Content-Type for \"" + base::escaped(field.fileName) + "\": curl writes " + type);
        return out;
    }
    out.name = "-F";
    out.value = field.name + "=@" + inQuotes(field.path.starts_with('-') ? "./" + field.path : field.path);
    const std::string shown = field.fileName.empty() ? lastPart(field.path) : field.fileName;
    if (shown != lastPart(field.path))
        out.value += ";filename=" + inQuotes(shown);
    if (field.mediaType.empty())
        out.losses.push_back("no Content-Type for \"" + base::escaped(shown) + "\": curl writes "
                             + curlPartType(shown));
    else
        addType(out, field.mediaType);
    return out;
}

CurlFormField readFormOption(const std::string &value, bool stringOption)
{
    CurlFormField out;
    const auto sign = value.find('=');
    if (sign == value.npos) {
        out.refused = "it has no =, and curl refuses it";
        return out;
    }
    out.field.name = value.substr(0, sign);
    if (sign == 0)
        out.refused = "a part without a name cannot be taken";
    std::string_view rest = std::string_view(value).substr(sign + 1);
    if (stringOption) {
        out.field.value = rest;
        return out;
    }
    if (rest.starts_with('(') || (out.field.name.empty() && rest == ")")) {
        out.refused = "parts within a part: they cannot be taken";
        return out;
    }
    if (rest.starts_with('@')) {
        readFiles(rest.substr(1), out);
        return out;
    }
    out.textFromFile = rest.starts_with('<');
    rest.remove_prefix(out.textFromFile ? 1 : 0);
    (out.textFromFile ? out.field.path : out.field.value) = formWord(rest, '\0');
    readParameters(rest, out.field, out, '\0');
    if (out.textFromFile)
        out.field.fileName.clear(); // curl drops it
    if (out.field.mediaType.empty())
        out.field.mediaType = knownType(out.field.fileName);
    return out;
}

request::FormField mixedPart(const std::vector<request::FormField> &files, const std::vector<std::string> &texts)
{
    request::BodySpec inner; // for its boundary, which no text contains
    for (std::size_t i = 0; i < files.size(); ++i) {
        inner.fields.push_back(files[i]);
        inner.fields.back().value = texts[i];
    }
    const std::string boundary = request::boundaryOf(inner);
    request::FormField out;
    out.name = files.front().name;
    out.mediaType = "multipart/mixed; boundary=" + boundary;
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::string shown = files[i].fileName.empty() ? lastPart(files[i].path) : files[i].fileName;
        for (auto at = shown.find_first_of("\"\r\n"); at != shown.npos; at = shown.find_first_of("\"\r\n", at))
            shown.replace(at, 1, shown[at] == '"' ? "%22" : shown[at] == '\r' ? "%0D" : "%0A");
        out.value += "--" + boundary + "\r\nContent-Disposition: attachment; filename=\"" + shown + "\"\r\n";
        if (!files[i].mediaType.empty())
            out.value += "Content-Type: " + files[i].mediaType + "\r\n";
        out.value += "\r\n" + texts[i] + "\r\n";
    }
    out.value += "--" + boundary + "--\r\n";
    return out;
}

} // namespace formats
