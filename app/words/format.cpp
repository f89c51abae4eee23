// SPDX-License-Identifier: GPL-3.0-or-later
// Durations, sizes and wire text as people read them.
#include "words/format.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace words {

namespace {

// Three significant digits below 1000, none after the point from there on.
QString digits(double value, const QLocale &locale)
{
    const int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return locale.toString(value, 'f', decimals);
}

} // namespace

QString durationText(std::int64_t ns, const QLocale &locale)
{
    if (ns < 0)
        return QLocale(locale).negativeSign() + durationText(-ns, locale);
    const double ms = static_cast<double>(ns) / 1e6;
    if (ns == 0)
        return u"0 ms"_s;
    if (ms < 0.01)
        return u"%1 µs"_s.arg(digits(ms * 1e3, locale));
    if (ms < 10'000.0)
        return u"%1 ms"_s.arg(digits(ms, locale));
    const double seconds = ms / 1e3;
    if (seconds < 120.0)
        return u"%1 s"_s.arg(locale.toString(seconds, 'f', 1));
    const auto whole = static_cast<qlonglong>(std::llround(seconds));
    return u"%1 min %2 s"_s.arg(locale.toString(whole / 60), locale.toString(whole % 60));
}

QString sizeText(std::uint64_t bytes, const QLocale &locale)
{
    static const std::array units{"KiB", "MiB", "GiB", "TiB", "PiB"};
    std::size_t unit = 0;
    std::uint64_t scale = 1024;
    if (bytes < 10 * scale && bytes % scale != 0)
        return bytesText(bytes, locale);
    if (bytes < scale)
        return bytesText(bytes, locale);
    while (unit + 1 < units.size() && bytes / scale >= 1024) {
        scale *= 1024;
        ++unit;
    }
    const QString name = QString::fromLatin1(units.at(unit));
    if (bytes % scale == 0)
        return locale.toString(static_cast<qulonglong>(bytes / scale)) + ' '_L1 + name;
    return digits(static_cast<double>(bytes) / static_cast<double>(scale), locale) + ' '_L1 + name;
}

QString bytesText(std::uint64_t bytes, const QLocale &locale)
{
    const QString number = locale.toString(static_cast<qulonglong>(bytes));
    return bytes == 1 ? number + u" byte"_s : number + u" bytes"_s;
}

QString wireText(std::string_view bytes, int most)
{
    QString out;
    int taken = 0;
    for (const char c : bytes) {
        if (taken++ >= most)
            return out + u"…"_s;
        const auto u = static_cast<unsigned char>(c);
        if (c == '\\')
            out += u"\\\\"_s;
        else if (u >= 0x20 && u < 0x7f)
            out += QLatin1Char(c);
        else
            out += u"\\x%1"_s.arg(static_cast<uint>(u), 2, 16, '0'_L1);
    }
    return out;
}

} // namespace words
