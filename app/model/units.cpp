// SPDX-License-Identifier: GPL-3.0-or-later
// Digits and units; every number goes through the locale.
#include "model/units.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace model {

namespace {

// The C locale groups nothing by default; seven digits without a gap cannot be read.
QLocale grouping(QLocale locale)
{
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale;
}

// Three significant digits, but never fewer than the integer part has.
QString significant(double value, const QLocale &locale)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return grouping(locale).toString(value, 'f', decimals);
}

QString withUnit(const QString &number, const char *unit)
{
    return number + QChar(0x00a0) + QString::fromUtf8(unit);
}

struct Scaled {
    double value;
    const char *unit;
};

Scaled scaled(double bytes)
{
    static constexpr std::array<const char *, 6> units{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    std::size_t i = 0;
    for (; bytes >= 1024 && i + 1 < units.size(); ++i)
        bytes /= 1024;
    return {bytes, units[i]};
}

QString scaledText(double bytes, const QLocale &locale)
{
    const Scaled s = scaled(bytes);
    const double tenths = std::round(s.value * 10);
    const bool whole = s.value >= 100 || std::fmod(tenths, 10) == 0;
    return grouping(locale).toString(s.value, 'f', whole ? 0 : 1) + QChar(0x00a0) + QLatin1String(s.unit);
}

} // namespace

QString durationText(qint64 ns, const QLocale &locale)
{
    const double value = static_cast<double>(ns);
    if (ns == 0)
        return withUnit(locale.toString(0), "ms");
    if (value < 1e3)
        return withUnit(locale.toString(ns), "ns");
    if (value < 999.5e3)
        return withUnit(significant(value / 1e3, locale), "µs");
    if (value < 10e9)
        return withUnit(significant(value / 1e6, locale), "ms");
    return withUnit(significant(value / 1e9, locale), "s");
}

QString exactDurationText(qint64 ns, const QLocale &locale)
{
    return withUnit(grouping(locale).toString(static_cast<double>(ns) / 1e6, 'f', 6), "ms");
}

QString millisText(qint64 ns, const QLocale &locale)
{
    return grouping(locale).toString(static_cast<double>(ns) / 1e6, 'f', 3);
}

QString sizeText(quint64 bytes, const QLocale &locale)
{
    return scaledText(static_cast<double>(bytes), locale);
}

QString countText(quint64 count, const QLocale &locale)
{
    return grouping(locale).toString(count);
}

QString bytesText(quint64 count, const QLocale &locale)
{
    return count == 1 ? QCoreApplication::translate("model::Units", "1 byte")
                      : QCoreApplication::translate("model::Units", "%1 bytes").arg(countText(count, locale));
}

QString rateText(quint64 bytes, qint64 ns, const QLocale &locale)
{
    if (ns <= 0)
        return {};
    const double perSecond = static_cast<double>(bytes) * 1e9 / static_cast<double>(ns);
    return scaledText(perSecond, locale) + "/s"_L1;
}

} // namespace model
