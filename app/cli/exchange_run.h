// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange from start to report: the body of `send` and the second half of `demo`.
#pragma once

#include "cli/request_options.h"

namespace session {
class Workbench;
}

namespace cli {

/// Sends, waits (Ctrl-C cancels), prints, saves. Returns the exit status. Needs a QCoreApplication.
int runExchange(session::Workbench &workbench, const RequestCall &call);

} // namespace cli
