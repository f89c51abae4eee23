// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reading of JSON objects, with the place of each error.
#include "guidance/json_reader.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace guidance {

JsonReader::JsonReader(const QJsonValue &value, QString where, QStringList &errors)
    : object_(value.toObject()), where_(std::move(where)), errors_(errors)
{
    if (!value.isObject())
        error(QStringLiteral("must be an object"));
}

JsonReader::~JsonReader()
{
    if (taken_.size() == object_.size())
        return;
    const QStringList keys = object_.keys();
    for (const QString &key : keys) {
        if (std::none_of(taken_.begin(), taken_.end(), [&key](QLatin1String taken) { return key == taken; }))
            errors_.append(where_ + QLatin1Char('.') + key + QStringLiteral(": no such key is known here"));
    }
}

void JsonReader::error(const QString &what)
{
    errors_.append(where_ + QStringLiteral(": ") + what);
}

QString JsonReader::at(const char *key, int index) const
{
    return at(key) + QStringLiteral("[%1]").arg(index);
}

QJsonValue JsonReader::take(const char *key)
{
    const QLatin1String name(key);
    const QJsonValue value = object_.value(name);
    if (!value.isUndefined() && !taken_.contains(name))
        taken_.append(name);
    return value;
}

QString JsonReader::text(const char *key)
{
    const QJsonValue value = take(key);
    const QString out = value.toString();
    if (out.isEmpty())
        errors_.append(at(key) + QStringLiteral(": must be a text"));
    return out;
}

QString JsonReader::optionalText(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isString())
        errors_.append(at(key) + QStringLiteral(": must be a text"));
    return value.toString();
}

int JsonReader::number(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isDouble())
        errors_.append(at(key) + QStringLiteral(": must be a number"));
    return value.toInt();
}

QString JsonReader::oneOf(const char *key, const QStringList &allowed)
{
    const QString value = text(key);
    if (!allowed.contains(value))
        errors_.append(at(key) + QStringLiteral(": must be one of ") + allowed.join(QStringLiteral(", ")));
    return value;
}

QStringList JsonReader::strings(const char *key, const QJsonValue &value)
{
    QStringList out;
    const QJsonArray members = value.toArray();
    for (const QJsonValue &member : members)
        out.append(member.toString());
    if (!value.isArray() || out.contains(QString()))
        errors_.append(at(key) + QStringLiteral(": must be a list of texts"));
    return out;
}

QStringList JsonReader::texts(const char *key)
{
    const QStringList out = strings(key, take(key));
    if (out.isEmpty())
        errors_.append(at(key) + QStringLiteral(": must not be empty"));
    return out;
}

QStringList JsonReader::optionalTexts(const char *key)
{
    const QJsonValue value = take(key);
    return value.isUndefined() ? QStringList() : strings(key, value);
}

QJsonArray JsonReader::array(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isArray() || value.toArray().isEmpty())
        errors_.append(at(key) + QStringLiteral(": must be a list"));
    return value.toArray();
}

QJsonValue JsonReader::optional(const char *key)
{
    return take(key);
}

QJsonObject readJsonFile(const QString &path, const QString &name, QStringList &errors)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        errors.append(name + QStringLiteral(": cannot be read: ") + file.errorString());
        return {};
    }
    const QByteArray bytes = file.readAll();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto line = bytes.left(problem.offset).count('\n') + 1;
        errors.append(QStringLiteral("%1:%2: %3").arg(name).arg(line).arg(problem.errorString()));
    } else if (!document.isObject()) {
        errors.append(name + QStringLiteral(": must be an object"));
    }
    return document.object();
}

} // namespace guidance
