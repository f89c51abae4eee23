// SPDX-License-Identifier: GPL-3.0-or-later
// How values become JSON.
#include "formats/json_text.h"

namespace formats {

QString byteText(std::string_view bytes)
{
    return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString personText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
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

QJsonArray fieldsToJson(const wire::Fields &fields)
{
    QJsonArray out;
    for (const wire::Field &field : fields)
        out.append(QJsonArray{byteText(field.name), byteText(field.value)});
    return out;
}

} // namespace formats
