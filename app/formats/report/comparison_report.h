// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison in the shape that reports carry: words made already, times from the axis' 0. Filled by whoever may
// know comparing; mask secrets before.
#pragma once

#include "formats/json/exchange_json.h"
#include "wire/head.h"

#include <QString>
#include <QVector>

#include <optional>

using namespace Qt::StringLiterals;

namespace formats {

struct ComparisonBar {
    QString kind;     ///< key: network, head, pause, interim, body, server, response, failure
    qint64 begin = 0; ///< nanoseconds from the axis' 0; may be negative
    qint64 end = 0;
    int code = 0; ///< response, interim: status
    QString text; ///< "pause 1.63 ms"
    bool moment() const { return kind == "interim"_L1 || kind == "failure"_L1; }
};

struct ComparisonDifference {
    QString aspect, change;        ///< keys
    QString name, baseline, value; ///< bytes of the wire, one code point a byte
    qint64 deltaNs = 0;
    QString text;
};

struct ComparisonBucket {
    qint64 from = 0, below = 0; ///< nanoseconds
    qint64 count = 0;
    QString text; ///< "1 to 2 ms"
};

struct ComparisonSpread {
    qint64 count = 0, least = 0, median = 0, p95 = 0, most = 0;
    QVector<ComparisonBucket> buckets;
    QString text;
};

struct ComparisonAnswer {
    int status = 0;
    int version = 11;
    QString reason; ///< bytes
    wire::Fields fields;
    qint64 bodySize = 0;
};

struct ComparisonLine {
    QString name;
    QString url;       ///< bytes
    qint64 zeroNs = 0; ///< what stands at 0, since the exchange began
    QString zeroBy;    ///< key of align: what it is
    QVector<ComparisonBar> bars;
    QString handshakeKey, outcomeKey, afterKey;
    QString handshake, answer, after; ///< words
    std::optional<qint64> pauseNs;
    QVector<int> interims, statuses;
    qint64 bodySent = 0;
    QString bodySentText; ///< "4 194 304"
    std::optional<ComparisonAnswer> response;
    QString error; ///< "" without one
    QVector<ComparisonDifference> differences;
    QString inShort; ///< all of them in one line; of the baseline what it is
    // Of several rounds.
    std::optional<ComparisonSpread> pause, final;
    QVector<QPair<QString, qint64>> outcomes; ///< "continued 200" and how often, in the order of their coming
};

struct ComparisonTick {
    qint64 at = 0; ///< nanoseconds from the axis' 0
    QString text;
};

struct ComparisonReport {
    QString request; ///< "POST · 4 MiB · Expect: 100-continue"
    QString when;    ///< ISO 8601, UTC; "" where it is not known
    QString align;   ///< key
    QString alignText;
    qsizetype baseline = 0;
    int rounds = 1;          ///< that are over
    bool sameRequest = true; ///< byte for byte, but for Host
    QString noiseRule;
    QVector<ComparisonLine> lines;
    QVector<ComparisonTick> ticks;
    /// Writes a line's whole exchange, of the first round, as JSON; none where they are not asked for. All of them at
    /// once would take many times what their events do.
    std::function<void(qsizetype line, JsonWriter &writer)> exchange{};
};

} // namespace formats
