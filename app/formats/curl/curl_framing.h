// SPDX-License-Identifier: GPL-3.0-or-later
// How curl says what content is coming, how it ends, and whether it waits before it.
#pragma once

#include "formats/curl/curl_draft.h"

namespace formats {

/// Content-Length, Content-Type and Transfer-Encoding; behind addCurlFields.
void curlFraming(CurlDraft &draft);
/// By which rule Expect goes out, and what curl does after a 417.
void curlExpect(CurlDraft &draft);

} // namespace formats
