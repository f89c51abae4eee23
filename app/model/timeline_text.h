// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline says: labels of items and lanes, notes, tips. Plain text, made of the items alone.
#pragma once

#include "model/timeline_layout.h"

#include <QLocale>
#include <QString>
#include <QStringList>

namespace model {

/// Name of the colour that an item has: network, head, pause, interim, body, think, success, failure, muted.
QString roleOf(const TimelineItem &item);
/// Labels for a bar, from the fullest to the shortest; the last may be "". `now` ends an open item.
QStringList labelsOf(const TimelineItem &item, qint64 now, const QLocale &locale);
/// Several lines: what it is, when, how long, how many bytes.
QString tipOf(const TimelineItem &item, qint64 now, const QLocale &locale);
/// One sentence for a screen reader.
QString wordsOf(const TimelineItem &item, qint64 now, const QLocale &locale);

/// "Attempt 1"
QString labelOf(const TimelineLane &lane);
/// "with Expect", "without Expect", ""
QString sublabelOf(const TimelineLane &lane);
/// "no 100 · body never sent · 0 of 4 194 304 bytes"; "" when there is nothing to say.
QString noteOf(const TimelineLane &lane, const QLocale &locale);
QString labelOf(const TimelineLink &link);

} // namespace model
