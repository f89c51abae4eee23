// SPDX-License-Identifier: GPL-3.0-or-later
// The history's values: a row of the list, a page of rows, the caps.
#pragma once

#include "record/exchange.h"

#include <QList>
#include <QString>

namespace store {

/// An attempt as a list shows it.
struct AttemptSeen {
    QString reason; ///< as record::Attempt::reason
    int status = 0; ///< of the final response; 0: none came
    bool operator==(const AttemptSeen &) const = default;
};

/// One exchange without its bytes.
struct Entry {
    qint64 id = 0; ///< rises with each exchange that is kept and is never given twice; below 0 while it runs
    qint64 at = 0; ///< when it began: milliseconds since 1970-01-01 UTC
    QString method;
    QString url;
    bool lab = false;      ///< it went to this program's own lab
    bool seat = false;     ///< seen from the lab's seat: what a client of somebody's own did there
    qint64 comparison = 0; ///< when the comparison began that it is a row of: milliseconds as in `at`; 0: it is none
    record::Outcome outcome = record::Outcome::Pending;
    bool expect = false;                                 ///< the first attempt carried an Expect field
    wire::GateOutcome gate = wire::GateOutcome::NotSent; ///< of the first attempt
    int continuedBy = 100; ///< of the first attempt: status of the interim response behind GateOutcome::Continued
    QString ended;         ///< why this side ended it, in the record's words; "" where it did not, or by hand
    qint64 pauseNs = 0;    ///< of the first attempt
    qint64 durationNs = 0;
    QList<AttemptSeen> attempts; ///< the first ones (see summary.h)
    quint64 bytes = 0;           ///< that it takes in the store
    bool pinned = false;
    bool operator==(const Entry &) const = default;
    bool running() const { return id < 0; }
    /// The status that speaks for the exchange, 0 when no final response came.
    int status() const;
};

/// Which entries: below `before` (0: no bound) and above `after`, newest first.
struct Range {
    qint64 before = 0;
    qint64 after = 0;
    bool operator==(const Range &) const = default;
};

struct Page {
    QList<Entry> entries; ///< newest first
    bool more = false;    ///< the range holds others
};

/// What is kept; what is pinned is kept besides. The newest exchange is kept whatever its size. Of exchanges that were
/// seen from the lab's seat a fifth of both, so that a flood there leaves room for one's own.
struct Limits {
    int exchanges = 1000;
    quint64 bytes = 512 << 20;
    bool operator==(const Limits &) const = default;
};

/// What the limits took: of exchanges that clients sent to the lab, or of all; which limit it was.
struct Dropped {
    QList<qint64> ids;
    int byCount = 0; ///< of them, since there are more exchanges than the limit
    int byBytes = 0; ///< since they hold more bytes
    int bySeat = 0;  ///< since clients of the lab would push one's own exchanges out
    bool operator==(const Dropped &) const = default;
};

/// Where exchanges are kept.
enum class Place { Memory, Disk, ReadOnly /**< what is on the disk is shown, new ones are kept in memory */ };

struct Totals {
    int exchanges = 0;
    int pinned = 0; ///< of them
    quint64 bytes = 0;
    bool operator==(const Totals &) const = default;
};

} // namespace store
