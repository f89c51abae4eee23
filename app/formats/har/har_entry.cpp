// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_entry.h"

#include "formats/exact_head.h"
#include "formats/har/har_post_data.h"
#include "formats/har/har_query.h"
#include "formats/json/json_text.h"
#include "formats/report/report_text.h"
#include "formats/setting_words.h"
#include "wire/event.h"
#include "wire/text.h"
#include "wire/typed_head.h"
#include "wire/url.h"

#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace formats {
namespace {

constexpr std::size_t mostHarFields = 10'000;
constexpr std::size_t mostHarField = 1 << 20; // bytes of one, and of a URL
constexpr std::string_view unreserved = "-._~"; // RFC 3986 section 2.3, besides letters and digits

/// Field texts of archives are bytes, one code point each; what is beyond them is UTF-8.
std::string fieldBytes(const QString &text)
{
    const bool bytes = std::ranges::all_of(text, [](QChar c) { return c.unicode() <= 0xff; });
    return bytes ? text.toLatin1().toStdString() : text.toStdString();
}

class HarEntryReader {
public:
    explicit HarEntryReader(const QJsonObject &entry)
        : entry_(entry)
        , request_(entry[QLatin1String("request")].toObject())
    { }

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
        framing();
        std::string wrong;
        out.spec = plainRequest(std::move(spec_), ours ? ExpectFrom::Settings : ExpectFrom::Fields, &wrong);
        if (!wrong.empty()) {
            out.spec = {};
            out.error = personText(wrong);
            return out;
        }
        out.name = oneLine(entry_[QLatin1String("comment")].toString().simplified().left(100));
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
        says(value.isString() ? QStringLiteral("request.%1 holds half a letter (a lone surrogate), which no bytes stand for")
                                    .arg(QLatin1String(name))
                              : QStringLiteral("request.%1 is %2, not a text").arg(QLatin1String(name), jsonTypeWord(value)));
        return std::nullopt;
    }

    bool startLine()
    {
        if (!entry_[QLatin1String("request")].isObject())
            return says(QStringLiteral("request is %1, not an object").arg(jsonTypeWord(entry_[QLatin1String("request")])));
        const auto method = text("method"), url = method ? text("url") : std::nullopt;
        if (!method || !url)
            return false;
        spec_.method = fieldBytes(*method);
        if (!wire::isToken(spec_.method))
            return says(QStringLiteral("request.method %1 is no method").arg(quotedText(spec_.method)));
        spec_.url = url->toStdString();
        if (spec_.url.size() > mostHarField)
            return says(QStringLiteral("request.url is longer than %1 KiB").arg(mostHarField >> 10));
        spec_.url.resize(std::min(spec_.url.find('#'), spec_.url.size()));
        query();
        const auto parsed = wire::parseUrl(spec_.url);
        if (const auto *wrong = std::get_if<wire::UrlError>(&parsed))
            return says(QStringLiteral("request.url %1: %2").arg(quotedText(spec_.url), personText(wrong->text)));
        return true;
    }

    // Some writers keep the query apart, decoded.
    void query()
    {
        const QJsonArray list = request_[QLatin1String("queryString")].toArray();
        const auto mark = spec_.url.find('?');
        if (mark != std::string::npos) {
            if (!list.isEmpty() && !listsFieldsOf(list, std::string_view(spec_.url).substr(mark + 1)))
                remark(taken_, QStringLiteral("the query is that of request.url; request.queryString lists other fields"));
            return;
        }
        std::string made;
        for (const QJsonValue &field : list) {
            const auto name = queryText(field, "name"), value = name ? queryText(field, "value") : std::nullopt;
            if (!value)
                return;
            made += (made.empty() ? '?' : '&') + *name + '=' + *value;
            if (made.size() > mostHarField)
                return refuse(QStringLiteral("the query has more than %1 KiB").arg(mostHarField >> 10));
        }
        if (made.empty())
            return;
        spec_.url += made;
        remark(taken_, QStringLiteral("the query %1 was made of request.queryString: request.url has none")
                           .arg(quotedText(made)));
    }

