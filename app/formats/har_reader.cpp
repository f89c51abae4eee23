// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har_reader.h"

#include "formats/exact_head.h"
#include "formats/json_text.h"
#include "formats/report_text.h"
#include "formats/setting_words.h"
#include "wire/event.h"
#include "wire/text.h"
#include "wire/typed_head.h"
#include "wire/url.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <optional>

namespace formats {
namespace {

constexpr std::size_t mostHarFields = 10'000;

/// Field texts of archives are bytes, one code point each; what is beyond them is UTF-8.
std::string fieldBytes(const QString &text)
{
    const bool bytes = std::ranges::all_of(text, [](QChar c) { return c.unicode() <= 0xff; });
    return bytes ? text.toLatin1().toStdString() : text.toStdString();
}

QString typeWord(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("true or false");
    case QJsonValue::Double: return QStringLiteral("a number");
    case QJsonValue::String: return QStringLiteral("a text");
    case QJsonValue::Array: return QStringLiteral("a list");
    case QJsonValue::Object: return QStringLiteral("an object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("missing");
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
        out.spec = plainRequest(spec_, ours ? ExpectFrom::Settings : ExpectFrom::Fields);
        out.name = oneLine(entry_[QLatin1String("comment")].toString().simplified().left(100));
        out.losses = losses_;
        out.taken = taken_;
        return out;
    }

private:
    bool says(const QString &line)
    {
        error_ = line;
        return false;
    }
    void lose(const QString &line) { remark(losses_, line); }

    /// A text that must be there; the error otherwise.
    std::optional<QString> text(const char *name)
    {
        const QJsonValue value = request_[QLatin1String(name)];
        if (value.isString())
            return value.toString();
        says(QStringLiteral("request.%1 is %2, not a text").arg(QLatin1String(name), typeWord(value)));
        return std::nullopt;
    }

    bool startLine()
    {
        if (!entry_[QLatin1String("request")].isObject())
            return says(QStringLiteral("request is %1, not an object").arg(typeWord(entry_[QLatin1String("request")])));
        const auto method = text("method"), url = method ? text("url") : std::nullopt;
        if (!method || !url)
            return false;
        spec_.method = fieldBytes(*method);
        if (!wire::isToken(spec_.method))
            return says(QStringLiteral("request.method %1 is no method").arg(quotedText(spec_.method)));
        spec_.url = url->toStdString();
        const auto parsed = wire::parseUrl(spec_.url);
        if (const auto *wrong = std::get_if<wire::UrlError>(&parsed))
            return says(QStringLiteral("request.url %1: %2").arg(quotedText(spec_.url), personText(wrong->text)));
        spec_.url.resize(std::min(spec_.url.find('#'), spec_.url.size()));
        return true;
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
        if (!list.isArray())
            lose(QStringLiteral("request.headers is %1, not a list").arg(typeWord(list)));
        const QJsonArray headers = list.toArray();
        for (const QJsonValue &header : headers) {
            const QJsonValue name = header[QLatin1String("name")], value = header[QLatin1String("value")];
            if (spec_.headers.size() >= mostHarFields)
                lose(QStringLiteral("fields beyond the first %1").arg(mostHarFields));
            else if (!name.isString() || !value.isString())
                lose(QStringLiteral("a field whose name is %1 and whose value is %2").arg(typeWord(name), typeWord(value)));
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
        if (name.empty() || breaks(name) || name.find(':') != name.npos)
            lose(QStringLiteral("a field of the name %1").arg(quotedText(name)));
        else if (breaks(value))
            lose(QStringLiteral("the field %1: its value holds a line end or NUL").arg(quotedText(name)));
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
            const std::string name = fieldBytes(cookie[QLatin1String("name")].toString());
            const std::string value = fieldBytes(cookie[QLatin1String("value")].toString());
            if (!name.empty())
                all += (all.empty() ? "" : "; ") + name + '=' + value;
        }
        const std::size_t before = spec_.headers.size();
        field("Cookie", all);
        if (spec_.headers.size() > before)
            remark(taken_, QStringLiteral("the archive has cookies, but no Cookie field: it was made of them"));
    }

    void content()
    {
        const QJsonValue given = request_[QLatin1String("postData")];
        if (given.isUndefined() || given.isNull())
            return;
        if (!given.isObject()) {
            lose(QStringLiteral("request.postData is %1, not an object").arg(typeWord(given)));
            return;
        }
        const QJsonObject data = given.toObject();
        const QJsonValue text = data[QLatin1String("text")];
        const QJsonObject extra = data[QLatin1String("_interim")].toObject();
        wire::BodySpec &body = spec_.body;
        body.kind = wire::BodyKind::Text;
        const QString encoding = extra.isEmpty() ? data[QLatin1String("encoding")].toString()
                                                 : extra[QLatin1String("encoding")].toString();
        if (encoding == QLatin1String("base64")) {
            const QString coded = extra.isEmpty() ? text.toString() : extra[QLatin1String("text")].toString();
            body.text = QByteArray::fromBase64(coded.toLatin1()).toStdString();
        } else if (text.isString() && !text.toString().isEmpty()) {
            body.text = text.toString().toStdString();
        } else if (!data[QLatin1String("params")].toArray().isEmpty()) {
            params(data[QLatin1String("params")].toArray(), data[QLatin1String("mimeType")].toString());
        } else {
            body.kind = wire::BodyKind::None;
        }
        const std::string type = fieldBytes(data[QLatin1String("mimeType")].toString());
        const bool safe = std::ranges::none_of(type, [](char c) { return wire::isControl(c); });
        if (body.kind == wire::BodyKind::Text && !wire::typedLine(spec_, "Content-Type") && safe)
            body.mediaType = type;
    }

    void params(const QJsonArray &list, const QString &type)
    {
        wire::BodySpec &body = spec_.body;
        const bool multipart = type.startsWith(QLatin1String("multipart/"), Qt::CaseInsensitive);
        body.kind = multipart ? wire::BodyKind::Multipart : wire::BodyKind::Form;
        for (const QJsonValue &param : list) {
            wire::FormField one;
            one.name = param[QLatin1String("name")].toString().toStdString();
            one.value = param[QLatin1String("value")].toString().toStdString();
            if (multipart)
                one.mediaType = fieldBytes(param[QLatin1String("contentType")].toString());
            if (const QString file = param[QLatin1String("fileName")].toString(); !file.isEmpty())
                lose(QStringLiteral("the file %1 of the form: an archive tells its name, not its bytes").arg(quotedText(file.toStdString())));
            if (std::ranges::any_of(one.mediaType, [](char c) { return wire::isControl(c); }))
                one.mediaType.clear();
            body.fields.push_back(std::move(one));
        }
        if (multipart) // the boundary of the parts that are made here
            wire::eraseTyped(spec_, "Content-Type");
        remark(taken_, QStringLiteral("the content was made of the form's fields: its bytes are not in the archive"));
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
                lose(QStringLiteral("the setting %1 %2").arg(quotedText(name), quotedText(value)));
            else if (!isOfFields({name, value}))
                read.append(byteText(wire::escaped(value.empty() ? name : name + ' ' + value)).left(100));
        }
        if (!read.isEmpty())
            remark(taken_, QStringLiteral("the settings that Interim left in it: %1").arg(read.join(QStringLiteral(", "))));
        return given.isObject();
    }

