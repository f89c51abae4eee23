// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange's name in a window's title, which a list of windows shows to everyone: no user, password or query.
#pragma once

#include "record/exchange.h"

#include <QString>

namespace ui {

/// "POST host:port/path" of what is, or is to be, sent.
QString requestCaption(const request::RequestSpec &spec);
/// "Lab · POST /path": what a client of the lab asked for.
QString labCaption(const record::Exchange &exchange);

} // namespace ui
