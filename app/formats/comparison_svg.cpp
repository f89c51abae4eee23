// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/comparison_svg.h"

#include "formats/report_text.h"

#include <algorithm>

namespace formats {
namespace {

constexpr double barTop = 12;
constexpr double barHeight = 18;
constexpr double leastWidth = 2;
constexpr double badgeWidth = 42;
constexpr double wordWidth = 8; // of a character, roughly

QString number(double value)
{
    return QString::number(value, 'f', 2);
}

QString rect(const QString &classes, double x, double y, double width, double height, const QString &title)
{
    return QStringLiteral("<rect class=\"%1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\"><title>%6</title></rect>")
        .arg(classes, number(x), number(y), number(width), number(height), htmlText(title));
}

QString word(const QString &classes, double x, double y, const QString &text)
{
    return QStringLiteral("<text class=\"%1\" x=\"%2\" y=\"%3\">%4</text>").arg(classes, number(x), number(y), htmlText(text));
}

QString answerClass(int status)
{
    return status < 400 ? QStringLiteral("success") : QStringLiteral("failure");
}

QString flag(double x, const QString &title)
{
    return QStringLiteral("<path class=\"interim\" d=\"M%1 2h10l-5 8z M%2 8h1.6v24h-1.6z\"><title>%3</title></path>")
        .arg(number(x - 5), number(x - 0.8), htmlText(title));
}

QString pause(const ComparisonBar &bar, double x, double width)
{
    QString out = rect(QStringLiteral("hatched"), x, barTop, width, barHeight, bar.text);
    const double label = static_cast<double>(bar.text.size()) * wordWidth;
    if (width > label + 8) {
        out += QStringLiteral("<rect class=\"plate\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"14\"/>")
                   .arg(number(x + (width - label) / 2), number(barTop + 2), number(label));
        out += word(QStringLiteral("pauseword"), x + width / 2, barTop + 13, bar.text);
    }
    return out;
}

QString answer(const ComparisonBar &bar, double x, double width, bool last)
{
    const QString classes = answerClass(bar.code);
    if (!last) // what follows on the line must stay visible
        return rect(classes, x, barTop, width, barHeight, bar.text)
            + word(QStringLiteral("small"), x, barTop - 2, QString::number(bar.code));
    return rect(classes, x, barTop, std::max(width, badgeWidth), barHeight, bar.text)
        + word(QStringLiteral("onbar"), x + std::max(width, badgeWidth) / 2, barTop + 13, QString::number(bar.code));
}

QString frame(double height, const QString &inner)
{
    return QStringLiteral("<svg viewBox=\"0 0 1000 %1\" role=\"img\">%2</svg>").arg(number(height), inner);
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
        inner += QStringLiteral("<path class=\"tick\" d=\"M%1 16v6\"/>").arg(number(axis.x(tick.at)));
        inner += word(QStringLiteral("tickword"), axis.x(tick.at), 12, tick.text);
    }
    return frame(22, inner);
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
            flags += flag(x, bar.text);
        else if (bar.kind == QLatin1String("pause"))
            bars += pause(bar, x, width);
        else if (bar.kind == QLatin1String("response"))
            bars += answer(bar, x, width, i == last);
        else
            bars += rect(bar.kind, x, barTop, bar.moment() ? 6 : width, barHeight, bar.text);
    }
    return frame(34, bars + flags);
}

QString histogramSvg(const ComparisonSpread &spread)
{
    constexpr double height = 60;
    qint64 most = 1;
    for (const ComparisonBucket &bucket : spread.buckets)
        most = std::max(most, bucket.count);
    const double step = 900.0 / static_cast<double>(std::max<qsizetype>(spread.buckets.size(), 8));
    QString inner;
    for (qsizetype i = 0; i < spread.buckets.size(); ++i) {
        const ComparisonBucket &bucket = spread.buckets[i];
        const double x = step * static_cast<double>(i);
        const double tall = bucket.count == 0 ? 0 : std::max(height * static_cast<double>(bucket.count) / static_cast<double>(most), 1.5);
        inner += rect(QStringLiteral("pausefill"), x, 14 + height - tall, step - 3, tall,
                      QStringLiteral("%1: %2").arg(bucket.text).arg(bucket.count));
        inner += word(QStringLiteral("tickword"), x + step / 2, 12 + height - tall, QString::number(bucket.count));
        inner += word(QStringLiteral("tickword"), x + step / 2, height + 30, bucket.text);
    }
    return frame(height + 36, inner);
}

} // namespace formats
