// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/typed_quantity.h"

#include "base/text.h"
#include "words/units.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr std::int64_t millisecond = 1'000'000, minute = 60'000 * millisecond;

/// In the form that base/text.h reads.
std::string plain(QString text, const QLocale &locale)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    // Only where it groups: what groups here is the decimal point elsewhere, and 1.5 MiB are not 15.
    const auto group = QRegularExpression::escape(locale.groupSeparator().trimmed());
    if (!group.isEmpty())
        text.remove(QRegularExpression(group + u"(?=\\d{3}(?!\\d))"_s));
    text.replace(locale.decimalPoint(), "."_L1);
    return text.toStdString();
}

} // namespace

QString typedSize(quint64 bytes, const QLocale &locale)
{
    constexpr const char *units[] = {"", " KiB", " MiB", " GiB"};
    int unit = 0;
    while (unit < 3 && bytes >= 1024 && bytes % 1024 == 0) {
        bytes /= 1024;
        ++unit;
    }
    return words::countText(bytes, locale) + QLatin1String(units[unit]);
}

std::optional<quint64> sizeFrom(QString text, const QLocale &locale)
{
    return base::byteSize(plain(std::move(text), locale));
}

QString typedDuration(std::int64_t ns, const QLocale &locale)
{
    const QString words = words::durationText(ns, locale);
    if (durationFrom(words, locale) == ns)
        return words;
    return ns % millisecond == 0 ? words::numberText(ns / millisecond, locale) + u" ms"_s
                                 : words::exactDurationText(ns, locale);
}

std::optional<std::int64_t> durationFrom(const QString &text, const QLocale &locale)
{
    const std::string all = plain(QString(text).replace(u'µ', u'u'), locale);
    const auto end = all.find("min");
    const auto minutes = base::decimal(end == std::string::npos ? "0" : all.substr(0, end));
    const std::string rest = end == std::string::npos ? all : all.substr(end + 3);
    const auto ns = rest.empty() && end != std::string::npos ? 0 : base::duration(rest);
    constexpr std::int64_t year = 60 * 24 * 366;
    if (!minutes || *minutes > year || !ns || *ns > year * minute)
        return std::nullopt;
    return static_cast<std::int64_t>(*minutes) * minute + *ns;
}

} // namespace ui
