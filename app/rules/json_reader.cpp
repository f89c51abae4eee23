// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reading of JSON objects, with the place of each error.
#include "rules/json_reader.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {

JsonReader::JsonReader(const QJsonValue &value, QString where, QStringList &errors)
    : object_(value.toObject())
    , where_(std::move(where))
    , errors_(errors)
{
    if (!value.isObject())
        error(u"must be an object"_s);
}

JsonReader::~JsonReader()
{
    if (taken_.size() == object_.size())
        return;
    const QStringList keys = object_.keys();
    for (const QString &key : keys) {
        if (std::none_of(taken_.begin(), taken_.end(), [&key](QLatin1String taken) { return key == taken; }))
            errors_.append(where_ + '.'_L1 + key + u": no such key is known here"_s);
    }
}

void JsonReader::error(const QString &what)
{
    errors_.append(where_ + u": "_s + what);
}

QString JsonReader::at(const char *key, int index) const
{
    return at(key) + u"[%1]"_s.arg(index);
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
        errors_.append(at(key) + u": must be a text"_s);
    return out;
}

QString JsonReader::optionalText(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isString())
        errors_.append(at(key) + u": must be a text"_s);
    return value.toString();
}

int JsonReader::number(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isDouble())
        errors_.append(at(key) + u": must be a number"_s);
    return value.toInt();
}

QString JsonReader::oneOf(const char *key, const QStringList &allowed)
{
    const QString value = text(key);
    if (!allowed.contains(value))
        errors_.append(at(key) + u": must be one of "_s + allowed.join(u", "_s));
    return value;
}

QStringList JsonReader::strings(const char *key, const QJsonValue &value)
{
    QStringList out;
    const QJsonArray members = value.toArray();
    for (const QJsonValue &member : members)
        out.append(member.toString());
    if (!value.isArray() || out.contains(QString()))
        errors_.append(at(key) + u": must be a list of texts"_s);
    return out;
}

QStringList JsonReader::texts(const char *key)
{
    const QStringList out = strings(key, take(key));
    if (out.isEmpty())
        errors_.append(at(key) + u": must not be empty"_s);
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
        errors_.append(at(key) + u": must be a list"_s);
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
        errors.append(name + u": cannot be read: "_s + file.errorString());
        return {};
    }
    const QByteArray bytes = file.readAll();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto line = bytes.left(problem.offset).count('\n') + 1;
        errors.append(u"%1:%2: %3"_s.arg(name).arg(line).arg(problem.errorString()));
    } else if (!document.isObject()) {
        errors.append(name + u": must be an object"_s);
    }
    return document.object();
}

} // namespace rules
