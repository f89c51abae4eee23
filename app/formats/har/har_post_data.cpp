// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_post_data.h"

#include "base/text.h"
#include "formats/har/har_query.h"
#include "formats/json/json_text.h"
#include "formats/request_file.h"
#include "request/typed_head.h"
#include "words/units.h"

#include <QJsonArray>
#include <QStringConverter>

#include <algorithm>

using namespace Qt::StringLiterals;

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
    const std::string low = base::lowered(type);
    const auto at = low.find("charset=");
    if (at == low.npos)
        return {};
    std::string_view rest = std::string_view(low).substr(at + 8);
    if (rest.starts_with('"'))
        return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(base::trimmed(rest.substr(0, rest.find(';'))));
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
    return std::ranges::any_of(bytes, [](char c) { return base::isControl(c) && c != '\n' && c != '\r'; })
        || !QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

class PostDataReader {
public:
    PostDataReader(const QJsonObject &request, const request::RequestSpec &head)
        : request_(request)
        , head_(head)
        , type_(request::typedValue(head, "Content-Type"))
    {
        if (const auto length = base::decimal(request::typedValue(head, "Content-Length")))
            declared_ = *length;
        else if (const double size = request["bodySize"_L1].toDouble(-1); size > 0)
            declared_ = static_cast<std::uint64_t>(std::min(size, 9e18));
    }

    HarPostData read()
    {
        const QJsonValue given = request_["postData"_L1];
        if (given.isUndefined() || given.isNull())
            return std::move(out_);
        if (!given.isObject()) {
            refuse(u"request.postData is %1, not an object"_s.arg(jsonTypeWord(given)));
            return std::move(out_);
        }
        const QJsonObject data = given.toObject();
        const QString media = data["mimeType"_L1].toString();
        const auto isControl = [](QChar c) { return base::isControl(static_cast<char>(c.unicode())); };
        const bool safe = isBytes(media) && std::ranges::none_of(media, isControl);
        media_ = safe ? latin1(media) : std::string();
        if (!safe && !request::typedLine(head_, "Content-Type"))
            refuse(u"postData.mimeType holds what no field may hold"_s);
        out_.body.kind = request::BodyKind::Text;
        content(data);
        if (out_.body.kind == request::BodyKind::Text) {
            if (!request::typedLine(head_, "Content-Type"))
                out_.body.mediaType = media_;
            coding();
        }
        return std::move(out_);
    }

private:
    void lose(const QString &line) { remark(out_.losses, line); }
    void refuse(const QString &line) { remark(out_.unknown, line); }

    void content(const QJsonObject &data)
    {
        const QJsonObject extra = data["_interim"_L1].toObject();
        const QJsonObject &from = extra.isEmpty() ? data : extra;
        const QJsonValue text = from["text"_L1], encoding = from["encoding"_L1];
        const QJsonValue params = data["params"_L1];
        for (const auto &[name, value] : {std::pair("text", text), std::pair("encoding", encoding)}) {
            if (!value.isString() && !value.isUndefined() && !value.isNull())
                refuse(u"postData.%1 is %2, not a text"_s.arg(QLatin1String(name), jsonTypeWord(value)));
        }
        const QString all = (encoding.toString() == "base64"_L1 ? text : data["text"_L1]).toString();
        if (encoding.toString() == "base64"_L1) {
            coded(all);
        } else if (!all.isEmpty()) {
            static const QStringList plain{QString(), u"utf-8"_s, u"utf8"_s};
            if (const QString word = encoding.toString(); !plain.contains(word.toLower()))
                refuse(u"postData.encoding %1: only base64 is known"_s.arg(quotedText(word.toStdString())));
            letters(all);
            twice(params.toArray());
        } else if (!params.toArray().isEmpty()) {
            fields(params.toArray());
        } else {
            out_.body.kind = request::BodyKind::None;
        }
    }

