// SPDX-License-Identifier: GPL-3.0-or-later
// Where and how curl's options make it connect: proxies, other addresses, TLS, redirections, times.
#pragma once

#include "formats/curl/curl_arguments.h"
#include "formats/curl/curl_url.h"
#include "request/request.h"

#include <initializer_list>
#include <optional>

namespace formats {

/// curl's options by name, as far as they are about the request.
class CurlOptionValues {
public:
    explicit CurlOptionValues(const CurlArguments &arguments) : arguments_(arguments) {}
    bool has(std::string_view name) const { return count(name) > 0; }
    std::ptrdiff_t count(std::string_view name) const;
    /// A switch: its last mention counts.
    bool on(std::string_view name) const;
    /// The last value; "" without one.
    std::string last(std::string_view name) const;
    /// The last of several options that overrule each other; null without one.
    const CurlArgument *lastOf(std::initializer_list<std::string_view> names) const;
    std::vector<std::string> all(std::string_view name) const;
    std::vector<std::string> urls() const;

private:
    const CurlArguments &arguments_;
};

struct CurlRoute {
    std::vector<std::string> losses, taken;
    std::string stop; ///< why nothing may be sent: where it goes, or who sends it, or a value that curl refuses
    std::string open; ///< what a person has to fill in first; "" for nothing
    void lose(std::string line) { losses.push_back(std::move(line)); }
    /// The first one counts; it is a loss besides.
    void stopBy(std::string line);
    void openBy(std::string line);
};

/// Fills the request's proxy, address, TLS, redirections and times.
CurlRoute curlRoute(const CurlOptionValues &options, request::RequestSpec &spec, const CurlUrl &url);

/// "2.5", "1e3": nanoseconds; nothing when it is no number of seconds from 0 to 10^9. "nan", "inf" and hexadecimal are
/// none.
std::optional<std::int64_t> curlSeconds(std::string_view text);

/// -r "5" is from there to the end: curl appends the dash.
std::string curlRange(const std::string &range);

} // namespace formats
