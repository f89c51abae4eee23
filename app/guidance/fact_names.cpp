// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the files of facts for their names alone.
#include "guidance/fact_names.h"

#include "guidance/json_reader.h"

namespace guidance {

const FactNames &FactNames::builtin()
{
    static const FactNames names(QStringLiteral(":/interim/facts"));
    return names;
}

FactNames::FactNames(const QString &folder)
{
    const QString at = folder + QLatin1Char('/');
    readFile(at + QStringLiteral("clients.json"), QStringLiteral("clients"), "clients", "id");
    readFile(at + QStringLiteral("servers.json"), QStringLiteral("servers"), "servers", "id");
    readFile(at + QStringLiteral("servers-measured.json"), QStringLiteral("measured"), "servers", "name");
}

void FactNames::readFile(const QString &path, const QString &kind, const char *list, const char *id)
{
    const QString file = path.section(QLatin1Char('/'), -1);
    const QJsonArray rows = readJsonFile(path, file, errors_).value(QLatin1String(list)).toArray();
    if (rows.isEmpty())
        errors_.append(QStringLiteral("%1: must hold a list \"%2\"").arg(file, QLatin1String(list)));
    for (const QJsonValue &row : rows) {
        const QString key = kind + QLatin1Char('/') + row[QLatin1String(id)].toString();
        const QString name = row[QLatin1String("name")].toString();
        if (names_.contains(key) || key.endsWith(QLatin1Char('/')) || name.isEmpty())
            errors_.append(QStringLiteral("%1: \"%2\" is empty, has no name or stands twice").arg(file, key));
        names_.insert(key, name);
    }
}

} // namespace guidance
