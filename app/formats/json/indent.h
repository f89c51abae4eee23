// SPDX-License-Identifier: GPL-3.0-or-later
// JSON and markup with one thing a line, for reading. Nothing but white space is added or taken, so that numbers,
// order, duplicates and mistakes stay as they came.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formats {

/// Any bytes are taken; what is no JSON is indented by its brackets. Nothing: more than `most` bytes.
std::optional<std::string> indentJson(std::string_view text, std::size_t most);
/// Lines of text inside elements are trimmed. `html`: void elements, end tags left out, and script, style, pre
/// and textarea kept as they are. Nothing: more than `most` bytes.
std::optional<std::string> indentMarkup(std::string_view text, bool html, std::size_t most);

} // namespace formats
