// SPDX-License-Identifier: GPL-3.0-or-later
// --import FILE: one request out of a HAR or an .http file.
#pragma once

#include "cli/request_options.h"
#include "session/imported_request.h"

namespace cli {

/// `word` names the file, `which` the request in it (a name, or a number from 1 on), `environment` that of --env.
/// `error` is that of --import.
session::ImportedRequest requestOfFile(const QString &word, const QString &which, const QString &environment = {});
/// What is printed of a request that is not sent: as it would go out, or as typed where that cannot be said.
std::string shownRequest(const session::ImportedRequest &request, bool showSecrets);

} // namespace cli
