// SPDX-License-Identifier: GPL-3.0-or-later
// The store's words for people, as a translation finds them.
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace store {

inline QString words(const char *text)
{
    return QCoreApplication::translate("store::History", text);
}

/// "1 exchange", "1,234 exchanges"
inline QString exchangesText(qint64 count)
{
    return count == 1 ? words("1 exchange") : words("%1 exchanges").arg(QLocale().toString(count));
}

} // namespace store
