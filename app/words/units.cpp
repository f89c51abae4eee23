// SPDX-License-Identifier: GPL-3.0-or-later
// Digits and units; every number goes through the locale.
#include "words/units.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace words {

namespace {

struct UnitWords {
    Q_DECLARE_TR_FUNCTIONS(words::Units)
};

constexpr double longestInSeconds = 119.5e9; // beyond it minutes

// The C locale groups nothing by default; seven digits without a gap cannot be read.
QLocale grouping(QLocale locale)
{
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale;
}

QString withoutZeros(QString number, const QLocale &locale)
{
    if (!number.contains(locale.decimalPoint()))
        return number;
    while (number.endsWith(locale.zeroDigit()))
        number.chop(locale.zeroDigit().size());
    if (number.endsWith(locale.decimalPoint()))
        number.chop(locale.decimalPoint().size());
    return number;
}

QString fixed(double value, int decimals, const QLocale &locale)
{
    return withoutZeros(grouping(locale).toString(value, 'f', decimals), locale);
}

// Three significant digits, but never fewer than the integer part has.
QString significant(double value, const QLocale &locale)
{
    return fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0, locale);
}

QString withUnit(const QString &number, const char *unit)
{
    return number + u' ' + QString::fromUtf8(unit);
}

QString secondsText(double seconds, const QLocale &locale)
{
    return withUnit(seconds < 9.9995 ? fixed(seconds, 3, locale) : significant(seconds, locale), "s");
}

QString minutesText(double seconds, const QLocale &locale)
{
    const auto whole = static_cast<qlonglong>(std::llround(seconds));
    const QString minutes = withUnit(grouping(locale).toString(whole / 60), "min");
    return whole % 60 == 0 ? minutes : minutes + u' ' + withUnit(locale.toString(whole % 60), "s");
}

QString scaledText(double bytes, const QLocale &locale)
{
    static constexpr std::array units{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    std::size_t unit = 0;
    for (bytes /= 1024; bytes >= 1023.5 && unit + 1 < units.size(); ++unit)
        bytes /= 1024;
    return withUnit(significant(bytes, locale), units.at(unit));
}

} // namespace

QString durationText(std::int64_t ns, const QLocale &locale)
{
    if (ns < 0)
        return locale.negativeSign() + durationText(-ns, locale);
    const auto value = static_cast<double>(ns);
    if (ns == 0)
        return withUnit(locale.toString(0), "ms");
    if (ns < 1'000)
        return withUnit(locale.toString(static_cast<qlonglong>(ns)), "ns");
    if (value < 999.5e3)
        return withUnit(significant(value / 1e3, locale), "µs");
    if (value < 999.5e6)
        return withUnit(significant(value / 1e6, locale), "ms");
    return value < longestInSeconds ? secondsText(value / 1e9, locale) : minutesText(value / 1e9, locale);
}

QString exactDurationText(std::int64_t ns, const QLocale &locale)
{
    return withUnit(grouping(locale).toString(static_cast<double>(ns) / 1e6, 'f', 6), "ms");
}

QString millisText(std::int64_t ns, const QLocale &locale)
{
    return grouping(locale).toString(static_cast<double>(ns) / 1e6, 'f', 3);
}

QString sizeText(std::uint64_t bytes, const QLocale &locale)
{
    return bytes < 1024 ? bytesText(bytes, locale) : scaledText(static_cast<double>(bytes), locale);
}

QString countText(std::uint64_t count, const QLocale &locale)
{
    return grouping(locale).toString(static_cast<qulonglong>(count));
}

QString bytesText(std::uint64_t count, const QLocale &locale)
{
    return count == 1 ? UnitWords::tr("1 byte") : UnitWords::tr("%1 bytes").arg(countText(count, locale));
}

QString rateText(std::uint64_t bytes, std::int64_t ns, const QLocale &locale)
{
    if (ns <= 0)
        return {};
    const double perSecond = static_cast<double>(bytes) * 1e9 / static_cast<double>(ns);
    return perSecond < 1024 ? bytesText(static_cast<std::uint64_t>(std::llround(perSecond)), locale) + "/s"_L1
                            : scaledText(perSecond, locale) + "/s"_L1;
}

} // namespace words
