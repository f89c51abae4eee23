// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as text: a lane an attempt, its phases to one scale, the pause hatched, a flag for each interim
// response, then what guidance says. Text of the wire is escaped: it can never speak to the terminal.
#pragma once

#include "cli/text_layout.h"
#include "formats/report/advice.h"
#include "record/exchange.h"
#include "request/request.h"

namespace cli {

struct TimelineParts {
    const request::RequestSpec &spec;
    const record::Exchange &exchange;
    const formats::Advice &advice;
};

/// Lines end with '\n'; no line is wider than style.width, which is at least 40.
QString timelineText(const TimelineParts &parts, const TextStyle &style);

} // namespace cli
