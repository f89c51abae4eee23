// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 is decoded by hand, one character at a time, so that each keeps the count of the bytes it stands for.
#include "model/wire_text.h"

#include "base/utf8.h"

using namespace Qt::StringLiterals;

namespace model {

namespace {

quint8 byteAt(std::string_view bytes, std::size_t i)
{
    return static_cast<quint8>(bytes[i]);
}

QString hexEscape(quint8 byte)
{
    return "\\x"_L1 + QString::number(byte, 16).rightJustified(2, u'0');
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
    case QChar::Separator_Space: return false;
    default: return QChar::direction(code) != QChar::DirR && QChar::direction(code) != QChar::DirAL;
    }
}

} // namespace

Glyph glyphAt(std::string_view bytes)
{
    const quint8 byte = byteAt(bytes, 0);
    if (byte == '\r')
        return {u"CR"_s, Glyph::Kind::LineEnd, 1};
    if (byte == '\n')
        return {u"LF"_s, Glyph::Kind::LineEnd, 1};
    if (byte == '\t')
        return {u"\\t"_s, Glyph::Kind::Escape, 1};
    if (byte >= 0x20 && byte < 0x7f)
        return {QString(QLatin1Char(static_cast<char>(byte))), Glyph::Kind::Plain, 1};
    const base::CodePoint decoded = base::decodeUtf8(bytes);
    if (decoded.length > 0 && shows(decoded.point))
        return {QString::fromUcs4(&decoded.point, 1), Glyph::Kind::Plain, static_cast<quint8>(decoded.length)};
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
            text += bytes.front() == '\r' ? "\\r"_L1 : "\\n"_L1;
        else
            text += glyph.text;
        bytes.remove_prefix(glyph.bytes);
    }
    return text;
}

} // namespace model
