// SPDX-License-Identifier: GPL-3.0-or-later
// The guidance of an exchange in the shape that documents and drawings take.
#pragma once

#include "formats/report/advice.h"
#include "guidance/evaluation.h"
#include "record/exchange.h"
#include "request/request.h"

namespace session {

/// All of an evaluation but what is of the window alone: its tables and corrections.
formats::Advice adviceOf(const guidance::Evaluation &evaluation);
/// Sentences and findings name what `exchange` and `spec` hold: give masked ones where the result is shown.
formats::Advice adviceFor(const record::Exchange &exchange, const request::RequestSpec &spec);

} // namespace session
