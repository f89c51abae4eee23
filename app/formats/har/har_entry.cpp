// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_entry.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/exact_head.h"
#include "formats/har/har_fields.h"
#include "formats/har/har_post_data.h"
#include "formats/har/har_query.h"
#include "formats/json/json_text.h"
#include "formats/report/report_text.h"
#include "formats/setting_words.h"
#include "request/reference.h"
#include "request/typed_head.h"
#include "request/url.h"
#include "wire/event.h"
#include "words/units.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostHarFields = 10'000;
constexpr std::size_t mostHarField = 1 << 20;   // bytes of one, and of a URL
constexpr std::string_view unreserved = "-._~"; // RFC 3986 section 2.3, besides letters and digits

/// "data", "blob": without //, so that no host and port can be meant. "" for none.
std::string otherScheme(std::string_view url)
{
    const std::string scheme = request::schemeOf(url);
    const bool host = url.find("://") != url.npos || scheme == "http" || scheme == "https"
        || (scheme.size() + 1 < url.size() && base::isDigit(url[scheme.size() + 1]));
    return host ? std::string() : scheme;
}

class HarEntryReader {
public:
    explicit HarEntryReader(const QJsonObject &entry) : entry_(entry), request_(entry["request"_L1].toObject()) {}

    FileRequest run()
    {
        FileRequest out;
        if (!startLine()) {
            out.error = error_;
            out.losses = losses_;
            return out;
        }
        version();
        fields();
        cookies();
        content();
        const bool ours = settings();
        if (!ours)
            foreignFields();
        framing();
        std::string wrong;
        out.spec = plainRequest(std::move(spec_), ours ? ExpectFrom::Settings : ExpectFrom::Fields, &wrong);
        if (!wrong.empty()) {
            out.spec = {};
            out.error = personText(wrong);
            return out;
        }
        out.name = oneLine(entry_["comment"_L1].toString().simplified().left(100));
        out.losses = losses_;
        out.taken = taken_;
        out.blocked = joinedReasons(unknown_);
        out.lacksContent = lacksContent_;
        out.lacksFields = lacksFields_;
        return out;
    }

private:
    bool says(const QString &line)
    {
        error_ = line;
        return false;
    }
    void lose(const QString &line) { remark(losses_, line); }
    void refuse(const QString &line) { remark(unknown_, line); }
    void refuseField(const QString &line)
    {
        lacksFields_ = true;
        refuse(line);
    }
    void refuseContent(const QString &line)
    {
        lacksContent_ = true;
        refuse(line);
    }

    /// A text that must be there; the error otherwise.
    std::optional<QString> text(const char *name)
    {
        const QJsonValue value = request_[QLatin1String(name)];
        if (value.isString() && value.toString().isValidUtf16())
            return value.toString();
        says(value.isString() ? u"request.%1 holds half a letter (a lone surrogate), which no bytes stand for"_s.arg(
                 QLatin1String(name))
                              : u"request.%1 is %2, not a text"_s.arg(QLatin1String(name), jsonTypeWord(value)));
        return std::nullopt;
    }

    bool startLine()
    {
        if (!entry_["request"_L1].isObject())
            return says(u"request is %1, not an object"_s.arg(jsonTypeWord(entry_["request"_L1])));
        const auto method = text("method"), url = method ? text("url") : std::nullopt;
        if (!method || !url)
            return false;
        spec_.method = fieldBytes(*method);
        if (!base::isToken(spec_.method))
            return says(u"request.method %1 is no method"_s.arg(quotedText(spec_.method)));
        spec_.url = url->toStdString();
        if (spec_.url.size() > mostHarField)
            return says(u"request.url is longer than %1"_s.arg(words::sizeText(mostHarField, QLocale::c())));
        spec_.url.resize(std::min(spec_.url.find('#'), spec_.url.size()));
        if (const std::string other = otherScheme(spec_.url); !other.empty())
            return says(u"request.url has the scheme %1: only http and https are sent"_s.arg(quotedText(other)));
        query();
        const auto parsed = request::parseUrl(spec_.url);
        if (const auto *wrong = std::get_if<request::UrlError>(&parsed))
            return says(u"request.url %1: %2"_s.arg(quotedText(spec_.url), personText(wrong->text)));
        return true;
    }

