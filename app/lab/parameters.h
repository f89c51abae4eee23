// SPDX-License-Identifier: GPL-3.0-or-later
// What the query of a request sets in a scenario: declared parameters, their kinds and their checked values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lab {

/// How a value is read. Status is a final one. Text is printable ASCII, so that no query
/// can smuggle a line end into a field.
enum class ParamKind : std::uint8_t { Duration, Size, Count, Status, Text, Choice };

struct Param {
    std::string name;
    ParamKind kind = ParamKind::Text;
    std::vector<std::string> choices; ///< for Choice; the first need not be the default
    std::string value;                ///< the default
    std::string about;                ///< what it sets, for the list
};

using Values = std::vector<std::pair<std::string, std::string>>;

/// The count "forever".
inline constexpr std::uint64_t endless = UINT64_MAX;
std::optional<std::uint64_t> countOf(std::string_view text);
/// 100 to 999.
std::optional<int> statusOf(std::string_view text);
/// Empty when `value` is one of the parameter's, else one line that says what would be.
std::string complaintAbout(const Param &param, std::string_view value);
/// What a value of this kind is, in words: "a duration such as 250ms or 2s".
std::string describeKind(const Param &param);

/// A request target taken apart: path segments and query pairs, percent-decoded.
struct Target {
    std::vector<std::string> segments;
    Values query;
};
/// Origin and absolute form; whatever else is read as a path.
Target readTarget(std::string_view target);

struct ParamError {
    std::string text; ///< one line
};
/// Defaults, overlaid with the second path segment (it sets the first parameter) and the query.
std::variant<Values, ParamError> valuesFor(const std::vector<Param> &params, const Target &target);

/// Value of a name, "" when there is none.
std::string_view valueIn(const Values &values, std::string_view name);
/// `text` with each $name replaced; $$ is a dollar. Names that are not among the values stay as they are.
std::string expanded(std::string_view text, const Values &values);
/// The $names in a text, in order.
std::vector<std::string> namesIn(std::string_view text);

} // namespace lab
