// SPDX-License-Identifier: GPL-3.0-or-later
// A request as bytes that a POSIX shell pipes into nc or, over TLS, into openssl s_client.
#pragma once

#include "formats/curl/curl_command.h"

namespace formats {

CurlCommand rawCommand(const request::RequestSpec &spec, bool showSecrets);

} // namespace formats
