// SPDX-License-Identifier: GPL-3.0-or-later
// What base/quantity.h measures, through the locale.
#include "words/units.h"

#include "base/quantity.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace words {

namespace {

struct UnitWords {
    Q_DECLARE_TR_FUNCTIONS(words::Units)
};

// The C locale groups nothing by default; seven digits without a gap cannot be read.
QLocale grouping(QLocale locale)
{
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale;
}

std::uint64_t magnitudeOf(std::int64_t number)
{
    return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

QString signOf(std::int64_t number, const QLocale &locale)
{
    return number < 0 ? locale.negativeSign() : QString();
}

/// Digits with a point, as the locale writes them.
QString localized(std::string_view number, const QLocale &locale)
{
    const std::size_t point = std::min(number.find('.'), number.size());
    const auto whole = QByteArray::fromRawData(number.data(), static_cast<qsizetype>(point)).toULongLong();
    QString text = grouping(locale).toString(whole);
    if (point < number.size())
        text += locale.decimalPoint();
    for (const char digit : number.substr(std::min(point + 1, number.size())))
        text += locale.toString(digit - '0');
    return text;
}

QString localized(const base::Measure &measure, const QLocale &locale)
{
    return localized(measure.number, locale) + u' '
        + QString::fromUtf8(measure.unit.data(), static_cast<qsizetype>(measure.unit.size()));
}

} // namespace

QString durationText(std::int64_t ns, const QLocale &locale)
{
    QStringList parts;
    for (const base::Measure &part : base::durationParts(magnitudeOf(ns)))
        parts << localized(part, locale);
    return signOf(ns, locale) + parts.join(u' ');
}

QString exactDurationText(std::int64_t ns, const QLocale &locale)
{
    return fixedText(static_cast<double>(ns) / 1e6, 6, locale) + u" ms"_s;
}

QString millisText(std::int64_t ns, const QLocale &locale)
{
    return fixedText(static_cast<double>(ns) / 1e6, 3, locale);
}

QString fixedText(double value, int decimals, const QLocale &locale)
{
    return grouping(locale).toString(value, 'f', decimals);
}

QString sizeText(std::uint64_t bytes, const QLocale &locale)
{
    return bytes < 1024 ? bytesText(bytes, locale) : localized(base::sizeParts(static_cast<double>(bytes)), locale);
}

QString countText(std::uint64_t count, const QLocale &locale)
{
    return grouping(locale).toString(static_cast<qulonglong>(count));
}

QString numberText(std::int64_t number, const QLocale &locale)
{
    return signOf(number, locale) + countText(magnitudeOf(number), locale);
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
                            : localized(base::sizeParts(perSecond), locale) + "/s"_L1;
}

QString exchangesText(std::uint64_t count, const QLocale &locale)
{
    return count == 1 ? UnitWords::tr("1 exchange") : UnitWords::tr("%1 exchanges").arg(countText(count, locale));
}

QString dateText(std::int64_t ms, const QLocale &locale)
{
    return locale.toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::ShortFormat);
}

QString clockText(std::int64_t ms, std::int64_t nowMs, const QLocale &locale)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms);
    const QString time = locale.toString(moment.time(), u"HH:mm:ss"_s);
    if (moment.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date())
        return time;
    return locale.toString(moment.date(), QLocale::ShortFormat) + u' ' + time;
}

} // namespace words
