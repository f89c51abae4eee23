// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_json.h"

#include "formats/json/json_text.h"
#include "formats/json/json_writer.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

QJsonArray barsJson(const QVector<ComparisonBar> &bars)
{
    QJsonArray out;
    for (const ComparisonBar &bar : bars)
        out.append(QJsonObject{
            {u"kind"_s, bar.kind}, {u"begin_ns"_s, bar.begin}, {u"end_ns"_s, bar.end}, {u"code"_s, bar.code}});
    return out;
}

QJsonArray numbersJson(const QVector<int> &numbers)
{
    QJsonArray out;
    for (const int number : numbers)
        out.append(number);
    return out;
}

QJsonValue spreadJson(const std::optional<ComparisonSpread> &spread)
{
    if (!spread)
        return QJsonValue();
    QJsonArray buckets;
    for (const ComparisonBucket &bucket : spread->buckets)
        buckets.append(
            QJsonObject{{u"from_ns"_s, bucket.from}, {u"below_ns"_s, bucket.below}, {u"count"_s, bucket.count}});
    return QJsonObject{{u"count"_s, spread->count}, {u"least_ns"_s, spread->least}, {u"median_ns"_s, spread->median},
                       {u"p95_ns"_s, spread->p95},  {u"most_ns"_s, spread->most},   {u"buckets"_s, buckets}};
}

QJsonArray outcomesJson(const ComparisonLine &line)
{
    QJsonArray out;
    for (const auto &[outcome, count] : line.outcomes)
        out.append(QJsonObject{{u"outcome"_s, outcome}, {u"count"_s, count}});
    return out;
}

QJsonValue answerJson(const std::optional<ComparisonAnswer> &answer)
{
    if (!answer)
        return QJsonValue();
    return QJsonObject{{u"status"_s, answer->status},
                       {u"reason"_s, answer->reason},
                       {u"version"_s, versionText(answer->version)},
                       {u"headers"_s, fieldsToJson(answer->fields)},
                       {u"body_size"_s, answer->bodySize}};
}

QJsonObject rowJson(const ComparisonReport &report, qsizetype index)
{
    const ComparisonLine &line = report.lines[index];
    QJsonObject out{
        {u"index"_s, index}, {u"name"_s, line.name}, {u"url"_s, line.url}, {u"baseline"_s, index == report.baseline}};
    out.insert(u"zero_ns"_s, line.zeroNs);
    out.insert(u"zero_by"_s, line.zeroBy);
    out.insert(u"outcome"_s, line.outcomeKey);
    out.insert(u"error"_s, line.error.isEmpty() ? QJsonValue() : QJsonValue(line.error));
    out.insert(u"handshake"_s, line.handshakeKey);
    out.insert(u"pause_ns"_s, line.pauseNs ? QJsonValue(*line.pauseNs) : QJsonValue());
    out.insert(u"interim"_s, numbersJson(line.interims));
    out.insert(u"statuses"_s, numbersJson(line.statuses));
    out.insert(u"final"_s, answerJson(line.response));
    out.insert(u"body_bytes_sent"_s, line.bodySent);
    out.insert(u"connection_after"_s, line.afterKey);
    out.insert(u"bars"_s, barsJson(line.bars));
    out.insert(u"pause_spread"_s, spreadJson(line.pause));
    out.insert(u"final_spread"_s, spreadJson(line.final));
    out.insert(u"outcomes"_s, outcomesJson(line));
    return out;
}

QJsonObject verdictJson(qsizetype row, qsizetype baseline, const ComparisonDifference &one)
{
    return {{u"row"_s, row},
            {u"baseline_row"_s, baseline},
            {u"aspect"_s, one.aspect},
            {u"change"_s, one.change},
            {u"name"_s, one.name.isEmpty() ? QJsonValue() : QJsonValue(one.name)},
            {u"baseline"_s, one.baseline},
            {u"value"_s, one.value},
            {u"delta_ns"_s, one.deltaNs},
            {u"text"_s, one.text}};
}

QJsonArray verdictsJson(const ComparisonReport &report)
{
    QJsonArray out;
    for (qsizetype i = 0; i < report.lines.size(); ++i)
        for (const ComparisonDifference &one : report.lines[i].differences)
            out.append(verdictJson(i, report.baseline, one));
    return out;
}

QVector<qsizetype> rowsOf(const ComparisonReport &report, bool wanted)
{
    QVector<qsizetype> out(wanted ? report.lines.size() : 0);
    std::iota(out.begin(), out.end(), 0);
    return out;
}

} // namespace

bool writeComparison(const ComparisonReport &report, const JsonSink &sink)
{
    JsonWriter writer(sink);
    const auto rows = [&](JsonWriter &) {
        writer.list(rowsOf(report, true), [&](qsizetype at) { writer.value(rowJson(report, at)); });
    };
    const auto exchanges = [&](JsonWriter &) {
        writer.list(rowsOf(report, bool(report.exchange)), [&](qsizetype at) { report.exchange(at, writer); });
    };
    writer.object({{u"format"_s, u"interim-comparison"_s},
                   {u"version"_s, 1},
                   {u"align"_s, report.align},
                   {u"baseline"_s, report.baseline},
                   {u"rounds"_s, report.rounds},
                   {u"same_request"_s, report.sameRequest},
                   {u"verdicts"_s, verdictsJson(report)}},
                  {{u"exchanges"_s, exchanges}, {u"rows"_s, rows}});
    return writer.finish() && sink("\n");
}

} // namespace formats
