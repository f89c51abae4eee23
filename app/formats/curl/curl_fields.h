// SPDX-License-Identifier: GPL-3.0-or-later
// A request's fields in the order in which curl 7.88.1 writes them (lib/http.c; measured beside a real curl).
#pragma once

#include "formats/curl/curl_draft.h"

namespace formats {

/// curl's own fields, then the typed ones.
void addCurlFields(CurlDraft &draft);
/// Between Referer and Cookie, where the request goes to a proxy in absolute form; else with CONNECT.
void addProxyConnection(CurlDraft &draft);

} // namespace formats
