// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the files of facts for their names alone.
#include "guidance/fact_names.h"

#include "rules/json_reader.h"

using namespace Qt::StringLiterals;

namespace guidance {

const FactNames &FactNames::builtin()
{
    static const FactNames names(u":/interim/facts"_s);
    return names;
}

FactNames::FactNames(const QString &folder)
{
    const QString at = folder + '/'_L1;
    readFile(at + u"clients.json"_s, u"clients"_s, "clients", "id");
    readFile(at + u"servers.json"_s, u"servers"_s, "servers", "id");
    readFile(at + u"servers-measured.json"_s, u"measured"_s, "servers", "name");
}

void FactNames::readFile(const QString &path, const QString &kind, const char *list, const char *id)
{
    const QString file = path.section('/'_L1, -1);
    const QJsonArray rows = rules::readJsonFile(path, file, errors_).value(QLatin1String(list)).toArray();
    if (rows.isEmpty())
        errors_.append(u"%1: must hold a list \"%2\""_s.arg(file, QLatin1String(list)));
    for (const QJsonValue &row : rows) {
        const QString key = kind + '/'_L1 + row[QLatin1String(id)].toString();
        const QString name = row["name"_L1].toString();
        if (names_.contains(key) || key.endsWith('/'_L1) || name.isEmpty())
            errors_.append(u"%1: \"%2\" is empty, has no name or stands twice"_s.arg(file, key));
        names_.insert(key, name);
    }
}

} // namespace guidance
