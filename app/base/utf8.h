// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 among bytes, and characters that do not show what they are.
#pragma once

#include <cstddef>
#include <string_view>

namespace base {

struct CodePoint {
    char32_t point = 0;
    std::size_t length = 0; ///< bytes of its sequence; 0: they are no UTF-8
};

/// The well-formed sequence (RFC 3629 section 4) that `bytes` begin with: no overlong form, no surrogate, nothing above
/// U+10FFFF. `bytes` are not empty.
CodePoint decodeUtf8(std::string_view bytes);

/// Controls (C0 but HT, LF and CR; DEL; C1), and what hides, breaks lines or turns the direction: soft hyphen, zero
/// width and direction marks, separators of lines and paragraphs, invisible operators, annotation marks, the byte
/// order mark, tags. A terminal
/// may obey them, and a text with them may look like another one.
bool isDeceptive(char32_t point);

} // namespace base
