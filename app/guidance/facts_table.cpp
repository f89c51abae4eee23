// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/facts_table.h"

#include "rules/json_reader.h"

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
    const char *title;
};

constexpr const char *context = "guidance::FactsTable";

const std::vector<Column> clientColumns{
    {"name", QT_TRANSLATE_NOOP("guidance::FactsTable", "Client")},
    {"sends_expect_by_default", QT_TRANSLATE_NOOP("guidance::FactsTable", "Sends Expect by itself")},
    {"threshold_bytes", QT_TRANSLATE_NOOP("guidance::FactsTable", "Threshold (bytes)")},
    {"wait_ms", QT_TRANSLATE_NOOP("guidance::FactsTable", "Wait (ms)")},
    {"after_wait", QT_TRANSLATE_NOOP("guidance::FactsTable", "After the wait")},
    {"on_417", QT_TRANSLATE_NOOP("guidance::FactsTable", "On 417")},
    {"unexpected_1xx", QT_TRANSLATE_NOOP("guidance::FactsTable", "Other 1xx")},
    {"how_to_enable", QT_TRANSLATE_NOOP("guidance::FactsTable", "How to switch it on")},
    {"how_to_disable", QT_TRANSLATE_NOOP("guidance::FactsTable", "How to switch it off")},
    {"http2_behaviour", QT_TRANSLATE_NOOP("guidance::FactsTable", "HTTP/2")},
    {"known_bug", QT_TRANSLATE_NOOP("guidance::FactsTable", "Known bug")},
    {"wait_note", QT_TRANSLATE_NOOP("guidance::FactsTable", "About the wait")},
    {"threshold_compare", QT_TRANSLATE_NOOP("guidance::FactsTable", "About the threshold")},
    {"threshold_history", QT_TRANSLATE_NOOP("guidance::FactsTable", "History")},
    {"timeout_option", QT_TRANSLATE_NOOP("guidance::FactsTable", "Option for the wait")},
    {"other_final", QT_TRANSLATE_NOOP("guidance::FactsTable", "Other final status")},
    {"unknown_length", QT_TRANSLATE_NOOP("guidance::FactsTable", "Unknown length")},
    {"header_value_on_wire", QT_TRANSLATE_NOOP("guidance::FactsTable", "Value on the wire")},
    {"note", QT_TRANSLATE_NOOP("guidance::FactsTable", "Note")},
    {"version_checked", QT_TRANSLATE_NOOP("guidance::FactsTable", "Version")},
    {"language", QT_TRANSLATE_NOOP("guidance::FactsTable", "Language")},
};

const std::vector<Column> serverColumns{
    {"name", QT_TRANSLATE_NOOP("guidance::FactsTable", "Server")},
    {"on_100_continue", QT_TRANSLATE_NOOP("guidance::FactsTable", "On 100-continue")},
    {"on_unknown_expectation", QT_TRANSLATE_NOOP("guidance::FactsTable", "On another value")},
    {"on_http10", QT_TRANSLATE_NOOP("guidance::FactsTable", "On HTTP/1.0")},
    {"can_emit_417", QT_TRANSLATE_NOOP("guidance::FactsTable", "Its own 417")},
    {"forwards_expect_upstream", QT_TRANSLATE_NOOP("guidance::FactsTable", "Passes Expect on")},
    {"closes_after_early_final", QT_TRANSLATE_NOOP("guidance::FactsTable", "After an early final status")},
    {"via", QT_TRANSLATE_NOOP("guidance::FactsTable", "Via and Server")},
    {"config_directives", QT_TRANSLATE_NOOP("guidance::FactsTable", "Settings")},
    {"known_bugs", QT_TRANSLATE_NOOP("guidance::FactsTable", "Known bugs")},
    {"obs_fold", QT_TRANSLATE_NOOP("guidance::FactsTable", "Folded lines")},
    {"version_checked", QT_TRANSLATE_NOOP("guidance::FactsTable", "Version")},
};

QString words(const char *text)
{
    return QCoreApplication::translate(context, text);
}

/// A cell in words: lists a line each, the pieces of an object side by side.
QString cellOf(const QJsonValue &value)
{
    if (value.isNull()) // a field that is not there is undefined, and not settled
        return words(QT_TRANSLATE_NOOP("guidance::FactsTable", "none, or none known"));
    if (value.isBool())
        return value.toBool() ? words(QT_TRANSLATE_NOOP("guidance::FactsTable", "yes"))
                              : words(QT_TRANSLATE_NOOP("guidance::FactsTable", "no"));
    if (value.isDouble())
        return QLocale().toString(value.toInteger());
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
        errors << where + words(QT_TRANSLATE_NOOP("guidance::FactsTable", ": needs id, name, source and evidence"));
    QStringList known{u"id"_s, u"source"_s, u"evidence"_s};
    for (const Column &column : columns)
        known << QLatin1String(column.key);
    const QStringList keys = object.keys();
    for (const QString &key : keys)
        if (!known.contains(key))
            errors << where + words(QT_TRANSLATE_NOOP("guidance::FactsTable", ": no column shows %1")).arg(key);
    return row;
}

FactsTable read(const QString &name, const std::vector<Column> &columns)
{
    FactsTable table;
    const auto file = rules::readJsonFile(u":/interim/facts/%1.json"_s.arg(name), name, table.errors);
    table.about = file["about"_L1].toString();
    for (const Column &column : columns)
        table.titles << words(column.title);
    const auto rows = file[name].toArray();
    for (qsizetype i = 0; i < rows.size(); ++i)
        table.rows << rowOf(rows.at(i).toObject(), columns, u"%1[%2]"_s.arg(name).arg(i), table.errors);
    return table;
}

} // namespace

FactsTable clientFacts()
{
    return read(u"clients"_s, clientColumns);
}

FactsTable serverFacts()
{
    return read(u"servers"_s, serverColumns);
}

} // namespace guidance
