// SPDX-License-Identifier: GPL-3.0-or-later
// Lays out the characters of one row of the byte pane and draws them.
#pragma once

#include "model/wire_rows.h"
#include "model/wire_text.h"

#include <QFont>
#include <QLocale>

class QColor;
class QPainter;

namespace ui {

/// The system's fixed font, as large as this one.
QFont wireFont(const QFont &like);

struct WireCell { ///< one drawn character
    double x = 0;
    double width = 0;
    std::uint64_t offset = 0;
    model::Glyph glyph;
};

/// References: for one painting, or one hit test.
struct WirePainter {
    std::vector<WireCell> cellsOf(const model::WireRow &row) const;
    /// Returns how wide the row is with what is scrolled off; 0: it is no row of bytes.
    double paintRow(QPainter &painter, qint64 row, double y) const;

    const model::WireRows &rows;
    const model::ByteStore &store;
    const model::ByteMark &mark;
    QFont font;
    double scrolled; ///< px to the right
    double width;    ///< px of the pane
    double rowHeight;
    QLocale locale;

private:
    bool hex() const { return rows.mode() == model::WireRows::Mode::Hex; }
    std::vector<WireCell> textCells(const model::WireRow &row, std::string_view bytes) const;
    std::vector<WireCell> hexCells(const model::WireRow &row, std::string_view bytes) const;
    QColor inkOf(const model::WireRow &row, const QColor &ground) const;
    void paintCell(QPainter &painter, const WireCell &cell, double y, const QColor &ink) const;
    void paintWords(QPainter &painter, const model::WireRow &row, double y, bool first) const;
};

} // namespace ui
