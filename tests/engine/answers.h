// SPDX-License-Identifier: GPL-3.0-or-later
// What scripted servers send, and a request that expects it.
#pragma once

#include "engine/runs.h"

#include <string_view>

namespace answers {

inline constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
inline constexpr std::string_view created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
inline constexpr std::string_view refused = "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n";
inline constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
inline constexpr std::string_view tooLarge =
    "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 9\r\n\r\ntoo large";

} // namespace answers

/// The wait for 100 (Continue) comes first, whatever the size.
inline request::RequestSpec expecting(const std::string &url, std::uint64_t size = 5)
{
    request::RequestSpec spec = post(url, size);
    spec.expect.rule = request::ExpectRule::Always;
    return spec;
}
