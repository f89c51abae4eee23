// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/comparison_svg.h"

#include "formats/report_text.h"

#include <algorithm>

namespace formats {
namespace {

// Units of a drawing that a page shows at about half their size.
constexpr double barTop = 20;
constexpr double barHeight = 30;
constexpr double wordLine = barTop + 22; // where a word on a bar stands
constexpr double rowHeight = 56;
constexpr double leastWidth = 3;
constexpr double badgeWidth = 64;
constexpr double wordWidth = 11; // of a character, roughly

QString units(double value)
{
    return QString::number(value, 'f', 2);
}

QString svgRect(const QString &classes, double x, double y, double width, double height, const QString &title)
{
    return QStringLiteral("<rect class=\"%1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\"><title>%6</title></rect>")
        .arg(classes, units(x), units(y), units(width), units(height), htmlText(title));
}

QString svgWord(const QString &classes, double x, double y, const QString &text)
{
    return QStringLiteral("<text class=\"%1\" x=\"%2\" y=\"%3\">%4</text>").arg(classes, units(x), units(y), htmlText(text));
}

QString answerClass(int status)
{
    return status < 400 ? QStringLiteral("success") : QStringLiteral("failure");
}

QString flagSvg(double x, const QString &title)
{
    return QStringLiteral("<path class=\"interim\" d=\"M%1 4h16l-8 13z M%2 12h3v40h-3z\"><title>%3</title></path>")
        .arg(units(x - 8), units(x - 1.5), htmlText(title));
}

QString pauseSvg(const ComparisonBar &bar, double x, double width)
{
    QString out = svgRect(QStringLiteral("hatched"), x, barTop, width, barHeight, bar.text);
    const double label = static_cast<double>(bar.text.size()) * wordWidth;
    if (width > label + 8) {
        out += QStringLiteral("<rect class=\"plate\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"22\"/>")
                   .arg(units(x + (width - label) / 2), units(barTop + 4), units(label));
        out += svgWord(QStringLiteral("pauseword"), x + width / 2, wordLine, bar.text);
    }
    return out;
}

QString answerSvg(const ComparisonBar &bar, double x, double width, bool last)
{
    const QString classes = answerClass(bar.code);
    if (!last) // what follows on the line must stay visible
        return svgRect(classes, x, barTop, width, barHeight, bar.text)
            + svgWord(QStringLiteral("small"), x, barTop - 4, QString::number(bar.code));
    return svgRect(classes, x, barTop, std::max(width, badgeWidth), barHeight, bar.text)
        + svgWord(QStringLiteral("onbar"), x + std::max(width, badgeWidth) / 2, wordLine, QString::number(bar.code));
}

QString svgFrame(double height, const QString &inner)
{
    return QStringLiteral("<svg viewBox=\"0 0 1000 %1\" role=\"img\">%2</svg>").arg(units(height), inner);
}

} // namespace

ComparisonAxis::ComparisonAxis(const ComparisonReport &report)
{
    bool any = false;
    for (const ComparisonLine &line : report.lines) {
        for (const ComparisonBar &bar : line.bars) {
            from_ = any ? std::min(from_, bar.begin) : bar.begin;
            to_ = any ? std::max(to_, bar.end) : bar.end;
            any = true;
        }
    }
    to_ = std::max(to_, from_ + 1);
}

double ComparisonAxis::x(qint64 ns) const
{
    const double share = static_cast<double>(ns - from_) / static_cast<double>(to_ - from_);
    return std::clamp(share, 0.0, 1.0) * room;
}

QString hatchSvg()
{
    return QStringLiteral("<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" "
                          "width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<rect class=\"hatchback\" width=\"7\" height=\"7\"/><rect class=\"hatchline\" width=\"2\" "
                          "height=\"7\"/></pattern></defs></svg>\n");
}

QString axisSvg(const ComparisonReport &report, const ComparisonAxis &axis)
{
    QString inner;
    for (const ComparisonTick &tick : report.ticks) {
        inner += QStringLiteral("<path class=\"tick\" d=\"M%1 26v8\"/>").arg(units(axis.x(tick.at)));
        inner += svgWord(QStringLiteral("tickword"), axis.x(tick.at), 20, tick.text);
    }
    return svgFrame(34, inner);
}

QString rowSvg(const ComparisonLine &line, const ComparisonAxis &axis)
{
    QString bars, flags;
    qsizetype last = -1;
    for (qsizetype i = 0; i < line.bars.size(); ++i)
        if (line.bars[i].kind == QLatin1String("response"))
            last = i;
    for (qsizetype i = 0; i < line.bars.size(); ++i) {
        const ComparisonBar &bar = line.bars[i];
        const double x = axis.x(bar.begin);
        const double width = std::max(axis.x(bar.end) - x, leastWidth);
        if (bar.kind == QLatin1String("interim"))
            flags += flagSvg(x, bar.text);
        else if (bar.kind == QLatin1String("pause"))
            bars += pauseSvg(bar, x, width);
        else if (bar.kind == QLatin1String("response"))
            bars += answerSvg(bar, x, width, i == last);
        else
            bars += svgRect(bar.kind, x, barTop, bar.moment() ? 10 : width, barHeight, bar.text);
    }
    return svgFrame(rowHeight, bars + flags);
}

QString histogramSvg(const ComparisonSpread &spread)
{
    constexpr double height = 60;
    qint64 most = 1;
    for (const ComparisonBucket &bucket : spread.buckets)
        most = std::max(most, bucket.count);
    const double step = 900.0 / static_cast<double>(std::max<qsizetype>(spread.buckets.size(), 6));
    QString inner;
    for (qsizetype i = 0; i < spread.buckets.size(); ++i) {
        const ComparisonBucket &bucket = spread.buckets[i];
        const double x = step * static_cast<double>(i);
        const double tall = bucket.count == 0 ? 0 : std::max(height * static_cast<double>(bucket.count) / static_cast<double>(most), 1.5);
        inner += svgRect(QStringLiteral("pausefill"), x, 22 + height - tall, step - 3, tall,
                      QStringLiteral("%1: %2").arg(bucket.text).arg(bucket.count));
        inner += svgWord(QStringLiteral("tickword"), x + step / 2, 18 + height - tall, QString::number(bucket.count));
        inner += svgWord(QStringLiteral("tickword"), x + step / 2, height + 42, bucket.text);
    }
    return svgFrame(height + 50, inner);
}

} // namespace formats
