// SPDX-License-Identifier: GPL-3.0-or-later
// Which verdict a view of an exchange gets.
#pragma once

#include "guidance/library.h"

namespace guidance {

/// The verdict of the group that holds: the one whose `when` does, else the group's "otherwise". nullptr: nothing can
/// be said yet.
const VerdictRule *judge(const Library &library, const rules::View &view);

/// Every group and every verdict of theirs that claims this view, "otherwise" left out: "group/" and "group/id". More
/// than one of a kind is a fault in the files, which the tests look for.
QStringList claimants(const Library &library, const rules::View &view);

Confidence confidenceOf(const QVector<ConfidenceRule> &rules, const rules::View &view);

} // namespace guidance
