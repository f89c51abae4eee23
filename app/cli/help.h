// SPDX-License-Identifier: GPL-3.0-or-later
// The text of --help: the contract of the command line in short. The man page says the same at length.
#pragma once

#include "cli/request_options.h"

namespace cli {

QString helpText();
/// Ends a command that cannot begin: prints the help that its words ask for, or what is wrong with them; the exit
/// status.
int declined(const Misuse &misuse);

} // namespace cli
