// SPDX-License-Identifier: GPL-3.0-or-later
// How values become JSON: bytes from the wire, words for people, versions, severities, field lists.
#pragma once

#include "wire/anomaly.h"
#include "wire/head.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace formats {

/// Bytes from the wire: one code point a byte (Latin-1), so that nothing is lost or guessed.
QString byteText(std::string_view bytes);
/// Words of ours (errors, addresses, decisions), which are UTF-8.
QString personText(std::string_view text);
/// Bytes for a line of ours: escaped (base::escaped), between double quotes, cut after `most` bytes with "...".
QString quotedText(std::string_view bytes, std::size_t most = 80);
/// As personText, but null when empty.
QJsonValue textOrNull(std::string_view text);
/// "a text", "a list", "null", "missing", ...
QString jsonTypeWord(const QJsonValue &value);
/// "1.1" for 11, "2" for 20.
QString versionText(int version);
/// "error", "warning", "info".
QString severityText(wire::Severity severity);
/// [[name, value], ...] in order.
QJsonArray fieldsToJson(const wire::Fields &fields);
/// A document as text that a terminal can show: DEL, C1 controls and what turns the direction of text stand as \uXXXX,
/// which is the same JSON (RFC 8259 section 7). QJsonDocument escapes C0 only.
QByteArray shownJson(const QByteArray &json);
QByteArray shownJson(const QJsonObject &object, QJsonDocument::JsonFormat format = QJsonDocument::Indented);
/// A count or a time as a JSON integer.
inline QJsonValue integer(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

} // namespace formats
