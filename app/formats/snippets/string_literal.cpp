// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/snippets/string_literal.h"

#include <QByteArray>
#include <QStringDecoder>

#include <array>

namespace formats {

namespace {

struct LiteralRow {
    const char *key;
    std::string_view special; ///< printable characters that need an escape, besides the quote and the escape itself
    std::string_view yes, no;
};
constexpr std::array<LiteralRow, 9> literalRows{{{"python", "", "True", "False"},
                                                 {"java", "", "true", "false"},
                                                 {"go", "", "true", "false"},
                                                 {"javascript", "", "true", "false"},
                                                 {"csharp", "", "true", "false"},
                                                 {"php", "$", "true", "false"},
                                                 {"ruby", "#", "true", "false"},
                                                 {"rust", "", "true", "false"},
                                                 {"powershell", "$", "$true", "$false"}}};

std::u32string charactersOf(std::string_view bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    std::u32string out;
    if (decoder.hasError()) {
        for (const char byte : bytes)
            out += static_cast<unsigned char>(byte);
        return out;
    }
    const auto points = text.toUcs4();
    for (const auto point : points)
        out += static_cast<char32_t>(point);
    return out;
}

std::string hexDigits(char32_t number, int digits)
{
    return QByteArray::number(static_cast<uint>(number), 16).rightJustified(digits, '0').toStdString();
}

/// \uXXXX, twice above the first plane (UTF-16).
std::string utf16Escape(char32_t c)
{
    if (c < 0x10000)
        return "\\u" + hexDigits(c, 4);
    return "\\u" + hexDigits(QChar::highSurrogate(c), 4) + "\\u" + hexDigits(QChar::lowSurrogate(c), 4);
}

/// Three octal digits: \uXXXX is read before strings are, so that a line end written so would end the line.
std::string octalEscape(char32_t c)
{
    return {'\\', static_cast<char>('0' + (c >> 6)), static_cast<char>('0' + ((c >> 3) & 7)),
            static_cast<char>('0' + (c & 7))};
}

std::string plainEscape(char32_t c)
{
    return c < 0x10000 ? "\\u" + hexDigits(c, 4) : "\\U" + hexDigits(c, 8);
}

/// A character that is not printable ASCII.
std::string escapedFor(char32_t c, Literal language)
{
    const bool ascii = c < 0x80;
    switch (language) {
    case Literal::Java: return ascii ? octalEscape(c) : utf16Escape(c);
    case Literal::CSharp: // \x takes as many digits as follow
    case Literal::JavaScript: return utf16Escape(c);
    case Literal::Python:
    case Literal::Go: return ascii ? "\\x" + hexDigits(c, 2) : plainEscape(c);
    case Literal::Php:
    case Literal::Ruby:
    case Literal::Rust: return ascii ? "\\x" + hexDigits(c, 2) : "\\u{" + hexDigits(c, 1) + '}';
    case Literal::PowerShell: // `u is not known to Windows PowerShell
        return c < 0x10000 ? "$([char]0x" + hexDigits(c, 1) + ')'
                           : "$([char]::ConvertFromUtf32(0x" + hexDigits(c, 1) + "))";
    }
    return {};
}

} // namespace

std::optional<Literal> literalOf(const QString &key)
{
    for (std::size_t i = 0; i < literalRows.size(); ++i) {
        if (key == QLatin1String(literalRows[i].key))
            return static_cast<Literal>(i);
    }
    return std::nullopt;
}

std::string stringLiteral(std::string_view bytes, Literal language)
{
    const char escape = language == Literal::PowerShell ? '`' : '\\';
    const std::string_view special = literalRows[static_cast<std::size_t>(language)].special;
    std::string out = "\"";
    for (const char32_t c : charactersOf(bytes)) {
        if (c < 0x20 || c > 0x7e) {
            out += escapedFor(c, language);
            continue;
        }
        const char letter = static_cast<char>(c);
        if (letter == '"' || letter == escape || special.find(letter) != special.npos)
            out += escape;
        out += letter;
    }
    return out + '"';
}

std::string_view truthLiteral(bool value, Literal language)
{
    const LiteralRow &row = literalRows[static_cast<std::size_t>(language)];
    return value ? row.yes : row.no;
}

} // namespace formats
