// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/size_text.h"

#include "base/text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ui {

QString typedSize(quint64 bytes, const QLocale &locale)
{
    constexpr const char *units[] = {"", " KiB", " MiB", " GiB"};
    int unit = 0;
    while (unit < 3 && bytes >= 1024 && bytes % 1024 == 0) {
        bytes /= 1024;
        ++unit;
    }
    return locale.toString(bytes) + QLatin1String(units[unit]);
}

std::optional<quint64> sizeFrom(QString text, const QLocale &locale)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    // Only where it groups: what groups here is the decimal point elsewhere, and 1.5 MiB are not 15.
    const auto group = QRegularExpression::escape(locale.groupSeparator().trimmed());
    if (!group.isEmpty())
        text.remove(QRegularExpression(group + u"(?=\\d{3}(?!\\d))"_s));
    text.replace(locale.decimalPoint(), "."_L1);
    return base::byteSize(text.toStdString());
}

} // namespace ui
