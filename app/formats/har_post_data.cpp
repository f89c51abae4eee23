// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har_post_data.h"

#include "formats/json_text.h"
#include "formats/request_file.h"
#include "wire/text.h"
#include "wire/typed_head.h"

#include <QJsonArray>
#include <QStringConverter>

#include <algorithm>

namespace formats {
namespace {

constexpr qsizetype mostParams = 10'000;

std::string latin1(const QString &text)
{
    return text.toLatin1().toStdString();
}

bool isBytes(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() <= 0xff; });
}

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

/// The charset that a media type names, in small letters; "" for none.
std::string charsetOf(std::string_view type)
{
    const std::string low = wire::lowered(type);
    const auto at = low.find("charset=");
    if (at == low.npos)
        return {};
    std::string_view rest = std::string_view(low).substr(at + 8);
    if (rest.starts_with('"'))
        return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(wire::trimmed(rest.substr(0, rest.find(';'))));
}

bool startsAs(std::string_view bytes, std::string_view coding)
{
    const auto at = [&bytes](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u; };
    if (coding == "gzip" || coding == "x-gzip")
        return at(0) == 0x1f && at(1) == 0x8b;
    if (coding == "deflate") // RFC 1950 section 2.2
        return (at(0) & 0x0f) == 8 && (at(0) * 256 + at(1)) % 31 == 0;
    if (coding == "zstd") // RFC 8878 section 3.1.1
        return bytes.starts_with("\x28\xb5\x2f\xfd");
    // Brotli has no sign: what is text is not coded.
    return std::ranges::any_of(bytes, [](char c) { return wire::isControl(c) && c != '\n' && c != '\r'; })
        || !QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

class PostDataReader {
public:
    PostDataReader(const QJsonObject &request, const wire::RequestSpec &head)
        : request_(request)
        , head_(head)
        , type_(wire::typedValue(head, "Content-Type"))
    {
        if (const auto length = wire::decimal(wire::typedValue(head, "Content-Length")))
            declared_ = *length;
        else if (const double size = request[QLatin1String("bodySize")].toDouble(-1); size > 0)
            declared_ = static_cast<std::uint64_t>(std::min(size, 9e18));
    }

    HarPostData read()
    {
        const QJsonValue given = request_[QLatin1String("postData")];
        if (given.isUndefined() || given.isNull())
            return std::move(out_);
        if (!given.isObject()) {
            lose(QStringLiteral("request.postData is %1, not an object").arg(jsonTypeWord(given)));
            return std::move(out_);
        }
        const QJsonObject data = given.toObject();
        const QString media = data[QLatin1String("mimeType")].toString();
        const auto isControl = [](QChar c) { return wire::isControl(static_cast<char>(c.unicode())); };
        const bool safe = isBytes(media) && std::ranges::none_of(media, isControl);
        media_ = safe ? latin1(media) : std::string();
        out_.body.kind = wire::BodyKind::Text;
        content(data);
        if (out_.body.kind == wire::BodyKind::Text) {
            if (!wire::typedLine(head_, "Content-Type"))
                out_.body.mediaType = media_;
            coding();
        }
        return std::move(out_);
    }

private:
    void lose(const QString &line) { remark(out_.losses, line); }

    void content(const QJsonObject &data)
    {
        const QJsonValue text = data[QLatin1String("text")];
        const QJsonObject extra = data[QLatin1String("_interim")].toObject();
        const QJsonValue encoding = extra.isEmpty() ? data[QLatin1String("encoding")] : extra[QLatin1String("encoding")];
        const QJsonArray params = data[QLatin1String("params")].toArray();
        if (encoding.toString() == QLatin1String("base64")) {
            coded((extra.isEmpty() ? text : extra[QLatin1String("text")]).toString().toLatin1());
        } else if (QString all = text.toString(); !all.isEmpty()) {
            if (const QString word = encoding.toString(); !word.isEmpty())
                lose(QStringLiteral("postData.encoding %1: only base64 is known; the text is taken as it stands")
                         .arg(quotedText(word.toStdString())));
            letters(all);
        } else if (!params.isEmpty()) {
            fields(params);
        } else {
            out_.body.kind = wire::BodyKind::None;
        }
    }

    void coded(const QByteArray &base64)
    {
        auto read = QByteArray::fromBase64Encoding(base64, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
        if (!read)
            lose(QStringLiteral("the content: its base64 is broken, and what can be read of it goes out"));
        out_.body.text = (read ? *read : QByteArray::fromBase64(base64)).toStdString();
    }

    // Which bytes the letters were: the length tells, else the charset, else they are UTF-8.
    void letters(const QString &text)
    {
        std::string &bytes = out_.body.text;
        bytes = text.toStdString();
        if (isAscii(text))
            return;
        const std::string charset = charsetOf(type_.empty() ? media_ : type_);
        const bool single = charset == "iso-8859-1" || charset == "latin1" || charset == "us-ascii";
        if (bytes.size() == declared_) {
            if (!charset.empty() && charset != "utf-8" && charset != "utf8")
                remark(out_.taken, QStringLiteral("the content is UTF-8 by its length, whatever its charset %1 says")
                                       .arg(quotedText(charset)));
        } else if (isBytes(text) && (single || static_cast<std::uint64_t>(text.size()) == declared_)) {
            bytes = latin1(text);
            remark(out_.taken, QStringLiteral("each letter of the content is one byte: %1 says so")
                                   .arg(single ? QStringLiteral("its charset") : QStringLiteral("its length")));
        } else if (charset == "utf-16le" || charset == "utf-16be" || charset == "utf-16") {
            QStringEncoder encoder(charset == "utf-16be" ? QStringConverter::Utf16BE : QStringConverter::Utf16LE);
            const QByteArray encoded = encoder.encode(text);
            bytes = encoded.toStdString();
            remark(out_.taken, QStringLiteral("the content was encoded as %1, which its charset says")
                                   .arg(quotedText(charset)));
        } else if (!charset.empty() && charset != "utf-8" && charset != "utf8") {
            lose(QStringLiteral("the charset %1 of the content: it goes out in UTF-8").arg(quotedText(charset)));
        }
        if (text.contains(QChar::ReplacementCharacter) && bytes.size() != declared_)
            lose(QStringLiteral("the content: %1 of its letters are U+FFFD, which stands for bytes that the archive does "
                                "not hold; it cannot be rebuilt").arg(text.count(QChar::ReplacementCharacter)));
    }

    void fields(const QJsonArray &list)
    {
        wire::BodySpec &body = out_.body;
        const bool multipart = wire::lowered(media_).starts_with("multipart/");
        body.kind = multipart ? wire::BodyKind::Multipart : wire::BodyKind::Form;
        for (const QJsonValue &param : list) {
            if (body.fields.size() >= static_cast<std::size_t>(mostParams)) {
                lose(QStringLiteral("the form's fields beyond the first %1").arg(mostParams));
                break;
            }
            wire::FormField one;
            one.name = param[QLatin1String("name")].toString().toStdString();
            one.value = param[QLatin1String("value")].toString().toStdString();
            if (multipart)
                one.mediaType = param[QLatin1String("contentType")].toString().toStdString();
            if (const QString file = param[QLatin1String("fileName")].toString(); !file.isEmpty())
                lose(QStringLiteral("the file %1 of the form: an archive tells its name, not its bytes")
                         .arg(quotedText(file.toStdString())));
            if (std::ranges::any_of(one.mediaType, [](char c) { return wire::isControl(c); }))
                one.mediaType.clear();
            body.fields.push_back(std::move(one));
        }
        out_.ownsType = multipart; // with the boundary of the parts that are made here
        remark(out_.taken, QStringLiteral("the content was made of the form's fields: its bytes are not in the archive"));
    }

    /// Archives hold content with its codings undone (HAR 1.2), but not all writers do so.
    void coding()
    {
        const std::string value = wire::typedValue(head_, "Content-Encoding");
        const std::string low = wire::lowered(value);
        const auto codings = wire::listMembers(low);
        if (codings.empty() || codings.back() == "identity" || startsAs(out_.body.text, codings.back()))
            return;
        out_.decoded = true;
        lose(QStringLiteral("Content-Encoding: %1: the archive holds the content decoded; its %2 bytes go out without that field")
                 .arg(byteText(wire::lowered(value.substr(0, 60)))).arg(out_.body.text.size()));
    }

    const QJsonObject &request_;
    const wire::RequestSpec &head_;
    const std::string type_;
    std::string media_; ///< postData.mimeType
    std::optional<std::uint64_t> declared_;
    HarPostData out_;
};

} // namespace

HarPostData readPostData(const QJsonObject &request, const wire::RequestSpec &head)
{
    return PostDataReader(request, head).read();
}

} // namespace formats
