// SPDX-License-Identifier: GPL-3.0-or-later
// The command `snippet`: programs that do the same handshake in a client library.
#pragma once

#include "cli/text_layout.h"

namespace cli {

/// All of them: name, title, what happens when it is switched on, what it needs, where that is known from.
QString snippetListText(const TextStyle &style);

} // namespace cli
