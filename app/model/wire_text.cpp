// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 is decoded by hand, one character at a time, so that each keeps the count of the bytes it stands for.
#include "model/wire_text.h"

#include <array>

namespace model {

namespace {

quint8 byteAt(std::string_view bytes, std::size_t i)
{
    return static_cast<quint8>(bytes[i]);
}

QString hexEscape(quint8 byte)
{
    return QLatin1String("\\x") + QString::number(byte, 16).rightJustified(2, u'0');
}

/// Length and code point of a well-formed UTF-8 sequence (RFC 3629); length 0: it is none.
struct Decoded {
    std::size_t length = 0;
    char32_t code = 0;
};

Decoded decode(std::string_view bytes)
{
    const quint8 lead = byteAt(bytes, 0);
    const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || bytes.size() < length)
        return {};
    char32_t code = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(bytes, i) & 0xc0) != 0x80)
            return {};
        code = (code << 6) | (byteAt(bytes, i) & 0x3f);
    }
    static constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < least[length] || surrogate || code > 0x10ffff ? Decoded{} : Decoded{length, code};
}

/// Letters, marks, numbers, punctuation, symbols; not what is invisible, unassigned or turns the direction.
bool shows(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space:
        return false;
    default:
        return QChar::direction(code) != QChar::DirR && QChar::direction(code) != QChar::DirAL;
    }
}

} // namespace

Glyph glyphAt(std::string_view bytes)
{
    const quint8 byte = byteAt(bytes, 0);
    if (byte == '\r')
        return {QStringLiteral("CR"), Glyph::Kind::LineEnd, 1};
    if (byte == '\n')
        return {QStringLiteral("LF"), Glyph::Kind::LineEnd, 1};
    if (byte == '\t')
        return {QStringLiteral("\\t"), Glyph::Kind::Escape, 1};
    if (byte >= 0x20 && byte < 0x7f)
        return {QString(QLatin1Char(static_cast<char>(byte))), Glyph::Kind::Plain, 1};
    const Decoded decoded = decode(bytes);
    if (decoded.length > 0 && shows(decoded.code))
        return {QString::fromUcs4(&decoded.code, 1), Glyph::Kind::Plain, static_cast<quint8>(decoded.length)};
    return {hexEscape(byte), Glyph::Kind::Escape, 1};
}

QString visibleText(std::string_view bytes, int most)
{
    QString text;
    while (!bytes.empty()) {
        if (text.size() >= most)
            return text + QChar(0x2026);
        const Glyph glyph = glyphAt(bytes);
        if (glyph.kind == Glyph::Kind::LineEnd)
            text += bytes.front() == '\r' ? QLatin1String("\\r") : QLatin1String("\\n");
        else
            text += glyph.text;
        bytes.remove_prefix(glyph.bytes);
    }
    return text;
}

} // namespace model
