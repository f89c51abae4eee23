// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/saved_report.h"

#include "formats/json/exchange_json.h"
#include "formats/json/json_text.h"
#include "formats/report/comparison_html.h"
#include "formats/report/comparison_json.h"
#include "formats/report/comparison_markdown.h"
#include "formats/secrets.h"
#include "model/comparison_text.h"
#include "request/expect_rule.h"
#include "session/advice_of.h"
#include "session/file_writer.h"
#include "words/units.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace session {

namespace {

constexpr int mostTicks = 8;

struct SavedReportWords {
    Q_DECLARE_TR_FUNCTIONS(session::ComparisonReport)
};

QString keyText(std::string_view key)
{
    return formats::byteText(key);
}

/// A row as it may be shown. Its events are masked where they are needed: those of all rows at once would be too many.
struct ShownRow {
    const ComparisonRow *row = nullptr;
    QString name;
    request::RequestSpec spec;
    record::Exchange exchange;
    compare::Summary summary;
};

std::vector<wire::Event> shownEvents(const ComparisonRow &row, bool secrets)
{
    return secrets ? row.events : formats::maskSecrets(row.events);
}

/// `events` are shownEvents() of it.
ShownRow shownRow(const ComparisonRow &row, bool secrets, const std::vector<wire::Event> &events)
{
    ShownRow shown;
    shown.row = &row;
    shown.name = secrets ? row.name : QString::fromStdString(formats::maskedUrl(row.name.toStdString()));
    shown.spec = secrets ? row.spec : formats::maskSecrets(row.spec);
    shown.exchange = record::summarize(events);
    shown.summary = compare::summaryOf(shown.exchange);
    return shown;
}

void writeExchangeOf(const ComparisonRow &row, bool secrets, formats::JsonWriter &writer)
{
    const auto events = shownEvents(row, secrets);
    const ShownRow shown = shownRow(row, secrets, events);
    formats::writeExchange({shown.spec, shown.exchange, events, adviceFor(shown.exchange, shown.spec)}, writer);
}

class ReportMaker {
public:
    ReportMaker(const Comparison &comparison, const ReportOptions &options) : comparison_(comparison), options_(options)
    {
        for (const ComparisonRow &row : comparison.rows())
            rows_.push_back(shownRow(row, options.showSecrets, shownEvents(row, options.showSecrets)));
    }

    formats::ComparisonReport make()
    {
        report_.align = keyText(keyOf(options_.align));
        report_.alignText = model::alignText(options_.align);
        report_.baseline = static_cast<qsizetype>(std::min(options_.baseline, rows_.empty() ? 0 : rows_.size() - 1));
        report_.rounds = comparison_.roundsDone();
        report_.noiseRule = model::noiseRuleText();
        for (const ShownRow &row : rows_)
            report_.lines.append(line(row));
        if (options_.exchanges)
            report_.exchange = [&comparison = comparison_,
                                secrets = options_.showSecrets](qsizetype at, formats::JsonWriter &writer) {
                writeExchangeOf(comparison.rows()[static_cast<std::size_t>(at)], secrets, writer);
            };
        about();
        ticks();
        return std::move(report_);
    }

private:
    const ShownRow &baseline() const { return rows_[static_cast<std::size_t>(report_.baseline)]; }

    void about()
    {
        if (rows_.empty())
            return;
        const request::RequestSpec &spec = baseline().spec;
        QStringList words{formats::byteText(spec.method)};
        if (spec.body.present())
            words << words::sizeText(spec.body.length(), options_.locale);
        if (const auto expect = request::decideExpect(spec); expect.sent)
            words << u"Expect: "_s + formats::byteText(expect.value);
        report_.request = words.join(u" · "_s);
        report_.sameRequest = std::ranges::all_of(rows_, [this](const ShownRow &row) {
            return !row.summary.sent || compare::sameRequest(row.summary, baseline().summary);
        });
        if (const auto &record = baseline().row->record)
            report_.when = QDateTime::fromMSecsSinceEpoch(record->startedAt, Qt::UTC).toString(Qt::ISODate);
    }

    formats::ComparisonLine line(const ShownRow &shown)
    {
        const compare::Summary &summary = shown.summary;
        formats::ComparisonLine line;
        line.name = shown.name;
        line.url = formats::byteText(shown.spec.url);
        const compare::Zero zero = compare::zeroOf(shown.exchange, options_.align);
        line.zeroNs = zero.at;
        line.zeroBy = keyText(keyOf(zero.by));
        for (const compare::Bar &bar : compare::barsOf(shown.exchange))
            line.bars.append({keyText(keyOf(bar.kind)), bar.begin - zero.at, bar.end - zero.at, bar.code,
                              model::barText(bar, options_.locale)});
        line.handshakeKey = keyText(keyOf(summary.handshake.outcome));
        line.outcomeKey = keyText(keyOf(summary.outcome));
        line.afterKey = keyText(keyOf(summary.after));
        line.handshake = model::handshakeText(summary, options_.locale);
        line.answer = model::answerText(summary);
        line.after = model::connectionText(summary);
        if (summary.handshake.pauseEnded >= 0)
            line.pauseNs = summary.handshake.pauseNs();
        line.interims = QVector<int>(summary.interims.begin(), summary.interims.end());
        line.statuses = QVector<int>(summary.statuses.begin(), summary.statuses.end());
        line.bodySent = static_cast<qint64>(summary.bodySent);
        line.bodySentText = words::countText(summary.bodySent, options_.locale);
        line.error = QString::fromStdString(summary.error);
        if (summary.answered)
            line.response = answer(summary);
        differences(shown, line);
        rounds(*shown.row, line);
        return line;
    }

