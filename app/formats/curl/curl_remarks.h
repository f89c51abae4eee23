// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of options that no request of ours can say, and which of them stop the sending.
#pragma once

#include "formats/curl/curl_call.h"
#include "formats/curl/curl_route.h"

namespace formats {

/// What is not understood is never sent: `out.stop` and `out.open`.
void curlDoubts(const CurlArguments &arguments, const CurlCall &call, CurlRoute &out);
/// Options that leave the request as it is, and those that would change it.
void curlLeftOut(const CurlArguments &arguments, bool redirects, CurlRoute &out);

} // namespace formats
