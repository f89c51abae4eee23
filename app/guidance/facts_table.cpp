// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/facts_table.h"

#include "rules/json_reader.h"
#include "words/units.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <vector>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

struct Column {
    const char *key;
    QString title;
};

struct FactWords {
    Q_DECLARE_TR_FUNCTIONS(guidance::FactsTable)
};

std::vector<Column> clientColumns()
{
    return {
        {"name", FactWords::tr("Client")},
        {"sends_expect_by_default", FactWords::tr("Sends Expect by itself")},
        {"threshold_bytes", FactWords::tr("Threshold (bytes)")},
        {"wait_ms", FactWords::tr("Wait (ms)")},
        {"after_wait", FactWords::tr("After the wait")},
        {"on_417", FactWords::tr("On 417")},
        {"unexpected_1xx", FactWords::tr("Other 1xx")},
        {"how_to_enable", FactWords::tr("How to switch it on")},
        {"how_to_disable", FactWords::tr("How to switch it off")},
        {"http2_behaviour", FactWords::tr("HTTP/2")},
        {"known_bug", FactWords::tr("Known bug")},
        {"wait_note", FactWords::tr("About the wait")},
        {"threshold_compare", FactWords::tr("About the threshold")},
        {"threshold_history", FactWords::tr("History")},
        {"timeout_option", FactWords::tr("Option for the wait")},
        {"other_final", FactWords::tr("Other final status")},
        {"unknown_length", FactWords::tr("Unknown length")},
        {"header_value_on_wire", FactWords::tr("Value on the wire")},
        {"note", FactWords::tr("Note")},
        {"version_checked", FactWords::tr("Version")},
        {"language", FactWords::tr("Language")},
    };
}

std::vector<Column> serverColumns()
{
    return {
        {"name", FactWords::tr("Server")},
        {"on_100_continue", FactWords::tr("On 100-continue")},
        {"on_unknown_expectation", FactWords::tr("On another value")},
        {"on_http10", FactWords::tr("On HTTP/1.0")},
        {"can_emit_417", FactWords::tr("Its own 417")},
        {"forwards_expect_upstream", FactWords::tr("Passes Expect on")},
        {"closes_after_early_final", FactWords::tr("After an early final status")},
        {"via", FactWords::tr("Via and Server")},
        {"config_directives", FactWords::tr("Settings")},
        {"known_bugs", FactWords::tr("Known bugs")},
        {"obs_fold", FactWords::tr("Folded lines")},
        {"version_checked", FactWords::tr("Version")},
    };
}

/// A cell in words: lists a line each, the pieces of an object side by side.
QString cellOf(const QJsonValue &value)
{
    if (value.isNull()) // a field that is not there is undefined, and not settled
        return FactWords::tr("none, or none known");
    if (value.isBool())
        return value.toBool() ? FactWords::tr("yes") : FactWords::tr("no");
    if (value.isDouble())
        return words::numberText(value.toInteger(), QLocale());
    QStringList parts;
    if (value.isArray()) {
        const auto array = value.toArray();
        for (const auto &one : array)
            parts << cellOf(one);
        return parts.join('\n'_L1);
    }
    if (value.isObject()) {
        const auto object = value.toObject();
        for (const auto &one : object)
            parts << cellOf(one);
        return parts.join(u" · "_s);
    }
    return value.toString();
}

FactRow rowOf(const QJsonObject &object, const std::vector<Column> &columns, const QString &where, QStringList &errors)
{
    FactRow row{object["id"_L1].toString(), {}, object["source"_L1].toString(), object["evidence"_L1].toString()};
    for (const Column &column : columns)
        row.cells << cellOf(object[QLatin1String(column.key)]);
    if (row.id.isEmpty() || row.cells.first().isEmpty() || row.source.isEmpty() || row.evidence.isEmpty())
        errors << where + FactWords::tr(": needs id, name, source and evidence");
    QStringList known{u"id"_s, u"source"_s, u"evidence"_s};
    for (const Column &column : columns)
        known << QLatin1String(column.key);
    const QStringList keys = object.keys();
    for (const QString &key : keys)
        if (!known.contains(key))
            errors << where + FactWords::tr(": no column shows %1").arg(key);
    return row;
}

FactsTable read(const QString &name, const std::vector<Column> &columns)
{
    FactsTable table;
    const auto file = rules::readJsonFile(u":/interim/facts/%1.json"_s.arg(name), name, table.errors);
    table.about = file["about"_L1].toString();
    for (const Column &column : columns)
        table.titles << column.title;
    const auto rows = file[name].toArray();
    for (qsizetype i = 0; i < rows.size(); ++i)
        table.rows << rowOf(rows.at(i).toObject(), columns, u"%1[%2]"_s.arg(name).arg(i), table.errors);
    return table;
}

} // namespace

FactsTable clientFacts()
{
    return read(u"clients"_s, clientColumns());
}

FactsTable serverFacts()
{
    return read(u"servers"_s, serverColumns());
}

} // namespace guidance
