// SPDX-License-Identifier: GPL-3.0-or-later
// Where and how curl's options make it connect: proxies, other addresses, TLS, redirections, times.
#pragma once

#include "formats/curl_arguments.h"
#include "formats/curl_url.h"
#include "wire/request.h"

#include <optional>

namespace formats {

/// curl's options by name, as far as they are about the request.
class CurlOptionValues {
public:
    explicit CurlOptionValues(const CurlArguments &arguments) : arguments_(arguments) { }
    bool has(std::string_view name) const;
    /// A switch: its last mention counts.
    bool on(std::string_view name) const;
    /// The last value; "" without one.
    std::string last(std::string_view name) const;
    std::vector<std::string> all(std::string_view name) const;
    std::vector<std::string> urls() const;

private:
    const CurlArguments &arguments_;
};

struct CurlRoute {
    std::vector<std::string> losses, taken;
};

/// Fills the request's proxy, address, TLS, redirections and times.
CurlRoute curlRoute(const CurlOptionValues &options, wire::RequestSpec &spec, const CurlUrl &url);

/// "2.5": nanoseconds; nothing when it is no number of seconds.
std::optional<std::int64_t> curlSeconds(std::string_view text);

} // namespace formats