    /// Lines and the letters of file names (RFC 4648 section 5) are no fault; what is neither is one.
    void coded(QString base64)
    {
        base64.removeIf([](QChar c) { return c == u' ' || c == u'\r' || c == u'\n' || c == u'\t'; });
        base64.replace(u'-', u'+').replace(u'_', u'/');
        auto read = QByteArray::fromBase64Encoding(
            base64.toLatin1(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
        if (!read)
            refuse(u"the content: its base64 is broken"_s);
        out_.body.text = read ? (*read).toStdString() : std::string();
    }

    // Chrome writes a form as text and as a list. What the length confirms is what went out.
    void twice(const QJsonArray &params)
    {
        const std::string type = base::lowered(type_.empty() ? media_ : type_);
        if (params.isEmpty() || !type.starts_with("application/x-www-form-urlencoded")
            || listsFieldsOf(params, out_.body.text))
            return;
        if (declared_ == out_.body.text.size())
            remark(out_.taken, u"the content is postData.text; postData.params lists other fields"_s);
        else
            refuse(u"postData.text and postData.params are different forms, and no length says which went out"_s);
    }

    /// Bytes that are no UTF-8 stand as lone surrogates in what Python wrote: U+DC80 to U+DCFF.
    bool escapedBytes(const QString &text)
    {
        std::string bytes;
        bytes.reserve(static_cast<std::size_t>(text.size()));
        for (qsizetype at = 0; at < text.size();) {
            const char16_t unit = text[at].unicode();
            const bool pair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
            if (text[at].isSurrogate() && !pair && (unit < 0xdc80 || unit > 0xdcff))
                return false;
            if (text[at].isSurrogate() && !pair)
                bytes += static_cast<char>(unit - 0xdc00);
            else
                bytes += text.mid(at, pair ? 2 : 1).toStdString();
            at += pair ? 2 : 1;
        }
        if (bytes.size() != declared_)
            return false;
        out_.body.text = std::move(bytes);
        return true;
    }

    void surrogates(const QString &text)
    {
        if (escapedBytes(text))
            remark(out_.taken,
                   u"each lone surrogate of the content is one byte, as Python writes it: "
                   "its length says so"_s);
        else
            refuse(u"the content holds half a letter (a lone surrogate), which no bytes stand for"_s);
    }

    void byCharset(const QString &text)
    {
        std::string &bytes = out_.body.text;
        const std::string charset = charsetOf(type_.empty() ? media_ : type_);
        const bool utf8 = charset == "utf-8" || charset == "utf8"; // and not bytes: Firefox counts letters
        const bool single = charset == "iso-8859-1" || charset == "latin1" || charset == "us-ascii";
        if (bytes.size() == declared_) {
            if (!charset.empty() && !utf8)
                remark(out_.taken,
                       u"the content is UTF-8 by its length, whatever its charset %1 says"_s.arg(quotedText(charset)));
        } else if (isBytes(text) && !utf8 && (single || static_cast<std::uint64_t>(text.size()) == declared_)) {
            bytes = latin1(text);
            remark(out_.taken,
                   u"each letter of the content is one byte: %1 says so"_s.arg(single ? u"its charset"_s
                                                                                      : u"its length"_s));
        } else if (charset == "utf-16le" || charset == "utf-16be" || charset == "utf-16") {
            QStringEncoder encoder(charset == "utf-16be" ? QStringConverter::Utf16BE : QStringConverter::Utf16LE);
            const QByteArray encoded = encoder.encode(text);
            bytes = encoded.toStdString();
            remark(out_.taken, u"the content was encoded as %1, which its charset says"_s.arg(quotedText(charset)));
        } else if (!charset.empty() && !utf8) {
            refuse(u"the charset %1 of the content is not known here, and no length says its bytes"_s.arg(
                quotedText(charset)));
        }
    }

    // Which bytes the letters were: the length tells, else the charset, else they are UTF-8.
    void letters(const QString &text)
    {
        std::string &bytes = out_.body.text;
        bytes = text.toStdString();
        out_.letters = static_cast<std::uint64_t>(text.size());
        if (isAscii(text))
            return;
        if (!text.isValidUtf16())
            return surrogates(text);
        byCharset(text);
        if (text.contains(QChar::ReplacementCharacter) && bytes.size() != declared_)
            refuse(u"the content holds U+FFFD, which stands for bytes that the archive does not hold; it cannot "
                   "be rebuilt"_s);
    }

    void fields(const QJsonArray &list)
    {
        request::BodySpec &body = out_.body;
        const bool multipart = base::lowered(media_).starts_with("multipart/");
        body.kind = multipart ? request::BodyKind::Multipart : request::BodyKind::Form;
        for (const QJsonValue &one : list) {
            if (body.fields.size() >= static_cast<std::size_t>(mostParams)) {
                refuse(u"its form has more than %1 fields, the most that are read"_s.arg(mostParams));
                break;
            }
            body.fields.push_back(param(one, multipart));
        }
        out_.ownsType = multipart; // with the boundary of the parts that are made here
        remark(out_.taken, u"the content was made of the form's fields: its bytes are not in the archive"_s);
    }

    request::FormField param(const QJsonValue &given, bool multipart)
    {
        request::FormField one;
        for (const auto &[name, to] :
             {std::pair("name", &one.name), std::pair("value", &one.value), std::pair("contentType", &one.mediaType)}) {
            const QJsonValue value = given[QLatin1String(name)];
            const bool needed = to == &one.name;
            if (!value.isString() && (needed || (!value.isUndefined() && !value.isNull())))
                refuse(u"a field of the form whose %1 is %2"_s.arg(QLatin1String(name), jsonTypeWord(value)));
            else if (!value.toString().isValidUtf16())
                refuse(u"a field of the form holds half a letter (a lone surrogate)"_s);
            *to = value.toString().toStdString();
        }
        if (!multipart)
            one.mediaType.clear(); // it has no place there
        if (const QString file = given["fileName"_L1].toString(); !file.isEmpty())
            refuse(u"the file %1 of the form: an archive tells its name, not its bytes"_s.arg(
                quotedText(file.toStdString())));
        if (std::ranges::any_of(one.mediaType, [](char c) { return base::isControl(c); })) {
            refuse(u"the field %1 of the form: its type holds a control byte"_s.arg(quotedText(one.name)));
            one.mediaType.clear();
        }
        return one;
    }

    /// Archives hold content with its codings undone (HAR 1.2), but not all writers do so.
    void coding()
    {
        const std::string value = request::typedValue(head_, "Content-Encoding");
        const std::string low = base::lowered(value);
        const auto codings = base::listMembers(low);
        if (codings.empty() || codings.back() == "identity" || startsAs(out_.body.text, codings.back()))
            return;
        out_.decoded = true;
        lose(u"Content-Encoding: %1: the archive holds the content decoded; %2 of it go out without that field"_s.arg(
            byteText(base::lowered(value.substr(0, 60))), words::bytesText(out_.body.text.size(), QLocale::c())));
    }

    const QJsonObject &request_;
    const request::RequestSpec &head_;
    const std::string type_;
    std::string media_; ///< postData.mimeType
    std::optional<std::uint64_t> declared_;
    HarPostData out_;
};

} // namespace

HarPostData readPostData(const QJsonObject &request, const request::RequestSpec &head)
{
    return PostDataReader(request, head).read();
}

} // namespace formats
