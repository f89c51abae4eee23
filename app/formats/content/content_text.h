// SPDX-License-Identifier: GPL-3.0-or-later
// Content as text for people: what its media type says, its charset, and pages of it that are safe to show.
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace formats {

enum class Syntax : std::uint8_t { Plain, Json, Xml, Html };

/// Of Content-Type (RFC 9110 section 8.3.1); "" where nothing is said.
struct MediaType {
    QString type;       ///< "text/html", lower case
    QByteArray charset; ///< as written, without quotes
};
MediaType mediaTypeOf(std::string_view contentType);

/// By the type, +json and +xml too; without a type by the first byte that is no white space.
Syntax syntaxOf(const MediaType &type, std::string_view content);
/// Whether content without a type that says so reads as text: UTF-8 without control bytes, in its first 4 KiB.
bool looksLikeText(std::string_view content);

struct Charset {
    enum class Source : std::uint8_t { Declared, ByteOrderMark, Assumed, Unknown, Fallback };
    QByteArray name; ///< that QStringDecoder knows
    /// Assumed: none declared, the bytes are UTF-8. Unknown: the declared one is not known here, and it is the
    /// assumed one. Fallback: none declared, and the bytes are not UTF-8: ISO-8859-1.
    Source source = Source::Assumed;
};
/// Takes what was declared; a byte order mark stands above it.
Charset charsetOf(const QByteArray &declared, std::string_view content);
/// Ill-formed bytes become U+FFFD.
QString decodeText(std::string_view bytes, const Charset &charset);
/// The same in UTF-8, for long texts: a piece at a time. A character that is cut off at the end is left out.
std::string utf8Of(std::string_view bytes, const Charset &charset);

/// Where pages of a text in UTF-8 begin: `most` bytes long at most, cut behind a line end if there is one in their last
/// quarter, else between characters. Never empty.
std::vector<std::size_t> pageStarts(std::string_view text, std::size_t most);

/// Text that an editor can show: control characters as their pictures, characters that are invisible or turn
/// the direction as <U+202E>, lines longer than `longest` broken.
struct ShownText {
    QString text;
    bool replaced = false;
    bool broken = false;
};
ShownText shownText(const QString &text, int longest = 8000);

} // namespace formats
