// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison from start to report: the body of `compare`.
#pragma once

#include "cli/compare_args.h"

namespace session {
class Workbench;
}

namespace cli {

/// Sends, waits (Ctrl-C cancels), prints, writes the report. Returns the exit status: 0 when every row came to a final
/// status in every round. Needs a QCoreApplication.
int compareTargets(session::Workbench &workbench, const CompareCall &call);

} // namespace cli
