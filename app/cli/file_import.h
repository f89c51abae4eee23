// SPDX-License-Identifier: GPL-3.0-or-later
// --import FILE: one request out of a HAR or an .http file.
#pragma once

#include "cli/request_options.h"
#include "session/imported_request.h"

namespace cli {

/// `word` names the file, `which` the request in it (a name, or a number from 1 on). `error` is that of --import.
session::ImportedRequest requestOfFile(const QString &word, const QString &which);

} // namespace cli
