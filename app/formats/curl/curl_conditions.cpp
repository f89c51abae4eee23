// SPDX-License-Identifier: GPL-3.0-or-later
// As curl 7.88.1 does (lib/http.c, src/tool_getparam.c, src/tool_operate.c); measured.
#include "formats/curl/curl_conditions.h"

#include "base/text.h"
#include "formats/json/json_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

bool hasContent(const CurlContent &content)
{
    return content.data || content.form || content.upload;
}

std::string sizeWords(const CurlContent &content)
{
    return content.unknownSize ? "-1" : std::to_string(content.body.length());
}

/// The file from `from` on, as the content.
std::optional<request::HeaderLine> restOfUpload(std::uint64_t from, CurlContent &content, const CurlFiles &files,
                                                CurlRoute &out)
{
    const auto text = content.unknownSize || !files.read ? std::nullopt : files.read(content.body.path);
    if (content.unknownSize)
        out.stopBy("-C beside -T from standard input: what curl sends then has no right range; give a file");
    else if (!text)
        out.openBy("-C beside -T: the file cannot be read, or is too long to be cut here");
    else if (from >= text->size())
        out.stopBy("-C beside -T: the file ends before that place, and curl refuses it");
    if (!text || from >= text->size())
        return std::nullopt;
    content.body = {};
    content.body.kind = request::BodyKind::Text;
    content.body.text = text->substr(from);
    const std::string size = std::to_string(text->size());
    return request::HeaderLine{"Content-Range",
                               "bytes " + std::to_string(from) + '-' + std::to_string(text->size() - 1) + '/' + size};
}

std::string inHttpForm(const QDateTime &time)
{
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toStdString();
}

/// "Mon, 01 Jan 2024 00:00:00 GMT" or "20240101", in the first form; nothing for others, which curl reads by more
/// rules.
std::optional<std::string> httpDate(const std::string &typed)
{
    const QDate day = QDate::fromString(byteText(typed), u"yyyyMMdd"_s);
    if (typed.size() == 8 && std::ranges::all_of(typed, base::isDigit) && day.isValid() && day.year() >= 1970)
        return inHttpForm(day.startOfDay(Qt::UTC));
    const QDateTime time = QLocale::c().toDateTime(byteText(typed), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!time.isValid() || time.date().year() < 1970 || inHttpForm(time) != typed)
        return std::nullopt;
    return typed;
}

} // namespace

std::optional<request::HeaderLine> curlPart(const CurlOptionValues &options, CurlContent &content,
                                            const CurlFiles &files, CurlRoute &out)
{
    const std::string typed = options.last("continue-at"), range = curlRange(options.last("range"));
    const auto from = typed.empty() ? std::optional(std::uint64_t(0)) : base::decimal(typed);
    if (options.has("continue-at") && (!from || typed.empty())) {
        out.stopBy(typed == "-"
                       ? "-C -: where it goes on is a matter of a file of curl's own; write the number of bytes"
                       : "-C: no number of bytes; write one");
    } else if (*from > 0 && hasContent(content) && !content.upload) {
        out.stopBy("-C beside content of -d or -F: curl sends no whole request then");
    } else if (*from > 0) {
        return content.upload ? restOfUpload(*from, content, files, out)
                              : std::optional(request::HeaderLine{"Range", "bytes=" + std::to_string(*from) + '-'});
    }
    if (!options.has("range") || content.form)
        return std::nullopt;
    return hasContent(content) ? request::HeaderLine{"Content-Range", "bytes " + range + '/' + sizeWords(content)}
                               : request::HeaderLine{"Range", "bytes=" + range};
}

std::optional<request::HeaderLine> curlTimeCondition(const CurlOptionValues &options, CurlRoute &out)
{
    std::string typed = options.last("time-cond");
    if (typed.empty())
        return std::nullopt;
    const char sign = typed.front();
    if (sign == '-' || sign == '+' || sign == '=')
        typed.erase(0, 1);
    const auto date = httpDate(typed);
    if (!date) {
        out.stopBy("-z: no date of the form \"Mon, 01 Jan 2024 00:00:00 GMT\" or 20240101; others, and a file's, are "
                   "not taken");
        return std::nullopt;
    }
    return request::HeaderLine{sign == '-'       ? "If-Unmodified-Since"
                                   : sign == '=' ? "Last-Modified"
                                                 : "If-Modified-Since",
                               *date};
}

void addEtag(const CurlOptionValues &options, const CurlFiles &files, CurlTypedFields &typed, CurlRoute &out)
{
    if (!options.has("etag-compare"))
        return;
    const auto text = files.read ? files.read(options.last("etag-compare")) : std::nullopt;
    if (!text)
        return out.openBy("--etag-compare: its file cannot be read");
    const std::string tag = text->substr(0, text->find_first_of("\r\n"));
    const bool more = text->find_first_not_of("\r\n", tag.size()) != text->npos;
    if (more || tag.find('\0') != tag.npos)
        return out.stopBy("--etag-compare: its file is to hold one line");
    typed.add({"If-None-Match", tag.empty() ? "\"\"" : tag});
}

} // namespace formats
