// SPDX-License-Identifier: GPL-3.0-or-later
// The requests of an HTTP Archive (HAR 1.1 and 1.2), as browsers, proxies and Interim write it. An archive is no record
// of the wire: order and case of fields are what its writer made of them, and its responses are not taken.
#pragma once

#include "formats/request_file.h"

#include <functional>
#include <string_view>

namespace formats {

inline constexpr std::size_t mostHarBytes = 512 << 20;

/// The next bytes of an archive, in pieces of any size; none at its end.
using HarBytes = std::function<std::string_view()>;

/// Every entry keeps its place; one that is no request for Interim has its error. Nothing is added that the archive
/// does not hold, but Host and the framing of content. What of the archive stands before a fault in its JSON is taken.
/// Memory goes with the requests: one has 24 MiB of JSON at most, all together 32 MiB.
RequestFile readHar(const HarBytes &more);
RequestFile readHar(std::string_view bytes);

} // namespace formats
