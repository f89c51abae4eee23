// SPDX-License-Identifier: GPL-3.0-or-later
// A message head as read: start line and fields, names and values as typed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wire {

struct Field {
    std::string name;  ///< as typed
    std::string value; ///< without surrounding white space; folds joined by one SP
    bool operator==(const Field &) const = default;
};
using Fields = std::vector<Field>;

/// Versions are major*10+minor: 11 for HTTP/1.1, 10, 9 for a request line without version, 20.
struct Head {
    bool isRequest = false;
    std::string method;
    std::string target;
    int status = 0;
    std::string reason;
    int version = 11;
    Fields fields;
    bool operator==(const Head &) const = default;
};

/// "HTTP/1.1" for 11 (RFC 9112 section 2.3).
std::string httpVersion(int version);
/// First value of a field, names compared without case.
std::optional<std::string_view> valueOf(const Fields &fields, std::string_view name);
/// All values of a field in order, one per field line.
std::vector<std::string_view> valuesOf(const Fields &fields, std::string_view name);
bool hasField(const Fields &fields, std::string_view name);
/// True if one of the comma-separated members of all lines of a field is this token, without case.
bool hasMember(const Fields &fields, std::string_view name, std::string_view token);
/// RFC 9112 section 9.3: does the connection persist after this message?
bool persists(const Head &head);

} // namespace wire
