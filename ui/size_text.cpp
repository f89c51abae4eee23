// SPDX-License-Identifier: GPL-3.0-or-later
#include "size_text.h"

#include "wire/text.h"

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
    text.remove(locale.groupSeparator());
    text.removeIf([](QChar c) { return c.isSpace(); });
    return wire::byteSize(text.toStdString());
}

} // namespace ui
