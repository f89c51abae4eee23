// SPDX-License-Identifier: GPL-3.0-or-later
// The command `profiles`: the clients that a request can behave like.
#pragma once

#include "cli/text_layout.h"

namespace cli {

/// All of them, by title: name, title and what it does.
QString profileList(const TextStyle &style);
/// One of them, with what it sets, its notes and its sources; "" where there is none of that name.
QString profileText(const QString &name, const TextStyle &style);

} // namespace cli
