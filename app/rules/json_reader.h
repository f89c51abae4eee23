// SPDX-License-Identifier: GPL-3.0-or-later
// Strict reading of a JSON object: a missing, an unknown and a wrongly typed key are errors with their place.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVector>

using namespace Qt::StringLiterals;

namespace rules {

/// Its keys are literals: only their addresses are kept.
class JsonReader {
public:
    /// `where` stands before each error: "codes.json: codes[3]".
    JsonReader(const QJsonValue &value, QString where, QStringList &errors);
    /// Keys that were never asked for are errors.
    ~JsonReader();
    JsonReader(const JsonReader &) = delete;
    JsonReader &operator=(const JsonReader &) = delete;

    /// Required, and not empty.
    QString text(const char *key);
    QString optionalText(const char *key);
    int number(const char *key);
    /// One of `allowed`.
    QString oneOf(const char *key, const QStringList &allowed);
    QStringList texts(const char *key);
    QStringList optionalTexts(const char *key);
    QJsonArray array(const char *key);
    bool has(const char *key) const { return object_.contains(QLatin1String(key)); }
    QJsonValue optional(const char *key);

    void error(const QString &what);
    const QString &where() const { return where_; }
    QString at(const char *key) const { return where_ + '.'_L1 + QLatin1String(key); }
    QString at(const char *key, int index) const;

private:
    QJsonValue take(const char *key);
    QStringList strings(const char *key, const QJsonValue &value);

    QJsonObject object_;
    QString where_;
    QStringList &errors_;
    QVector<QLatin1String> taken_; ///< those of them that are there
};

/// Reads one file's object; a file that cannot be read or parsed is an error with its line.
QJsonObject readJsonFile(const QString &path, const QString &name, QStringList &errors);

} // namespace rules
