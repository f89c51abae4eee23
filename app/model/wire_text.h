// SPDX-License-Identifier: GPL-3.0-or-later
// Wire bytes as text that is safe to show: one line, nothing invisible, nothing that turns the reading order.
#pragma once

#include <QString>

#include <string_view>

namespace model {

/// UTF-8 where it is well formed, else \xHH a byte; control bytes as \xHH (CR, LF, HTAB as \r \n \t), and so
/// are code points that are invisible or change direction. Cut to `most` characters with an ellipsis.
QString visibleText(std::string_view bytes, int most = 512);

/// One character of wire text.
struct Glyph {
    enum class Kind : quint8 { Plain, LineEnd, Escape };
    QString text; ///< what to draw: the character, "CR", "LF", "\x00"
    Kind kind = Kind::Plain;
    quint8 bytes = 1; ///< that it stands for
};
/// The character at the beginning of `bytes` (not empty).
Glyph glyphAt(std::string_view bytes);

} // namespace model
