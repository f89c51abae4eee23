// SPDX-License-Identifier: GPL-3.0-or-later
// Which part is wanted or sent (-r, -C), and under which condition (-z, --etag-compare): without these fields another
// request would go out than was meant, so that what cannot be taken exactly stops.
#pragma once

#include "formats/curl/curl_typed.h"

namespace formats {

/// Range, or Content-Range beside content (lib/http.c, Curl_http_range); nothing for none. -C with -T takes what was
/// sent before off the content.
std::optional<request::HeaderLine> curlPart(const CurlOptionValues &options, CurlContent &content,
                                            const CurlFiles &files, CurlRoute &out);

/// -z with a date of RFC 9110's own form or of eight digits; a file's date is not known here.
std::optional<request::HeaderLine> curlTimeCondition(const CurlOptionValues &options, CurlRoute &out);

/// --etag-compare: a field behind all that are typed.
void addEtag(const CurlOptionValues &options, const CurlFiles &files, CurlTypedFields &typed, CurlRoute &out);

} // namespace formats
