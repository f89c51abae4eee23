// SPDX-License-Identifier: GPL-3.0-or-later
// What guidance says, as text below a drawing: the verdict and how sure it is, why, what to do in the words of a call,
// the rule and where it is written, then the findings.
#pragma once

#include "cli/text_layout.h"
#include "formats/report/advice.h"
#include "record/exchange.h"
#include "request/request.h"

namespace cli {

/// What advice is told of.
struct AdviceParts {
    const formats::Advice &advice;
    const record::Exchange &exchange;
    const request::RequestSpec &spec;
};

/// Begins with a blank line; "" when there is nothing to say. Lines end with '\n' and are at most style.width wide.
QString adviceText(const AdviceParts &parts, const TextStyle &style);

} // namespace cli
