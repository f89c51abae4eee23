// SPDX-License-Identifier: GPL-3.0-or-later
// Words for a terminal: wrapped, in ASCII where the terminal knows no more, and never with a byte that a
// terminal would obey.
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <string_view>

namespace cli {

/// How text may look where it goes.
struct TextStyle {
    int width = 80;      ///< columns
    bool colour = false; ///< SGR sequences
    bool unicode = true; ///< else ASCII only
};

/// Bytes of the wire, printable ASCII as it is, all else as \xHH; cut to `most` characters with an ellipsis.
QString shownBytes(std::string_view bytes, qsizetype most = 200);
/// Words of ours: control and direction characters replaced, and ASCII only where the style asks for it.
QString shownWords(QString text, const TextStyle &style);
/// Lines of at most style.width columns, each begun with `indent`; words longer than a line are broken.
QStringList wrapped(const QString &text, const TextStyle &style, const QString &indent = {});
/// Text in a colour or weight by its SGR number, "31"; as it is without one, or where the style has no colour.
QString painted(const QString &text, const char *code, const TextStyle &style);
/// As words/units.h has them, in English whatever the locale, as all of the terminal's words.
QString durationText(std::int64_t ns);
QString grouped(std::uint64_t number);
QString bytesText(std::uint64_t bytes);
QString sizeText(std::uint64_t bytes);

} // namespace cli
