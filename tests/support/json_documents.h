// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that are written in pieces, as one text.
#pragma once

#include "formats/json/exchange_json.h"
#include "formats/report/comparison_json.h"

#include <QJsonDocument>

namespace support {

/// A sink that gathers what comes.
inline formats::JsonSink gatheredIn(QByteArray &text)
{
    return [&text](const QByteArray &piece) {
        text += piece;
        return true;
    };
}

inline QByteArray writtenExchange(const formats::ExchangeParts &parts)
{
    QByteArray text;
    formats::JsonSink sink = gatheredIn(text);
    formats::JsonWriter writer(sink);
    formats::writeExchange(parts, writer);
    writer.finish();
    return text + '\n';
}

inline QByteArray writtenComparison(const formats::ComparisonReport &report)
{
    QByteArray text;
    formats::writeComparison(report, gatheredIn(text));
    return text;
}

inline QJsonObject parsed(const QByteArray &document)
{
    return QJsonDocument::fromJson(document).object();
}

} // namespace support
