// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/content/content_text.h"

#include "base/text.h"
#include "base/utf8.h"

#include <QStringConverter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {

namespace {

QByteArrayView view(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

/// A parameter's value without its quotes (RFC 9110 section 5.6.6).
std::string unquoted(std::string_view value)
{
    if (value.size() < 2 || value.front() != '"' || value.back() != '"')
        return std::string(value);
    std::string plain;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
        if (value[i] == '\\' && i + 2 < value.size())
            ++i;
        plain += value[i];
    }
    return plain;
}

/// Without a sequence at its end that was cut off.
std::string_view wholeUtf8(std::string_view bytes)
{
    std::size_t back = 1;
    while (back <= std::min<std::size_t>(3, bytes.size())) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte >= 0xc0) {
            const std::size_t wants = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return wants > back ? bytes.substr(0, bytes.size() - back) : bytes;
        }
        if (byte < 0x80)
            break;
        ++back;
    }
    return bytes;
}

} // namespace

MediaType mediaTypeOf(std::string_view contentType)
{
    const auto end = std::min(contentType.find(';'), contentType.size());
    MediaType type;
    type.type = QString::fromStdString(base::lowered(base::trimmed(contentType.substr(0, end))));
    auto rest = contentType.substr(end);
    while (!rest.empty() && type.charset.isEmpty()) {
        rest.remove_prefix(1);
        bool quoted = false;
        std::size_t stop = 0;
        for (; stop < rest.size() && (quoted || rest[stop] != ';'); ++stop) {
            if (rest[stop] == '\\' && quoted)
                ++stop;
            else if (rest[stop] == '"')
                quoted = !quoted;
        }
        stop = std::min(stop, rest.size());
        const auto parameter = rest.substr(0, stop);
        const auto equals = parameter.find('=');
        if (equals != std::string_view::npos
            && base::equalsIgnoringCase(base::trimmed(parameter.substr(0, equals)), "charset"))
            type.charset = QByteArray::fromStdString(unquoted(base::trimmed(parameter.substr(equals + 1))));
        rest = rest.substr(stop);
    }
    return type;
}

Syntax syntaxOf(const MediaType &type, std::string_view content)
{
    const QString &name = type.type;
    if (name.endsWith("/json"_L1) || name.endsWith("+json"_L1))
        return Syntax::Json;
    if (name == "text/html"_L1 || name == "application/xhtml+xml"_L1)
        return Syntax::Html;
    if (name.endsWith("/xml"_L1) || name.endsWith("+xml"_L1))
        return Syntax::Xml;
    if (!name.isEmpty())
        return Syntax::Plain;
    const auto first = content.find_first_not_of(" \t\r\n");
    const char c = first == std::string_view::npos ? ' ' : content[first];
    return c == '{' || c == '[' ? Syntax::Json : c == '<' ? Syntax::Html : Syntax::Plain;
}

bool looksLikeText(std::string_view content)
{
    const auto sample = content.substr(0, 4096);
    const bool odd = std::any_of(sample.begin(), sample.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b';
    });
    return !odd && view(wholeUtf8(sample)).isValidUtf8();
}

Charset charsetOf(const QByteArray &declared, std::string_view content)
{
    if (const auto mark = QStringConverter::encodingForData(view(content.substr(0, 4))))
        return {QStringConverter::nameForEncoding(*mark), Charset::Source::ByteOrderMark};
    // "System" is no charset of the wire
    const bool odd = declared.isEmpty() || declared.toLower() == "system" || declared.toLower() == "locale";
    if (!odd && QStringDecoder(declared.constData()).isValid())
        return {declared, Charset::Source::Declared};
    if (declared.toLower() == "us-ascii") // a part of UTF-8
        return {"UTF-8", Charset::Source::Declared};
    const bool utf8 = view(wholeUtf8(content)).isValidUtf8();
    return {utf8 ? "UTF-8" : "ISO-8859-1",
            !declared.isEmpty() ? Charset::Source::Unknown
                : utf8          ? Charset::Source::Assumed
                                : Charset::Source::Fallback};
}

QString decodeText(std::string_view bytes, const Charset &charset)
{
    QStringDecoder decoder(charset.name.constData(), QStringConverter::Flag::Stateless);
    return decoder.isValid() ? decoder(view(bytes)) : QString::fromUtf8(view(bytes));
}

std::string utf8Of(std::string_view bytes, const Charset &charset)
{
    constexpr std::size_t piece = 64 << 10;
    QStringDecoder decoder(charset.name.constData());
    QStringEncoder encoder(QStringEncoder::Utf8); // it too knows what a piece ended with
    std::string text;
    for (std::size_t at = 0; at < bytes.size() && decoder.isValid(); at += piece) {
        const QString read = decoder(view(bytes.substr(at, piece)));
        const QByteArray written = encoder(read);
        text.append(written.constData(), static_cast<std::size_t>(written.size()));
    }
    return text;
}

std::vector<std::size_t> pageStarts(std::string_view text, std::size_t most)
{
    most = std::max<std::size_t>(most, 4);
    std::vector<std::size_t> starts{0};
    while (text.size() - starts.back() > most) {
        const std::size_t from = starts.back();
        std::size_t cut = from + most;
        const std::size_t seek = from + most / 4 * 3;
        const auto line = text.substr(seek, cut - seek).rfind('\n');
        if (line != std::string_view::npos) {
            cut = seek + line + 1;
        } else {
            std::size_t back = 0;
            while (back < 3 && (static_cast<unsigned char>(text[cut - back]) & 0xc0U) == 0x80)
                ++back;
            cut -= (static_cast<unsigned char>(text[cut - back]) >= 0xc0) ? back : 0;
        }
        starts.push_back(cut);
    }
    return starts;
}

ShownText shownText(const QString &text, int longest)
{
    ShownText shown;
    shown.text.reserve(text.size() + text.size() / 16);
    int column = 0;
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        column = code == '\n' ? 0 : column + 1;
        if (column > longest && !c.isLowSurrogate()) {
            shown.text += u'\n';
            shown.broken = true;
            column = 1;
        }
        if (code >= 0x20 ? code < 0x7f || (code > 0x9f && !base::isDeceptive(code))
                         : code == '\n' || code == '\t' || code == '\r') {
            shown.text += c;
            continue;
        }
        shown.replaced = true;
        if (code < 0x20)
            shown.text += QChar(char16_t(0x2400 + code));
        else if (code == 0x7f)
            shown.text += QChar(u'\x2421');
        else
            shown.text += u"<U+%1>"_s.arg(QString::number(code, 16).toUpper().rightJustified(4, u'0'));
    }
    return shown;
}

} // namespace formats
