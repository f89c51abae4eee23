// SPDX-License-Identifier: GPL-3.0-or-later
// How values become JSON.
#include "formats/json_text.h"

#include "wire/event.h"

namespace formats {

QString byteText(std::string_view bytes)
{
    return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString personText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString quotedText(std::string_view bytes, std::size_t most)
{
    return byteText(wire::inQuotes(bytes, most));
}

QJsonValue textOrNull(std::string_view text)
{
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(personText(text));
}

QString versionText(int version)
{
    if (version >= 20 && version % 10 == 0)
        return QString::number(version / 10);
    return QStringLiteral("%1.%2").arg(version / 10).arg(version % 10);
}

QString severityText(wire::Severity severity)
{
    switch (severity) {
    case wire::Severity::Error: return QStringLiteral("error");
    case wire::Severity::Warning: return QStringLiteral("warning");
    case wire::Severity::Info: break;
    }
    return QStringLiteral("info");
}

namespace {

/// In the Basic Multilingual Plane: what QJsonDocument leaves as it is and a terminal may obey.
bool isObeyed(char16_t c)
{
    return (c >= 0x7f && c <= 0x9f) || c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/// The code point of a UTF-8 sequence of two or three bytes at `i`, 0 for others.
char16_t codePointAt(const QByteArray &text, qsizetype i, qsizetype &length)
{
    const auto byte = [&](qsizetype at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
    const unsigned first = byte(i);
    length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : 3;
    if (first < 0x80)
        return static_cast<char16_t>(first);
    if (length == 2)
        return static_cast<char16_t>((first & 0x1f) << 6 | (byte(i + 1) & 0x3f));
    return first < 0xf0 ? static_cast<char16_t>((first & 0x0f) << 12 | (byte(i + 1) & 0x3f) << 6 | (byte(i + 2) & 0x3f)) : 0;
}

} // namespace

QByteArray shownJson(const QByteArray &json)
{
    QByteArray out;
    qsizetype copied = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto lead = static_cast<unsigned char>(json[i]);
        if (lead != 0x7f && lead < 0xc0)
            continue;
        qsizetype length = 1;
        const char16_t c = codePointAt(json, i, length);
        if (!isObeyed(c))
            continue;
        out += json.sliced(copied, i - copied) + "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
        copied = i + length;
        i = copied - 1;
    }
    return copied == 0 ? json : out + json.sliced(copied);
}

QJsonArray fieldsToJson(const wire::Fields &fields)
{
    QJsonArray out;
    for (const wire::Field &field : fields)
        out.append(QJsonArray{byteText(field.name), byteText(field.value)});
    return out;
}

QByteArray shownJson(const QJsonObject &object, QJsonDocument::JsonFormat format)
{
    return shownJson(QJsonDocument(object).toJson(format));
}

} // namespace formats
