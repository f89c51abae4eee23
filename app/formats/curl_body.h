// SPDX-License-Identifier: GPL-3.0-or-later
// How curl gets a request's content: an argument, a file, or another command's output.
#pragma once

#include "formats/curl_head.h"
#include "wire/request.h"

namespace formats {

/// Larger content is streamed with -T, since curl reads what --data-binary names into memory.
inline constexpr std::uint64_t curlInMemory = 64 << 20;
/// Longer text does not fit into one argument on Linux (128 KiB); it goes through printf and a pipe.
inline constexpr std::uint64_t curlArgument = 100'000;

struct CurlBody {
    std::string feed;                 ///< a command whose output is piped into curl; "" for none
    std::vector<std::string> options; ///< not quoted yet
    std::vector<std::string> losses;
    bool dataOption = false, uploadOption = false, pipe = false;
};

CurlBody curlBody(const wire::BodySpec &body);

} // namespace formats