    /// Encoded; a value may be missing.
    std::optional<std::string> queryText(const QJsonValue &field, const char *member)
    {
        const QJsonValue given = field[QLatin1String(member)];
        const bool none = (given.isUndefined() || given.isNull()) && QLatin1String(member) == QLatin1String("value");
        if (none || (given.isString() && given.toString().isValidUtf16()))
            return wire::percentEncoded(given.toString().toStdString(), unreserved);
        refuse(given.isString() ? QStringLiteral("a field of request.queryString holds half a letter (a lone surrogate)")
                                : QStringLiteral("a field of request.queryString whose %1 is %2")
                                      .arg(QLatin1String(member), jsonTypeWord(given)));
        return std::nullopt;
    }

    void version()
    {
        const QString said = request_[QLatin1String("httpVersion")].toString();
        const QString word = said.toLower();
        if (word == QLatin1String("http/1.0"))
            spec_.version = 10;
        const bool later = word.startsWith(u'h') && (word.contains(u'2') || word.contains(u'3'));
        if (later)
            lose(QStringLiteral("%1: only HTTP/1 is spoken yet; the request goes out as HTTP/1.1").arg(quotedText(fieldBytes(said))));
    }

    void fields()
    {
        const QJsonValue list = request_[QLatin1String("headers")];
        if (list.isUndefined())
            lose(QStringLiteral("request.headers is missing: the request goes out with the fields that it needs"));
        else if (!list.isArray())
            refuseField(QStringLiteral("request.headers is %1, not a list").arg(jsonTypeWord(list)));
        for (const QJsonArray headers = list.toArray(); const QJsonValue &header : headers) {
            const QJsonValue name = header[QLatin1String("name")], value = header[QLatin1String("value")];
            if (spec_.headers.size() >= mostHarFields)
                refuseField(QStringLiteral("it has more than %1 fields, the most that are read").arg(mostHarFields));
            else if (!name.isString() || !value.isString())
                refuseField(QStringLiteral("a field whose name is %1 and whose value is %2")
                                .arg(jsonTypeWord(name), jsonTypeWord(value)));
            else if (!name.toString().isValidUtf16() || !value.toString().isValidUtf16())
                refuseField(QStringLiteral("the field %1 holds half a letter (a lone surrogate), which no bytes stand for")
                                .arg(quotedText(fieldBytes(name.toString()))));
            else
                field(fieldBytes(name.toString()), fieldBytes(value.toString()));
        }
        for (const char *own : {"User-Agent", "Accept"}) {
            if (!wire::typedLine(spec_, own))
                spec_.removed.emplace_back(own);
        }
    }

