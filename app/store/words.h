// SPDX-License-Identifier: GPL-3.0-or-later
// The store's words for people, as a translation finds them.
#pragma once

#include <QCoreApplication>

namespace store {

struct HistoryWords {
    Q_DECLARE_TR_FUNCTIONS(store::History)
};

} // namespace store
