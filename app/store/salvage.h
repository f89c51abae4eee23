// SPDX-License-Identifier: GPL-3.0-or-later
// A new history of what can still be read of a damaged one.
#pragma once

#include "store/entry.h"

#include <QString>

#include <functional>

namespace store {

struct Salvaged {
    bool done = false; ///< the new file is whole and on the disk
    int read = 0;      ///< exchanges that are in it
    int known = 0;     ///< that the old one held, as far as its pages still name them
    bool gaps =
        false;   ///< numbers between these are named nowhere: deleted once, or lost with the pages that named them
    QString why; ///< not done: the reason
};

/// Reads the file at `from`, which stays as it is, and writes a new one at `to`, where none may be. An exchange is
/// taken when all of its recording's digests hold; its row is made anew of that. `words` as in HistoryDb::insert().
/// Memory: one recording at a time, and some 60 bytes an exchange.
Salvaged salvage(const QString &from, const QString &to, const std::function<QString(const Entry &)> &words);

} // namespace store
