// SPDX-License-Identifier: GPL-3.0-or-later
// curl in: `--import 'curl ...'` of the commands curl and send. The command curl itself is in the same file.
#pragma once

#include "cli/request_options.h"

namespace cli {

/// A call with --import: the request is that of the curl command, the other words are output options.
bool imports(const QStringList &words);
/// Says on standard error what the import could not take. `sends`: a request that must not be sent as it stands is a
/// misuse; without, it is read, and why is said.
std::variant<RequestCall, Misuse> readImport(const QStringList &words, bool sends);
/// {"losses": [...], "taken": [...], "stop": line or null}
QJsonObject importToJson(const ImportWords &words);

} // namespace cli