    // A length that is not that of the content at hand would be a lie.
    void framing()
    {
        const wire::HeaderLine *length = wire::typedLine(spec_, "Content-Length");
        const auto declared = length ? wire::decimal(length->value) : std::nullopt;
        const std::uint64_t there = spec_.body.length();
        const auto size = static_cast<std::uint64_t>(std::clamp(request_[QLatin1String("bodySize")].toDouble(-1), 0.0, 9e18));
        const std::uint64_t said = declared.value_or(length ? there + 1 : size);
        if (length && said != there)
            wire::eraseTyped(spec_, "Content-Length");
        if (said > there && (length || there == 0))
            lose(QStringLiteral("the content: the archive holds %1 of its %2 bytes").arg(there).arg(said));
    }

    const QJsonObject entry_, request_;
    wire::RequestSpec spec_;
    QStringList losses_, taken_;
    QString error_;
};

/// "line 3, byte 7" of an offset.
QString placeOf(std::string_view bytes, std::size_t offset)
{
    const auto before = bytes.substr(0, offset);
    const auto lines = std::ranges::count(before, '\n');
    const auto last = before.rfind('\n');
    const std::size_t column = last == before.npos ? before.size() + 1 : before.size() - last;
    return QStringLiteral("line %1, byte %2").arg(lines + 1).arg(column);
}

RequestFile failed(const QString &line)
{
    RequestFile out;
    out.error = line;
    return out;
}

} // namespace

RequestFile readHar(std::string_view bytes)
{
    if (bytes.size() > mostHarBytes)
        return failed(QStringLiteral("the archive is longer than %1 MiB, the most that is read: export fewer entries").arg(mostHarBytes >> 20));
    if (bytes.starts_with("\xef\xbb\xbf"))
        bytes.remove_prefix(3);
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())), &fault);
    if (fault.error != QJsonParseError::NoError)
        return failed(QStringLiteral("no JSON at %1: %2")
                          .arg(placeOf(bytes, static_cast<std::size_t>(std::max(fault.offset, 0))), fault.errorString()));
    const QJsonValue log = document[QLatin1String("log")], entries = log[QLatin1String("entries")];
    if (!log.isObject() || !entries.isArray())
        return failed(QStringLiteral("no HTTP Archive: %1").arg(log.isObject()
            ? QStringLiteral("log.entries is %1, not a list").arg(typeWord(entries))
            : QStringLiteral("log is %1, not an object").arg(typeWord(log))));
    RequestFile out;
    const QJsonArray list = entries.toArray();
    for (const QJsonValue &entry : list) {
        if (out.requests.size() >= mostFileRequests) {
            out.taken.append(QStringLiteral("of %1 entries the first %2 are read").arg(list.size()).arg(mostFileRequests));
            break;
        }
        FileRequest one = HarEntryReader(entry.toObject()).run();
        if (!one.error.isEmpty())
            one.error.prepend(QStringLiteral("entry %1: ").arg(out.requests.size() + 1));
        out.requests.push_back(std::move(one));
    }
    if (list.isEmpty())
        return failed(QStringLiteral("the archive holds no entry"));
    out.taken.append(QStringLiteral("an archive is no record of the wire: its requests are taken, its responses are not"));
    return out;
}

} // namespace formats
