// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a response that a scenario asks for. Nothing in them depends on the time of day, so that a
// recording of the lab can be compared with another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lab {

struct ResponseParts {
    int version = 11;                ///< 10 or 11
    int status = 200;
    std::string reason;              ///< "" takes the registered phrase, where there is one
    std::vector<std::string> fields; ///< field lines as typed
    std::string content;
    bool headOnly = false;           ///< the answer to HEAD: the fields, not the content
    bool close = false;              ///< says Connection: close, unless a Connection field is typed
};

/// The phrase of the status code registry (RFC 9110 section 15, RFC 6585, RFC 8297, RFC 2518); "" without one.
std::string_view reasonPhrase(int status);
/// Status line, fields as typed, blank line: an interim response gets nothing added.
std::string interimBytes(const ResponseParts &parts);
/// Adds Server, Content-Type for content, Content-Length and Connection: close where they are not typed.
std::string finalBytes(const ResponseParts &parts);
/// True if the typed fields ask for the connection to be closed.
bool asksToClose(const std::vector<std::string> &fields);

} // namespace lab
