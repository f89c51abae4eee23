// SPDX-License-Identifier: GPL-3.0-or-later
// From an evidence selector ("final", "pause", "retry.head", "anomaly:bare-lf") to the events it stands for.
#pragma once

#include "record/exchange.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace rules {

/// Seqs, rising and unique, at most 256 of them. Selectors without a prefix look at the first attempt, "retry.",
/// "redirect." and "follow." at those; resources/guidance/README.md lists them.
QVector<quint64> selectEvents(const QStringList &selectors, const record::Exchange &exchange);
/// A cut that nobody but this seat made: at the client's, our own content that was withheld or stopped; at either,
/// what was still to be read when we closed. The parsers report a cut message all the same.
bool isOwnCut(const record::Irregular &irregular, const record::Attempt &attempt);
bool knownSelector(const QString &selector);

} // namespace rules
