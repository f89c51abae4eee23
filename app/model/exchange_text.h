// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange named for the line above it: what was asked, and who answered. Safe to show, and without a URL's secrets.
#pragma once

#include "record/exchange.h"

#include <QString>

namespace model {

/// "POST /refuse-417", of the first request but a proxy's CONNECT; of one whose head has not left, as it was asked for.
QString askedText(const record::Exchange &exchange, const request::RequestSpec &spec);
/// "nginx/1.22.1 at example.org:443 (192.0.2.1)": who answered last, by its own word (Server), and where; behind a
/// proxy, through which. Where a proxy forwards, the field may be its own: then it is quoted and put at no place. From
/// the lab's seat, the client's own word (User-Agent).
QString peerText(const record::Exchange &exchange, const request::RequestSpec &spec);

} // namespace model