    void field(const std::string &name, const std::string &value)
    {
        const auto breaks = [](std::string_view part) {
            return std::ranges::any_of(part, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
        };
        if (name.starts_with(':')) // HTTP/2 pseudo-header fields (RFC 9113 section 8.3)
            return;
        if (name.size() > mostHarField || value.size() > mostHarField)
            refuseField(QStringLiteral("the field %1: it is longer than %2 KiB").arg(quotedText(name)).arg(mostHarField >> 10));
        else if (name.empty() || breaks(name) || name.find(':') != name.npos)
            refuseField(QStringLiteral("a field of the name %1").arg(quotedText(name)));
        else if (breaks(value))
            refuseField(QStringLiteral("the field %1: its value holds a line end or NUL").arg(quotedText(name)));
        else
            spec_.headers.push_back({name, value, value.empty() ? ":" : ": "});
    }

    // Some writers keep the cookies, but not their field.
    void cookies()
    {
        const QJsonArray list = request_[QLatin1String("cookies")].toArray();
        if (wire::typedLine(spec_, "Cookie") || list.isEmpty())
            return;
        std::string all;
        for (const QJsonValue &cookie : list) {
            const QString name = cookie[QLatin1String("name")].toString(), value = cookie[QLatin1String("value")].toString();
            if (name.isEmpty() || !cookie[QLatin1String("value")].isString() || !(name + value).isValidUtf16())
                refuseField(QStringLiteral("a cookie without a name or value, and no Cookie field beside it"));
            else
                all += (all.empty() ? "" : "; ") + fieldBytes(name) + '=' + fieldBytes(value);
        }
        const std::size_t before = spec_.headers.size();
        if (!all.empty())
            field("Cookie", all);
        if (spec_.headers.size() > before)
            remark(taken_, QStringLiteral("the archive has cookies, but no Cookie field: it was made of them"));
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
            wire::eraseTyped(spec_, "Content-Type");
        if (read.decoded)
            wire::eraseTyped(spec_, "Content-Encoding");
        decoded_ = read.decoded;
        letters_ = read.letters;
        madeOfFields_ = spec_.body.kind == wire::BodyKind::Form || spec_.body.kind == wire::BodyKind::Multipart;
    }

    /// Whether Interim wrote the entry.
    bool settings()
    {
        const QJsonValue given = entry_[QLatin1String("_interim")][QLatin1String("settings")];
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
                refuse(QStringLiteral("the setting %1 %2").arg(quotedText(name), quotedText(value)));
            else if (!isOfFields({name, value}))
                read.append(byteText(wire::escaped(value.empty() ? name : name + ' ' + value)).left(100));
        }
        if (!read.isEmpty())
            remark(taken_, QStringLiteral("the settings that Interim left in it: %1").arg(read.join(QStringLiteral(", "))));
        return given.isObject();
    }

    // A length that is not that of the content at hand would be a lie; whichever way it differs is said.
    void framing()
    {
        const wire::HeaderLine *length = wire::typedLine(spec_, "Content-Length");
        const auto declared = length ? wire::decimal(length->value) : std::nullopt;
        const std::uint64_t there = spec_.body.length();
        const double size = request_[QLatin1String("bodySize")].toDouble(-1);
        const auto told = static_cast<std::uint64_t>(std::clamp(size, 0.0, 9e18));
        const QString typed = length ? quotedText(length->value) : QString();
        if (length && declared != there)
            wire::eraseTyped(spec_, "Content-Length");
        if (decoded_ || (madeOfFields_ && declared.value_or(told) <= mostOfForm()))
            return; // said already
        if (length && !declared)
            refuseContent(QStringLiteral("Content-Length: %1, which is no number").arg(typed));
        else if (declared ? *declared > there : told > there)
            refuseContent(QStringLiteral("the content: the archive holds %1 of its %2 bytes").arg(there).arg(declared.value_or(told)));
        else if (declared && *declared < there)
            refuseContent(QStringLiteral("Content-Length: %1: the archive holds a content of %2 bytes, which is not what went out then")
                              .arg(*declared).arg(there));
        else if (!declared && size >= 0 && told != there && told != letters_)
            remark(taken_, QStringLiteral("bodySize says %1 bytes, the archive holds %2: they all go out").arg(told).arg(there));
    }

    /// Bytes that its fields can have been: more were not of them. Of parts nobody knows.
    std::uint64_t mostOfForm() const
    {
        if (spec_.body.kind != wire::BodyKind::Form)
            return UINT64_MAX;
        std::uint64_t most = 0;
        for (const wire::FormField &field : spec_.body.fields)
            most += 3 * (field.name.size() + field.value.size()) + 2;
        return most;
    }

    const QJsonObject entry_, request_;
    wire::RequestSpec spec_;
    QStringList losses_, taken_;
    QStringList unknown_; ///< why it must not be sent
    QString error_;
    std::uint64_t letters_ = 0; ///< of the content, as one writer counts its bytes
    bool decoded_ = false, madeOfFields_ = false, lacksContent_ = false, lacksFields_ = false;
};

} // namespace

FileRequest readHarEntry(const QJsonObject &entry)
{
    return HarEntryReader(entry).run();
}

} // namespace formats
