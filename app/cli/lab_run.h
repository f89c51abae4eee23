// SPDX-License-Identifier: GPL-3.0-or-later
// The lab server in the foreground, and the built-in exchange against it (commands `lab` and `demo`).
#pragma once

#include "cli/lab_args.h"
#include "cli/request_options.h"
#include "cli/text_layout.h"

#include <QByteArray>

namespace record {
struct Record;
}

namespace cli {

/// What `lab` prints for one recording: a line a request, as text or as JSON.
QByteArray labOutput(const record::Record &record, bool json, const TextStyle &style);
/// What `lab --list` prints: each group with its scenarios, their paths alone on a line.
QString scenarioList(const TextStyle &style);
/// The exchange of `demo`: 4 MiB to the scenario that refuses the handshake, repeated without Expect.
RequestCall demoCall(const QString &baseUrl);

} // namespace cli
