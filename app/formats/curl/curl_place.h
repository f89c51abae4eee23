// SPDX-License-Identifier: GPL-3.0-or-later
// --connect-to and --resolve: where curl connects in the URL's stead.
#pragma once

#include "formats/curl/curl_route.h"
#include "request/url.h"

namespace formats {

/// Fills connectTo; the request's proxy and redirections are known already.
void curlPlace(const CurlOptionValues &options, request::RequestSpec &spec, const request::Url &url, CurlRoute &out);

} // namespace formats
