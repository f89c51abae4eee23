// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a response that a scenario asks for. The time of day is handed in: nothing here reads a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct ResponseParts {
    int version = 11; ///< 10 or 11
    int status = 200;
    std::string reason;              ///< "" takes the registered phrase, where there is one
    std::vector<std::string> fields; ///< field lines as typed
    std::string content;
    bool headOnly = false;                ///< the answer to HEAD: the fields, not the content
    bool close = false;                   ///< says Connection: close, unless a Connection field is typed
    std::optional<std::int64_t> unixTime; ///< seconds since 1970 for Date; nothing: no clock, so no Date
};

/// The phrase of the status code registry (RFC 9110 section 15, RFC 6585, RFC 8297, RFC 2518); "" without one.
std::string_view reasonPhrase(int status);
/// Status line, fields as typed, blank line: an interim response gets nothing added.
std::string interimBytes(const ResponseParts &parts);
/// "Sun, 06 Nov 1994 08:49:37 GMT" (IMF-fixdate, RFC 9110 section 5.6.7) of seconds since 1970-01-01 UTC, years 0 to
/// 9999.
std::string httpDate(std::int64_t unixTime);
/// Adds Server, Date, Content-Type for content, Content-Length and Connection: close where they are not typed; a typed
/// Connection: keep-alive gives way to close where the connection closes. No content in 204, 205 and 304.
std::string finalBytes(const ResponseParts &parts);
/// True if the typed fields ask for the connection to be closed.
bool asksToClose(const std::vector<std::string> &fields);

} // namespace lab