    // Some writers keep the query apart, decoded.
    void query()
    {
        const QJsonArray list = request_["queryString"_L1].toArray();
        const auto mark = spec_.url.find('?');
        if (mark != std::string::npos) {
            if (!list.isEmpty() && !listsFieldsOf(list, std::string_view(spec_.url).substr(mark + 1)))
                remark(taken_, u"the query is that of request.url; request.queryString lists other fields"_s);
            return;
        }
        std::string made;
        for (const QJsonValue &field : list) {
            const auto name = queryText(field, "name"), value = name ? queryText(field, "value") : std::nullopt;
            if (!value)
                return;
            made += (made.empty() ? '?' : '&') + *name + '=' + *value;
            if (made.size() > mostHarField)
                return refuse(u"the query has more than %1"_s.arg(words::sizeText(mostHarField, QLocale::c())));
        }
        if (made.empty())
            return;
        spec_.url += made;
        queryMade_ = true; // it may be encoded in another way than it was
        remark(taken_, u"the query %1 was made of request.queryString: request.url has none"_s.arg(quotedText(made)));
    }

    /// Encoded; a value may be missing.
    std::optional<std::string> queryText(const QJsonValue &field, const char *member)
    {
        const QJsonValue given = field[QLatin1String(member)];
        const bool none = (given.isUndefined() || given.isNull()) && QLatin1String(member) == "value"_L1;
        if (none || (given.isString() && given.toString().isValidUtf16()))
            return base::percentEncoded(given.toString().toStdString(), unreserved);
        refuse(given.isString() ? u"a field of request.queryString holds half a letter (a lone surrogate)"_s
                                : u"a field of request.queryString whose %1 is %2"_s.arg(QLatin1String(member),
                                                                                         jsonTypeWord(given)));
        return std::nullopt;
    }

    void version()
    {
        const QString said = request_["httpVersion"_L1].toString();
        const QString word = said.toLower();
        if (word == "http/1.0"_L1)
            spec_.version = 10;
        const bool later = word.startsWith(u'h') && (word.contains(u'2') || word.contains(u'3'));
        if (later)
            lose(
                u"%1: only HTTP/1 is spoken yet; the request goes out as HTTP/1.1"_s.arg(quotedText(fieldBytes(said))));
    }

    void fields()
    {
        const QJsonValue list = request_["headers"_L1];
        if (list.isUndefined())
            lose(u"request.headers is missing: the request goes out with the fields that it needs"_s);
        else if (!list.isArray())
            refuseField(u"request.headers is %1, not a list"_s.arg(jsonTypeWord(list)));
        for (const QJsonArray headers = list.toArray(); const QJsonValue &header : headers) {
            const QJsonValue name = header["name"_L1], value = header["value"_L1];
            if (spec_.headers.size() >= mostHarFields)
                refuseField(u"it has more than %1 fields, the most that are read"_s.arg(mostHarFields));
            else if (!name.isString() || !value.isString())
                refuseField(
                    u"a field whose name is %1 and whose value is %2"_s.arg(jsonTypeWord(name), jsonTypeWord(value)));
            else if (!name.toString().isValidUtf16() || !value.toString().isValidUtf16())
                refuseField(u"the field %1 holds half a letter (a lone surrogate), which no bytes stand for"_s.arg(
                    quotedText(fieldBytes(name.toString()))));
            else
                field(fieldBytes(name.toString()), fieldBytes(value.toString()));
        }
        for (const char *own : {"User-Agent", "Accept"}) {
            if (!request::typedLine(spec_, own))
                spec_.removed.emplace_back(own);
        }
    }

