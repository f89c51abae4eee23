// SPDX-License-Identifier: GPL-3.0-or-later
// What only the bytes of the content can tell: whether its codings can be undone.
#pragma once

#include "formats/report/advice.h"
#include "record/exchange.h"
#include "record/record.h"

#include <optional>

namespace session {

/// Where the content of the last final response is not what its Content-Encoding or Transfer-Encoding says (RFC 9110
/// section 8.4): broken, ended early, followed by bytes of none, in a coding that is not known here, or in too many.
/// What was not all kept, or not all received, is judged as far as it goes. At most 64 MiB are decoded, and none kept.
std::optional<formats::FindingEntry> codingFinding(const record::Record &record, const std::vector<wire::Event> &events,
                                                   const record::Exchange &exchange);

} // namespace session
