// SPDX-License-Identifier: GPL-3.0-or-later
// The proxy that curl's options name, and whether it is used for this URL.
#pragma once

#include "formats/curl/curl_route.h"
#include "request/url.h"

namespace formats {

/// Fills `spec.proxy`. A proxy that cannot be asked as curl would ask it is `out.stop`, and no proxy is set.
void curlProxy(const CurlOptionValues &options, request::RequestSpec &spec, const request::Url &url, CurlRoute &out);

/// --noproxy: does the list name this host? By name or domain, by address; nothing for a network (10.0.0.0/8) beside an
/// address.
std::optional<bool> passesProxy(std::string_view list, std::string_view host);

} // namespace formats
