// SPDX-License-Identifier: GPL-3.0-or-later
// The store's words for people, as a translation finds them.
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace store {

struct HistoryWords {
    Q_DECLARE_TR_FUNCTIONS(store::History)
};

/// "1 exchange", "1,234 exchanges"
inline QString exchangesText(qint64 count)
{
    return count == 1 ? HistoryWords::tr("1 exchange")
                      : HistoryWords::tr("%1 exchanges").arg(QLocale().toString(count));
}

} // namespace store