    void field(const std::string &name, const std::string &value)
    {
        const auto breaks = [](std::string_view part) {
            return std::ranges::any_of(part, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
        };
        if (name.starts_with(':'))
            return pseudoField(name, value);
        if (name.size() > mostHarField || value.size() > mostHarField)
            refuseField(u"the field %1: it is longer than %2"_s.arg(quotedText(name),
                                                                    words::sizeText(mostHarField, QLocale::c())));
        else if (name.empty() || breaks(name) || name.find(':') != name.npos)
            refuseField(u"a field of the name %1"_s.arg(quotedText(name)));
        else if (breaks(value))
            refuseField(u"the field %1: its value holds a line end or NUL"_s.arg(quotedText(name)));
        else
            spec_.headers.push_back({name, value, value.empty() ? ":" : ": "});
    }

    /// HTTP/2 pseudo-header fields (RFC 9113 section 8.3) say again what the request's line and URL say; where they do
    /// not, nobody knows which of the two was meant.
    void pseudoField(const std::string &name, const std::string &value)
    {
        const auto parsed = request::parseUrl(spec_.url);
        const auto &url = std::get<request::Url>(parsed); // it was looked at
        const auto authority = request::parseUrl((url.tls ? "https://" : "http://") + value + '/');
        const auto *place = std::get_if<request::Url>(&authority);
        const auto path = [](std::string_view target) { return target.substr(0, target.find('?')); };
        const bool same = name == ":method" ? value == spec_.method
            : name == ":scheme"             ? base::equalsIgnoringCase(value, url.tls ? "https" : "http")
            : name == ":path"               ? value == url.target || (queryMade_ && path(value) == path(url.target))
                                            : name == ":authority" && place && place->port == url.port
                && base::equalsIgnoringCase(place->host, url.host);
        if (!same)
            refuse(u"the field %1 says otherwise than request.%2: %3"_s.arg(
                quotedText(name), name == ":method" ? u"method"_s : u"url"_s, quotedText(value)));
    }

    // Some writers keep the cookies, but not their field.
    void cookies()
    {
        const QJsonArray list = request_["cookies"_L1].toArray();
        if (request::typedLine(spec_, "Cookie") || list.isEmpty())
            return;
        std::string all;
        for (const QJsonValue &cookie : list) {
            const QString name = cookie["name"_L1].toString(), value = cookie["value"_L1].toString();
            if (name.isEmpty() || !cookie["value"_L1].isString() || !(name + value).isValidUtf16())
                refuseField(u"a cookie without a name or value, and no Cookie field beside it"_s);
            else
                all += (all.empty() ? "" : "; ") + fieldBytes(name) + '=' + fieldBytes(value);
        }
        const std::size_t before = spec_.headers.size();
        if (!all.empty())
            field("Cookie", all);
        if (spec_.headers.size() > before)
            remark(taken_, u"the archive has cookies, but no Cookie field: it was made of them"_s);
    }

    void content()
    {
        HarPostData read = readPostData(request_, spec_);
        spec_.body = std::move(read.body);
        for (const QString &line : read.unknown)
            refuseContent(line);
        for (const QString &line : read.losses)
            lose(line);
        for (const QString &line : read.taken)
            remark(taken_, line);
        if (read.ownsType)
            request::eraseTyped(spec_, "Content-Type");
        if (read.decoded)
            request::eraseTyped(spec_, "Content-Encoding");
        decoded_ = read.decoded;
        letters_ = read.letters;
        madeOfFields_ = spec_.body.kind == request::BodyKind::Form || spec_.body.kind == request::BodyKind::Multipart;
    }

    /// Whether Interim wrote the entry.
    bool settings()
    {
        const QJsonValue given = entry_["_interim"_L1]["settings"_L1];
        const QJsonObject all = given.toObject();
        QStringList read;
        for (auto one = all.begin(); one != all.end(); ++one) {
            const std::string name = fieldBytes(one.key()), value = fieldBytes(one.value().toString());
            bool applied = one.value().isString();
            if (name == "without") {
                for (const QString &part : one.value().toString().split(u' '))
                    applied = applied && applySetting(spec_, name, fieldBytes(part));
            } else {
                applied = applied && applySetting(spec_, name, value);
            }
            if (!applied)
                refuse(u"the setting %1 %2"_s.arg(quotedText(name), quotedText(value)));
            else if (!isOfFields({name, value}))
                read.append(byteText(base::escaped(value.empty() ? name : name + ' ' + value)).left(100));
        }
        if (!read.isEmpty())
            remark(taken_, u"the settings that Interim left in it: %1"_s.arg(read.join(u", "_s)));
        return given.isObject();
    }

    /// What no program sends as it stands, or sent to another than the URL names; in what Interim wrote it was typed.
    void foreignFields()
    {
        const auto all = [this](std::string_view name) {
            std::vector<std::string> values;
            for (const request::HeaderLine &line : spec_.headers) {
                if (request::isNamed(line, name))
                    values.emplace_back(base::trimmed(line.value));
            }
            return values;
        };
        const auto differ = [](const std::vector<std::string> &values) {
            return std::ranges::adjacent_find(values, std::not_equal_to()) != values.end();
        };
        if (!all("Proxy-Authorization").empty()) {
            request::eraseTyped(spec_, "Proxy-Authorization");
            lose(u"Proxy-Authorization: it was for a proxy, which the archive does not name, and is left out"_s);
        }
        if (differ(all("Host")))
            refuseField(u"two Host fields that differ: no one would know which host was asked"_s);
        const auto lengths = all("Content-Length"), codings = all("Transfer-Encoding");
        if (differ(lengths))
            refuseField(u"two Content-Length fields that differ: no one would know where the content ends"_s);
        if (!codings.empty() && !lengths.empty())
            refuseField(u"Content-Length beside Transfer-Encoding: no one would know where the content ends"_s);
        if (codings.size() > 1 || (!codings.empty() && !base::equalsIgnoringCase(codings.front(), "chunked")))
            refuseField(u"Transfer-Encoding %1: the archive holds the content without that coding"_s.arg(
                quotedText(codings.front())));
        else if (!codings.empty() && !spec_.body.present())
            refuseContent(u"the content: it went out in chunks, and the archive holds none of it"_s);
    }

    // A length that is not that of the content at hand would be a lie; whichever way it differs is said.
    void framing()
    {
        const request::HeaderLine *length = request::typedLine(spec_, "Content-Length");
        const auto declared = length ? base::decimal(length->value) : std::nullopt;
        const std::uint64_t there = spec_.body.length();
        const double size = request_["bodySize"_L1].toDouble(-1);
        const auto told = static_cast<std::uint64_t>(std::clamp(size, 0.0, 9e18));
        const QString typed = length ? quotedText(length->value) : QString();
        if (length && declared != there)
            request::eraseTyped(spec_, "Content-Length");
        if (decoded_ || (madeOfFields_ && declared.value_or(told) <= mostOfForm()))
            return; // said already
        if (length && !declared)
            refuseContent(u"Content-Length: %1, which is no number"_s.arg(typed));
        else if (declared ? *declared > there : told > there)
            refuseContent(u"the content: the archive holds %1 of its %2"_s.arg(
                words::countText(there, QLocale::c()), words::bytesText(declared.value_or(told), QLocale::c())));
        else if (declared && *declared < there)
            refuseContent(u"Content-Length: %1: the archive holds a content of %2, which is not what went out then"_s
                              .arg(*declared)
                              .arg(words::bytesText(there, QLocale::c())));
        else if (!declared && size >= 0 && told != there && told != letters_)
            remark(taken_,
                   u"bodySize says %1, the archive holds %2: they all go out"_s.arg(
                       words::bytesText(told, QLocale::c()), words::bytesText(there, QLocale::c())));
    }

    /// Bytes that its fields can have been: more were not of them. Of parts nobody knows.
    std::uint64_t mostOfForm() const
    {
        if (spec_.body.kind != request::BodyKind::Form)
            return UINT64_MAX;
        std::uint64_t most = 0;
        for (const request::FormField &field : spec_.body.fields)
            most += 3 * (field.name.size() + field.value.size()) + 2;
        return most;
    }

    const QJsonObject entry_, request_;
    request::RequestSpec spec_;
    QStringList losses_, taken_;
    QStringList unknown_; ///< why it must not be sent
    QString error_;
    std::uint64_t letters_ = 0; ///< of the content, as one writer counts its bytes
    bool decoded_ = false, madeOfFields_ = false, queryMade_ = false, lacksContent_ = false, lacksFields_ = false;
};

} // namespace

FileRequest readHarEntry(const QJsonObject &entry)
{
    return HarEntryReader(entry).run();
}

} // namespace formats
