// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_svg.h"

#include "formats/report/report_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

// Units of a drawing that a page shows at about two fifths of their size.
constexpr double barTop = 26;
constexpr double barHeight = 36;
constexpr double wordLine = barTop + 27; // where a word on a bar stands
constexpr double rowHeight = 70;
constexpr double leastWidth = 3;
constexpr double badgeWidth = 70;
constexpr double wordWidth = 17; // of a character of a word on a bar or an axis, at most

QString units(double value)
{
    return QString::number(value, 'f', 2);
}

QString svgRect(const QString &classes, double x, double y, double width, double height, const QString &title)
{
    return u"<rect class=\"%1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\"><title>%6</title></rect>"_s.arg(
        classes, units(x), units(y), units(width), units(height), htmlText(title));
}

QString svgWord(const QString &classes, double x, double y, const QString &text)
{
    return u"<text class=\"%1\" x=\"%2\" y=\"%3\">%4</text>"_s.arg(classes, units(x), units(y), htmlText(text));
}

QString answerClass(int status)
{
    return status < 400 ? u"success"_s : u"failure"_s;
}

QString flagSvg(double x, const QString &title)
{
    return u"<path class=\"interim\" d=\"M%1 6h20l-10 16z M%2 14h3v54h-3z\"><title>%3</title></path>"_s.arg(
        units(x - 10), units(x - 1.5), htmlText(title));
}

QString pauseSvg(const ComparisonBar &bar, double x, double width)
{
    QString out = svgRect(u"hatched"_s, x, barTop, width, barHeight, bar.text);
    const double label = static_cast<double>(bar.text.size()) * wordWidth;
    if (width > label + 8) {
        out += u"<rect class=\"plate\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"28\"/>"_s.arg(
            units(x + (width - label) / 2), units(barTop + 4), units(label));
        out += svgWord(u"pauseword"_s, x + width / 2, wordLine, bar.text);
    }
    return out;
}

QString answerSvg(const ComparisonBar &bar, double x, double width, bool last)
{
    const QString classes = answerClass(bar.code);
    if (!last) // what follows on the line must stay visible
        return svgRect(classes, x, barTop, width, barHeight, bar.text)
            + svgWord(u"small"_s, x, barTop - 4, QString::number(bar.code));
    return svgRect(classes, x, barTop, std::max(width, badgeWidth), barHeight, bar.text)
        + svgWord(u"onbar"_s, x + std::max(width, badgeWidth) / 2, wordLine, QString::number(bar.code));
}

QString svgFrame(double height, const QString &inner)
{
    return u"<svg viewBox=\"0 0 1000 %1\" role=\"img\">%2</svg>"_s.arg(units(height), inner);
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
    return u"<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" "
           "width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
           "<rect class=\"hatchback\" width=\"7\" height=\"7\"/><rect class=\"hatchline\" width=\"2\" "
           "height=\"7\"/></pattern></defs></svg>\n"_s;
}

QString axisSvg(const ComparisonReport &report, const ComparisonAxis &axis)
{
    QString inner;
    double free = -ComparisonAxis::width; // where the last word ends
    for (const ComparisonTick &tick : report.ticks) {
        const double x = axis.x(tick.at), half = static_cast<double>(tick.text.size()) * wordWidth / 2;
        inner += u"<path class=\"tick\" d=\"M%1 32v8\"/>"_s.arg(units(x));
        if (x - half < free)
            continue;
        inner += svgWord(u"tickword"_s, x, 26, tick.text);
        free = x + half;
    }
    return svgFrame(40, inner);
}

QString rowSvg(const ComparisonLine &line, const ComparisonAxis &axis)
{
    QString bars, flags;
    qsizetype last = -1;
    for (qsizetype i = 0; i < line.bars.size(); ++i)
        if (line.bars[i].kind == "response"_L1)
            last = i;
    for (qsizetype i = 0; i < line.bars.size(); ++i) {
        const ComparisonBar &bar = line.bars[i];
        const double x = axis.x(bar.begin);
        const double width = std::max(axis.x(bar.end) - x, leastWidth);
        if (bar.kind == "interim"_L1)
            flags += flagSvg(x, bar.text);
        else if (bar.kind == "pause"_L1)
            bars += pauseSvg(bar, x, width);
        else if (bar.kind == "response"_L1)
            bars += answerSvg(bar, x, width, i == last);
        else
            bars += svgRect(bar.kind, x, barTop, bar.moment() ? 10 : width, barHeight, bar.text);
    }
    return svgFrame(rowHeight, bars + flags);
}

QString histogramSvg(const ComparisonSpread &spread)
{
    constexpr double lineHeight = 26, bars = 250, longest = 640;
    qint64 most = 1;
    for (const ComparisonBucket &bucket : spread.buckets)
        most = std::max(most, bucket.count);
    QString inner;
    for (qsizetype i = 0; i < spread.buckets.size(); ++i) {
        const ComparisonBucket &bucket = spread.buckets[i];
        const double y = lineHeight * static_cast<double>(i);
        const double share = static_cast<double>(bucket.count) / static_cast<double>(most);
        const double width = bucket.count == 0 ? 0 : std::max(longest * share, 1.5);
        inner += svgWord(u"label"_s, bars - 12, y + 18, bucket.text);
        inner +=
            svgRect(u"pausefill"_s, bars, y + 3, width, lineHeight - 6, u"%1: %2"_s.arg(bucket.text).arg(bucket.count));
        inner += svgWord(u"count"_s, bars + width + 8, y + 18, QString::number(bucket.count));
    }
    return svgFrame(lineHeight * static_cast<double>(spread.buckets.size()), inner);
}

} // namespace formats
