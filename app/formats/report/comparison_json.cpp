// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_json.h"

#include "formats/json/json_text.h"

namespace formats {
namespace {

QJsonArray barsJson(const QVector<ComparisonBar> &bars)
{
    QJsonArray out;
    for (const ComparisonBar &bar : bars)
        out.append(QJsonObject{{QStringLiteral("kind"), bar.kind}, {QStringLiteral("begin_ns"), bar.begin},
                               {QStringLiteral("end_ns"), bar.end}, {QStringLiteral("code"), bar.code}});
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
        buckets.append(QJsonObject{{QStringLiteral("from_ns"), bucket.from}, {QStringLiteral("below_ns"), bucket.below},
                                   {QStringLiteral("count"), bucket.count}});
    return QJsonObject{{QStringLiteral("count"), spread->count},   {QStringLiteral("least_ns"), spread->least},
                       {QStringLiteral("median_ns"), spread->median}, {QStringLiteral("p95_ns"), spread->p95},
                       {QStringLiteral("most_ns"), spread->most},  {QStringLiteral("buckets"), buckets}};
}

QJsonArray outcomesJson(const ComparisonLine &line)
{
    QJsonArray out;
    for (const auto &[outcome, count] : line.outcomes)
        out.append(QJsonObject{{QStringLiteral("outcome"), outcome}, {QStringLiteral("count"), count}});
    return out;
}

QJsonValue answerJson(const std::optional<ComparisonAnswer> &answer)
{
    if (!answer)
        return QJsonValue();
    return QJsonObject{{QStringLiteral("status"), answer->status}, {QStringLiteral("reason"), answer->reason},
                       {QStringLiteral("version"), versionText(answer->version)},
                       {QStringLiteral("headers"), fieldsToJson(answer->fields)},
                       {QStringLiteral("body_size"), answer->bodySize}};
}

QJsonObject rowJson(const ComparisonReport &report, qsizetype index)
{
    const ComparisonLine &line = report.lines[index];
    QJsonObject out{{QStringLiteral("index"), index}, {QStringLiteral("name"), line.name}, {QStringLiteral("url"), line.url},
                    {QStringLiteral("baseline"), index == report.baseline}};
    out.insert(QStringLiteral("zero_ns"), line.zeroNs);
    out.insert(QStringLiteral("zero_by"), line.zeroBy);
    out.insert(QStringLiteral("outcome"), line.outcomeKey);
    out.insert(QStringLiteral("error"), line.error.isEmpty() ? QJsonValue() : QJsonValue(line.error));
    out.insert(QStringLiteral("handshake"), line.handshakeKey);
    out.insert(QStringLiteral("pause_ns"), line.pauseNs ? QJsonValue(*line.pauseNs) : QJsonValue());
    out.insert(QStringLiteral("interim"), numbersJson(line.interims));
    out.insert(QStringLiteral("statuses"), numbersJson(line.statuses));
    out.insert(QStringLiteral("final"), answerJson(line.response));
    out.insert(QStringLiteral("body_bytes_sent"), line.bodySent);
    out.insert(QStringLiteral("connection_after"), line.afterKey);
    out.insert(QStringLiteral("bars"), barsJson(line.bars));
    out.insert(QStringLiteral("pause_spread"), spreadJson(line.pause));
    out.insert(QStringLiteral("final_spread"), spreadJson(line.final));
    out.insert(QStringLiteral("outcomes"), outcomesJson(line));
    return out;
}

QJsonObject verdictJson(qsizetype row, qsizetype baseline, const ComparisonDifference &one)
{
    return {{QStringLiteral("row"), row},
            {QStringLiteral("baseline_row"), baseline},
            {QStringLiteral("aspect"), one.aspect},
            {QStringLiteral("change"), one.change},
            {QStringLiteral("name"), one.name.isEmpty() ? QJsonValue() : QJsonValue(one.name)},
            {QStringLiteral("baseline"), one.baseline},
            {QStringLiteral("value"), one.value},
            {QStringLiteral("delta_ns"), one.deltaNs},
            {QStringLiteral("text"), one.text}};
}

} // namespace

QJsonObject comparisonToJson(const ComparisonReport &report)
{
    QJsonArray rows, verdicts;
    for (qsizetype i = 0; i < report.lines.size(); ++i) {
        rows.append(rowJson(report, i));
        for (const ComparisonDifference &one : report.lines[i].differences)
            verdicts.append(verdictJson(i, report.baseline, one));
    }
    return {{QStringLiteral("format"), QStringLiteral("interim-comparison")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("align"), report.align},
            {QStringLiteral("baseline"), report.baseline},
            {QStringLiteral("rounds"), report.rounds},
            {QStringLiteral("same_request"), report.sameRequest},
            {QStringLiteral("exchanges"), QJsonArray()},
            {QStringLiteral("rows"), rows},
            {QStringLiteral("verdicts"), verdicts}};
}

bool writeComparison(const ComparisonReport &report, const JsonSink &sink)
{
    static const QByteArray place = "\n    \"exchanges\": [";
    const QByteArray frame = QJsonDocument(comparisonToJson(report)).toJson();
    const qsizetype at = frame.indexOf(place) + place.size();
    if (!sink(shownJson(frame.left(at))))
        return false;
    for (qsizetype i = 0; i < report.lines.size() && report.exchange; ++i) {
        if (!sink(i == 0 ? "\n        " : ",\n        ") || !report.exchange(i, sink, 8))
            return false;
    }
    return sink(shownJson(frame.sliced(at)));
}

} // namespace formats
