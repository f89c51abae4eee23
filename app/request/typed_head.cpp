// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of typed heads. Lines end at LF, as in the parser.
#include "request/typed_head.h"

#include "base/text.h"
#include "wire/http1/framing.h"
#include "wire/http1/lines.h"

#include <algorithm>

namespace request {

namespace {

/// Takes the next line with its LF off `rest`.
std::string_view nextLine(std::string_view &rest)
{
    const std::size_t lf = rest.find('\n');
    const std::size_t length = lf == std::string_view::npos ? rest.size() : lf + 1;
    const std::string_view line = rest.substr(0, length);
    rest.remove_prefix(length);
    return line;
}

std::string_view withoutEnd(std::string_view line)
{
    if (!line.empty() && line.back() == '\n')
        line.remove_suffix(1);
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

std::string_view nameOf(std::string_view line)
{
    const std::size_t colon = line.find(':');
    return colon == std::string_view::npos ? std::string_view() : base::trimmed(line.substr(0, colon));
}

void addFold(wire::Fields &fields, std::string_view line)
{
    if (fields.empty())
        return;
    const std::string_view more = base::trimmed(line);
    std::string &value = fields.back().value;
    if (!value.empty() && !more.empty())
        value += ' ';
    value += more;
}

wire::Head readRawHead(std::string_view rest)
{
    wire::Head head;
    head.isRequest = true;
    std::string_view line;
    while (line.empty() && !rest.empty()) // RFC 9112 section 2.2: empty lines before the start line
        line = withoutEnd(nextLine(rest));
    std::vector<wire::Found> found; // the record will say what is irregular, once it is sent
    wire::RequestLine start = wire::parseRequestLine(line, 0, found);
    head.method = std::move(start.method);
    head.target = std::move(start.target);
    head.version = start.version;
    while (!rest.empty()) {
        line = withoutEnd(nextLine(rest));
        if (line.empty())
            break;
        if (base::isBlank(line.front()))
            addFold(head.fields, line);
        else
            head.fields.push_back(wire::parseField(line, 0, found));
    }
    return head;
}

} // namespace

bool isNamed(const HeaderLine &line, std::string_view name)
{
    return line.separator.find(':') != std::string::npos && base::equalsIgnoringCase(base::trimmed(line.name), name);
}

const HeaderLine *typedLine(const RequestSpec &spec, std::string_view name)
{
    const auto line = std::ranges::find_if(spec.headers, [name](const HeaderLine &one) { return isNamed(one, name); });
    return line == spec.headers.end() ? nullptr : &*line;
}

std::string typedValue(const RequestSpec &spec, std::string_view name)
{
    const HeaderLine *line = typedLine(spec, name);
    return line ? line->value : std::string();
}

void eraseTyped(RequestSpec &spec, std::string_view name)
{
    std::erase_if(spec.headers, [name](const HeaderLine &line) { return isNamed(line, name); });
}

bool isRemoved(const RequestSpec &spec, std::string_view name)
{
    return std::any_of(spec.removed.begin(), spec.removed.end(), [name](const std::string &removed) {
        return base::equalsIgnoringCase(base::trimmed(removed), name);
    });
}

wire::Head typedHead(const RequestSpec &spec)
{
    if (spec.rawHead)
        return readRawHead(*spec.rawHead);
    wire::Head head;
    head.isRequest = true;
    head.method = spec.method;
    head.version = spec.version;
    for (const HeaderLine &line : spec.headers) {
        if (line.separator.find(':') != std::string::npos)
            head.fields.push_back({std::string(base::trimmed(line.name)), std::string(base::trimmed(line.value))});
    }
    return head;
}

std::string_view orderedName(std::string_view entry)
{
    return entry.substr(0, entry.find(':'));
}

bool sendsChunked(const RequestSpec &spec, const wire::Head &typed)
{
    // A raw head is the whole truth of the head: a body that it does not call chunked is not.
    const bool asked = spec.body.present() && spec.body.chunked && !spec.rawHead;
    return asked || wire::requestFraming(typed).mode == wire::FramingMode::Chunked;
}

bool announcesContent(const RequestSpec &spec, const wire::Head &typed)
{
    return spec.body.length() > 0 || sendsChunked(spec, typed)
        || wire::declaredLength(typed.fields).value.value_or(0) > 0;
}

std::string_view behindHead(std::string_view rawHead)
{
    bool started = false; // the start line has passed
    while (!rawHead.empty()) {
        const bool empty = withoutEnd(nextLine(rawHead)).empty();
        if (started && empty)
            return rawHead;
        started = started || !empty;
    }
    return {};
}

std::string withoutField(std::string_view rawHead, std::string_view name)
{
    std::string kept;
    kept.reserve(rawHead.size());
    bool started = false; // the start line has passed
    bool dropping = false;
    while (!rawHead.empty()) {
        const std::string_view line = nextLine(rawHead);
        const std::string_view text = withoutEnd(line);
        if (started && text.empty()) {
            kept += line;
            break;
        }
        if (started && !base::isBlank(text.front()))
            dropping = base::equalsIgnoringCase(nameOf(text), name);
        started = started || !text.empty();
        if (!dropping)
            kept += line;
    }
    kept += rawHead;
    return kept;
}

} // namespace request
