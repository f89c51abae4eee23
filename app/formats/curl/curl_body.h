// SPDX-License-Identifier: GPL-3.0-or-later
// How curl gets a request's content: an argument, a file, the fields of a form, or another command's output.
#pragma once

#include "formats/curl/curl_head.h"
#include "formats/shell/shell_command.h"
#include "request/request.h"

namespace formats {

/// Larger content is streamed with -T, since curl reads what --data-binary names into memory.
inline constexpr std::uint64_t curlInMemory = 64 << 20;
/// Longer text does not fit into one argument on Linux (128 KiB); it goes through printf and a pipe.
inline constexpr std::uint64_t curlArgument = 100'000;
/// The same for a whole command line on Windows (32,767 characters; cmd 8,191).
inline constexpr std::uint64_t curlArgumentWindows = 20'000;
inline constexpr std::uint64_t curlArgumentCmd = 5'000;

struct CurlBody {
    std::string feed;                 ///< a command whose output is piped into curl; "" for none
    std::vector<std::string> options; ///< not quoted yet
    std::vector<std::string> losses;
    bool dataOption = false, uploadOption = false, pipe = false;
    bool formOption = false; ///< -F: curl makes the Content-Type field and the length
};

CurlBody curlBody(const request::BodySpec &body, Shell shell = Shell::Posix);

} // namespace formats
