// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/wire/wire_painter.h"

#include "ui/kit/theme.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QFont tiny(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.6);
    else
        font.setPixelSize(std::max(1, font.pixelSize() * 6 / 10));
    return font;
}

} // namespace

QFont wireFont(const QFont &like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pointSizeF() > 0)
        font.setPointSizeF(like.pointSizeF());
    else
        font.setPixelSize(like.pixelSize());
    return font;
}

std::vector<WireCell> WirePainter::cellsOf(const model::WireRow &row) const
{
    const auto bytes = store.view(rows.tapeOf(row), row.span);
    return hex() ? hexCells(row, bytes) : textCells(row, bytes);
}

std::vector<WireCell> WirePainter::textCells(const model::WireRow &row, std::string_view bytes) const
{
    const QFontMetricsF metrics(font);
    const QFontMetricsF small(tiny(font));
    std::vector<WireCell> cells;
    double x = metrics.height() * 0.7 - scrolled;
    for (std::size_t at = 0; at < bytes.size();) {
        WireCell cell;
        cell.glyph = model::glyphAt(bytes.substr(at));
        cell.offset = row.span.offset + at;
        cell.x = x;
        const bool end = cell.glyph.kind == model::Glyph::Kind::LineEnd;
        cell.width = (end ? small : metrics).horizontalAdvance(cell.glyph.text) + (end ? 1.5 : 0);
        x += cell.width;
        at += cell.glyph.bytes;
        cells.push_back(std::move(cell));
    }
    return cells;
}

std::vector<WireCell> WirePainter::hexCells(const model::WireRow &row, std::string_view bytes) const
{
    const double wide = QFontMetricsF(font).horizontalAdvance(u'0');
    const double left = wide * 1.2 - scrolled;
    std::vector<WireCell> cells;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<quint8>(bytes[i]);
        const auto column = static_cast<double>(i);
        WireCell hex;
        hex.offset = row.span.offset + i;
        hex.x = left + wide * (12 + column * 3 + (i >= 8 ? 1 : 0));
        hex.width = wide * 3;
        hex.glyph.text = QString::number(byte, 16).rightJustified(2, u'0');
        WireCell text = hex;
        text.x = left + wide * (63 + column);
        text.width = wide;
        text.glyph.text = byte >= 0x20 && byte < 0x7f ? QString(QLatin1Char(static_cast<char>(byte))) : u"·"_s;
        text.glyph.kind = byte >= 0x20 && byte < 0x7f ? model::Glyph::Kind::Plain : model::Glyph::Kind::Escape;
        cells.push_back(hex);
        cells.push_back(text);
    }
    return cells;
}

QColor WirePainter::inkOf(const model::WireRow &row, const QColor &ground) const
{
    const Theme &theme = Theme::current();
    if (!row.startLine)
        return Theme::readable(theme.ink, ground);
    const auto &block = rows.blocks()[row.block];
    const QColor colour = !block.response ? theme.head
        : block.code >= 400               ? theme.failure
        : block.code >= 200               ? theme.success
                                          : theme.interim;
    return Theme::readable(colour, ground);
}

void WirePainter::paintCell(QPainter &painter, const WireCell &cell, double y, const QColor &ink) const
{
    const Theme &theme = Theme::current();
    const QFont fixed = painter.font();
    const double ascent = QFontMetricsF(fixed).ascent();
    if (cell.glyph.kind == model::Glyph::Kind::LineEnd) {
        painter.setFont(tiny(fixed));
        painter.setPen(Theme::readable(theme.muted, theme.surface));
        painter.drawText(QPointF(cell.x + 1, y + ascent), cell.glyph.text);
        painter.setFont(fixed);
        return;
    }
    const bool escape = cell.glyph.kind == model::Glyph::Kind::Escape;
    painter.setPen(escape ? Theme::readable(hex() ? theme.muted : theme.pause, theme.surface) : ink);
    painter.drawText(QPointF(cell.x, y + ascent), cell.glyph.text);
}

/// What a row says that is not bytes.
void WirePainter::paintWords(QPainter &painter, const model::WireRow &row, double y, bool first) const
{
    const Theme &theme = Theme::current();
    const QFontMetricsF metrics(font);
    if (row.kind == model::WireRow::Kind::Heading && !first) {
        painter.setPen(theme.line);
        painter.drawLine(QPointF(0, y + 0.5), QPointF(width, y + 0.5));
    }
    painter.setPen(row.kind == model::WireRow::Kind::Hidden ? Theme::readable(theme.accent, theme.surface)
                                                            : theme.muted);
    painter.drawText(
        QPointF(metrics.height() * 0.7 - scrolled, y + (rowHeight - metrics.height()) / 2 + metrics.ascent()),
        rows.textOf(row, locale));
}

double WirePainter::paintRow(QPainter &painter, qint64 index, double y) const
{
    const Theme &theme = Theme::current();
    const model::WireRow &row = rows.row(index);
    const QFontMetricsF metrics(font);
    const double top = y + (rowHeight - metrics.height()) / 2;
    painter.setFont(font);
    if (row.kind != model::WireRow::Kind::Bytes) {
        paintWords(painter, row, y, index == 0);
        return 0;
    }
    if (row.startLine) {
        QFont bold = font;
        bold.setBold(true);
        painter.setFont(bold);
    }
    const model::TapeId tape = rows.tapeOf(row);
    const auto cells = cellsOf(row);
    for (const WireCell &cell : cells) {
        if (mark.contains(tape, cell.offset))
            painter.fillRect(QRectF(cell.x, y, cell.width + 0.5, rowHeight), theme.selection);
    }
    const QColor ink = inkOf(row, theme.surface);
    const QColor marked = inkOf(row, theme.selection);
    for (const WireCell &cell : cells)
        paintCell(painter, cell, top, mark.contains(tape, cell.offset) ? marked : ink);
    if (hex()) {
        painter.setPen(theme.muted);
        painter.drawText(QPointF(metrics.horizontalAdvance(u'0') * 1.2 - scrolled, top + metrics.ascent()),
                         QString::number(row.span.offset, 16).rightJustified(8, u'0'));
    }
    return cells.empty() ? 0 : cells.back().x + cells.back().width + scrolled;
}

} // namespace ui
