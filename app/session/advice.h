// SPDX-License-Identifier: GPL-3.0-or-later
// The guidance of an exchange in the shape that documents and drawings take.
#pragma once

#include "formats/advice.h"
#include "record/exchange.h"
#include "wire/request.h"

namespace session {

/// Sentences and findings name what `events` and `spec` hold: give masked ones where the result is shown.
formats::Advice adviceFor(const record::Exchange &exchange, const std::vector<wire::Event> &events,
                          const wire::RequestSpec &spec);

} // namespace session
