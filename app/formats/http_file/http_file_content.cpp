// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_content.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/http_file/http_file_body.h"
#include "formats/http_file/http_file_script.h"
#include "formats/http_file/http_file_text.h"
#include "formats/json/json_text.h"
#include "request/form.h"
#include "wire/event.h"
#include "words/units.h"

#include <QByteArrayView>
#include <QUtf8StringView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostCoded = 1 << 20; // bytes that a comment may hold

/// Would the line be read as something else than content?
bool isSpoken(std::string_view line)
{
    const auto start = base::trimmed(line);
    return start.starts_with('#') || start.starts_with("//") || line.starts_with("< ") || line.starts_with("<\t")
        || line.starts_with("<@") || start.starts_with("<> ") || start.starts_with("> ") || start.starts_with(">> ")
        || start.starts_with(">>! ") || start.starts_with("?? ") || beginsLikeRequest(start) || beginsBlock(line)
        || (!start.empty() && (start[0] == '<' || start[0] == '>') && base::trimmed(start.substr(1)).starts_with("{%"));
}

bool fitsLines(std::string_view text)
{
    const auto odd = [](char c) { return base::isControl(c) && c != '\n'; };
    if (std::ranges::any_of(text, odd)
        || !QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8())
        return false;
    bool first = true, blank = true;
    for (std::string_view rest = text; first || !rest.empty(); first = false) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        blank = base::trimmed(line).empty();
        if (isSpoken(line) || (first && blank))
            return false;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return !blank && !text.ends_with('\n');
}

FileContent codedContent(const std::string &bytes)
{
    FileContent out;
    if (bytes.size() > mostCoded) {
        out.losses.append(u"the content: no lines can say its %1, put them into a file"_s.arg(
            words::bytesText(bytes.size(), QLocale::c())));
        return out;
    }
    out.coded = base::base64(bytes);
    out.losses.append(u"the content: no lines can say its bytes (line ends, control bytes, or lines that mean "
                      "something there); they stand in a comment, for Interim"_s);
    return out;
}

FileContent textContent(const std::string &text, std::string_view type)
{
    const std::string low = base::lowered(type);
    const bool form =
        low.starts_with("application/x-www-form-urlencoded") && (text.find("\n&") != text.npos || isLaidOut(text));
    const bool changed =
        low.starts_with("application/x-ndjson") || (low.starts_with("multipart/") && text.find('\n') != text.npos);
    if (text.empty())
        return {{}, std::string(), {}}; // which is not the same as none
    if (form || changed || !fitsLines(text))
        return codedContent(text);
    return {text, {}, {}};
}

FileContent fileMentioned(const std::string &path)
{
    FileContent out;
    const bool odd = path.empty() || base::trimmed(path) != path
        || std::ranges::any_of(path, [](char c) { return base::isControl(c); });
    if (odd)
        out.losses.append(u"the file \"%1\": its name cannot stand there"_s.arg(byteText(base::escaped(path))));
    else
        out.lines = "< " + path;
    return out;
}

/// CR LF as the line ends that both tools give the lines of a form; nothing where a line cannot stand.
std::optional<std::string> linesOfPart(std::string text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            return std::nullopt;
        out += text[i];
    }
    for (std::string_view rest = out; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (isSpoken(rest.substr(0, end)))
            return std::nullopt;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const bool odd = std::ranges::any_of(out, [](char c) { return base::isControl(c) && c != '\n'; });
    return odd ? std::nullopt : std::optional(out);
}

FileContent multipartContent(const request::BodySpec &body)
{
    FileContent out;
    std::string bytes;
    bool files = false, fits = true;
    for (const request::ContentPiece &piece : request::multipartPieces(body)) {
        if (!piece.path.empty()) {
            const FileContent mention = fileMentioned(piece.path);
            out.lines += mention.lines;
            out.losses += mention.losses;
            files = true;
            continue;
        }
        bytes += piece.text;
        const auto lines = linesOfPart(piece.text);
        fits = fits && lines.has_value();
        out.lines += lines.value_or(std::string());
    }
    if (!fits && !files)
        return codedContent(bytes);
    if (!fits)
        out.losses.append(u"a part of the form: no lines can say its bytes"_s);
    while (out.lines.ends_with('\n'))
        out.lines.pop_back();
    return out;
}

} // namespace

FileContent fileContent(const request::BodySpec &body, std::string_view type)
{
    switch (body.kind) {
    case request::BodyKind::None: break;
    case request::BodyKind::Text: return textContent(body.text, type);
    case request::BodyKind::File: return fileMentioned(body.path);
    case request::BodyKind::Form: return textContent(request::formContent(body.fields), type);
    case request::BodyKind::Multipart: return multipartContent(body);
    case request::BodyKind::Generated:
        return {{}, {}, {u"the content: %1 that Interim makes"_s.arg(words::bytesText(body.size, QLocale::c()))}};
    }
    return {};
}

} // namespace formats
