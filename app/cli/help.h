// SPDX-License-Identifier: GPL-3.0-or-later
// The text of --help: the contract of the command line in short. The man page says the same at length.
#pragma once

#include <QString>

namespace cli {

QString helpText();

} // namespace cli
