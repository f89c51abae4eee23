// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a string literal of a programming language: one line of printable ASCII with its quotes, which the
// language reads back as the same text and never as anything else.
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formats {

enum class Literal : std::uint8_t { Python, Java, Go, JavaScript, CSharp, Php, Ruby, Rust, PowerShell };
/// "python", "java", "go", "javascript", "csharp", "php", "ruby", "rust", "powershell".
std::optional<Literal> literalOf(const QString &key);

/// UTF-8 stands for its characters; bytes that are no UTF-8 for the characters of the same numbers (Latin-1).
std::string stringLiteral(std::string_view bytes, Literal language);
/// "True", "true", "$true".
std::string_view truthLiteral(bool value, Literal language);

} // namespace formats