    static formats::ComparisonAnswer answer(const compare::Summary &summary)
    {
        const record::FinalSeen &response = summary.response;
        return {response.status, response.version, formats::byteText(response.reason), response.fields,
                static_cast<qint64>(response.bodySize)};
    }

    static compare::Side side(const ShownRow &shown)
    {
        const ComparisonRow &row = *shown.row;
        const bool repeated = row.samples.size() > 1;
        return {shown.summary, row.content, repeated && row.pause.count > 0 ? &row.pause : nullptr,
                repeated && row.final.count > 0 ? &row.final : nullptr};
    }

    void differences(const ShownRow &shown, formats::ComparisonLine &line)
    {
        if (&shown == &baseline()) {
            line.inShort = SavedReportWords::tr("baseline");
            return;
        }
        const auto found = compare::differences(side(baseline()), side(shown));
        line.inShort = model::differencesText(found, options_.locale);
        for (const compare::Difference &one : found)
            line.differences.append({keyText(keyOf(one.aspect)), keyText(keyOf(one.change)),
                                     formats::byteText(one.name), formats::byteText(one.baseline),
                                     formats::byteText(one.value), one.deltaNs,
                                     model::differenceText(one, options_.locale)});
    }

    std::optional<formats::ComparisonSpread> spread(const compare::Spread &from) const
    {
        if (from.count == 0)
            return {};
        formats::ComparisonSpread spread{
            static_cast<qint64>(from.count),         from.least, from.median, from.p95, from.most, {},
            model::spreadText(from, options_.locale)};
        for (const compare::Bucket &bucket : from.buckets)
            spread.buckets.append({bucket.from, bucket.below, static_cast<qint64>(bucket.count),
                                   SavedReportWords::tr("%1 to %2")
                                       .arg(words::durationText(bucket.from, options_.locale),
                                            words::durationText(bucket.below, options_.locale))});
        return spread;
    }

    void rounds(const ComparisonRow &row, formats::ComparisonLine &line) const
    {
        if (row.samples.size() < 2)
            return;
        line.pause = spread(row.pause);
        line.final = spread(row.final);
        for (const ComparisonSample &sample : row.samples) {
            const QString key = keyText(keyOf(sample.handshake)) + u' '
                + (sample.status > 0 ? QString::number(sample.status) : keyText(keyOf(sample.outcome)));
            const auto place = std::ranges::find(line.outcomes, key, &QPair<QString, qint64>::first);
            if (place == line.outcomes.end())
                line.outcomes.append({key, 1});
            else
                ++place->second;
        }
    }

    void ticks()
    {
        qint64 from = 0, to = 0;
        for (const formats::ComparisonLine &line : report_.lines) {
            for (const formats::ComparisonBar &bar : line.bars) {
                from = std::min(from, bar.begin);
                to = std::max(to, bar.end);
            }
        }
        const double rough = std::max(static_cast<double>(to - from) / mostTicks, 1.0);
        const double power = std::pow(10.0, std::floor(std::log10(rough)));
        const double lead = rough / power;
        const auto step = std::max<qint64>(static_cast<qint64>(power
                                                               * (lead <= 1       ? 1
                                                                      : lead <= 2 ? 2
                                                                      : lead <= 5 ? 5
                                                                                  : 10)),
                                           1);
        for (qint64 at = from / step * step; at <= to; at += step) {
            const QString text = words::durationText(std::abs(at), options_.locale);
            report_.ticks.append({at, at < 0 ? QChar(0x2212) + text : text});
        }
    }

    const Comparison &comparison_;
    const ReportOptions &options_;
    std::vector<ShownRow> rows_;
    formats::ComparisonReport report_;
};

QString endingOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

} // namespace

formats::ComparisonReport reportOf(const Comparison &comparison, const ReportOptions &options)
{
    return ReportMaker(comparison, options).make();
}

bool isReportName(const QString &path)
{
    const QString ending = endingOf(path);
    return ending == "html"_L1 || ending == "htm"_L1 || ending == "md"_L1 || ending == "json"_L1;
}

QString saveReport(const formats::ComparisonReport &report, const QString &path, bool secrets)
{
    const QString ending = endingOf(path);
    if (!isReportName(path))
        return SavedReportWords::tr("cannot save %1: a report's name ends with .html, .md or .json").arg(path);
    const QString why = writeFile(
        path,
        [&](const FileSink &sink) {
            const auto pass = [&sink](const QByteArray &text) {
                return sink({text.constData(), static_cast<std::size_t>(text.size())});
            };
            if (ending == "json"_L1)
                formats::writeComparison(report, pass);
            else
                pass(ending == "md"_L1 ? formats::comparisonToMarkdown(report) : formats::comparisonToHtml(report));
            return true; // what failed is told by the file
        },
        secrets ? FileAccess::OwnerOnly : FileAccess::Usual);
    return why.isEmpty() ? QString() : SavedReportWords::tr("cannot save %1: %2").arg(path, why);
}

} // namespace session
