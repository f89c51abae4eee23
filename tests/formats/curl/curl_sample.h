// SPDX-License-Identifier: GPL-3.0-or-later
// What the suites about curl commands share: the one file that they find, and the head of what is read.
#pragma once

#include "formats/curl/curl_import.h"
#include "request/serializer.h"

namespace curl_sample {

inline const formats::CurlFiles files{[](const std::string &path) -> std::optional<std::uint64_t> {
                                          return path == "f" ? std::optional<std::uint64_t>(5) : std::nullopt;
                                      },
                                      [](const std::string &path) -> std::optional<std::string> {
                                          return path == "f" ? std::optional<std::string>("X: 1\n") : std::nullopt;
                                      }};

inline std::string headOf(const request::RequestSpec &spec)
{
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    return request ? request::http1Head(*request) : std::string();
}

} // namespace curl_sample
