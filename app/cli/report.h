// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what became of an exchange, as a drawing or as JSON, with secrets masked unless asked otherwise.
#pragma once

#include "cli/request_options.h"
#include "cli/text_layout.h"
#include "record/exchange.h"
#include "record/record.h"

#include <functional>

namespace cli {

/// Gets the text piece by piece. False: the rest is not wanted.
using ReportSink = std::function<bool(const QByteArray &)>;
/// What goes to standard output. `events` are the recording's. With a `record` the
/// content is looked at too (session/coding_finding.h). Returns what the sink says last.
bool writeReport(std::vector<wire::Event> events, const request::RequestSpec &spec, const OutputOptions &options,
                 const TextStyle &style, const record::Record *record, const ReportSink &sink);
/// The same in one.
QByteArray reportText(const std::vector<wire::Event> &events, const request::RequestSpec &spec,
                      const OutputOptions &options, const TextStyle &style, const record::Record *record = nullptr);

/// The contract's exit status: 0, 1, or 4 with --fail.
int exitStatusOf(const record::Exchange &exchange, bool failOnStatus);
/// Why there was no final status, in one line; "" when there was one.
QString failureLine(const record::Exchange &exchange);

} // namespace cli
