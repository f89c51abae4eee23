// SPDX-License-Identifier: GPL-3.0-or-later
// How values become JSON.
#include "formats/json/json_text.h"

#include "wire/event.h"
#include "wire/utf8.h"

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

QString jsonTypeWord(const QJsonValue &value)
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

/// As JSON writes a character that QJsonDocument would leave as it is.
QByteArray escapedPoint(char32_t point)
{
    QByteArray out;
    const auto units = QChar::fromUcs4(point); // QString::fromUcs4 would take U+FEFF for a byte order mark
    for (const char16_t unit : units)
        out += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
    return out;
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
        const wire::CodePoint c = wire::decodeUtf8(std::string_view(json.constData() + i, static_cast<std::size_t>(json.size() - i)));
        if (c.length == 0 || !wire::isDeceptive(c.point))
            continue;
        out += json.sliced(copied, i - copied) + escapedPoint(c.point);
        copied = i + static_cast<qsizetype>(c.length);
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
