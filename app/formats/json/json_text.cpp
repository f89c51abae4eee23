// SPDX-License-Identifier: GPL-3.0-or-later
// How values become JSON.
#include "formats/json/json_text.h"

#include "base/safe_bytes.h"
#include "base/utf8.h"
#include "wire/event.h"

using namespace Qt::StringLiterals;

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
    return byteText(base::inQuotes(bytes, most));
}

QJsonValue textOrNull(std::string_view text)
{
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(personText(text));
}

QString jsonTypeWord(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return u"null"_s;
    case QJsonValue::Bool: return u"true or false"_s;
    case QJsonValue::Double: return u"a number"_s;
    case QJsonValue::String: return u"a text"_s;
    case QJsonValue::Array: return u"a list"_s;
    case QJsonValue::Object: return u"an object"_s;
    case QJsonValue::Undefined: break;
    }
    return u"missing"_s;
}

QString versionText(int version)
{
    if (version >= 20 && version % 10 == 0)
        return QString::number(version / 10);
    return u"%1.%2"_s.arg(version / 10).arg(version % 10);
}

QString severityText(wire::Severity severity)
{
    switch (severity) {
    case wire::Severity::Error: return u"error"_s;
    case wire::Severity::Warning: return u"warning"_s;
    case wire::Severity::Info: break;
    }
    return u"info"_s;
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
        const base::CodePoint c =
            base::decodeUtf8(std::string_view(json.constData() + i, static_cast<std::size_t>(json.size() - i)));
        if (c.length == 0 || !base::isDeceptive(c.point))
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
