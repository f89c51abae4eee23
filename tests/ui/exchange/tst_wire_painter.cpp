// SPDX-License-Identifier: GPL-3.0-or-later
// Where the characters of a row of bytes stand.
#include "ui/exchange/wire/wire_painter.h"

#include "support/events.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using model::WireRow;
using model::WireRows;

namespace {

struct Rows {
    explicit Rows(WireRows::Mode mode)
    {
        rows.setEvents(&script.events());
        rows.eventsAppended(store);
        rows.setMode(mode, store);
    }
    ui::WirePainter painter(double scrolled = 0) const
    {
        return {rows, store, mark, ui::wireFont(QFont()), scrolled, 600, 20, QLocale(QLocale::English)};
    }
    qint64 firstBytes() const
    {
        qint64 row = 0;
        while (rows.row(row).kind != WireRow::Kind::Bytes)
            ++row;
        return row;
    }
    const support::Script script = support::refusedThenHealed();
    const model::ByteStore store = model::ByteStore::of(*script.record());
    WireRows rows;
    model::ByteMark mark;
};

} // namespace

class TestWirePainter : public QObject {
    Q_OBJECT

private slots:
    void aLineOfText();
    void aLineOfHex();
    void theWidthIsThatOfTheBytes();
};

void TestWirePainter::aLineOfText()
{
    const Rows text(WireRows::Mode::Text);
    const WireRow &row = text.rows.row(text.firstBytes());
    const auto cells = text.painter().cellsOf(row);
    QVERIFY(cells.size() > 10);
    QCOMPARE(cells.back().glyph.kind, model::Glyph::Kind::LineEnd);
    for (std::size_t i = 1; i < cells.size(); ++i) {
        QCOMPARE(cells[i].x, cells[i - 1].x + cells[i - 1].width);
        QCOMPARE(cells[i].offset, cells[i - 1].offset + cells[i - 1].glyph.bytes);
    }
    QCOMPARE(text.painter(30).cellsOf(row).front().x, cells.front().x - 30);
}

void TestWirePainter::aLineOfHex()
{
    const Rows hex(WireRows::Mode::Hex);
    const WireRow &row = hex.rows.row(hex.firstBytes());
    const auto cells = hex.painter().cellsOf(row);
    QCOMPARE(cells.size(), 2 * static_cast<std::size_t>(row.span.length)); // each byte in digits, and as a letter
    QCOMPARE(cells[0].offset, cells[1].offset);
    QCOMPARE(cells[0].glyph.text, QString::number(cells[1].glyph.text.front().unicode(), 16));
    QVERIFY(cells[1].x > cells[cells.size() - 2].x); // all digits stand before all letters
}

void TestWirePainter::theWidthIsThatOfTheBytes()
{
    const Rows text(WireRows::Mode::Text);
    QImage image(600, 40, QImage::Format_RGB32);
    QPainter painter(&image);
    const qint64 row = text.firstBytes();
    QCOMPARE(text.rows.row(row - 1).kind, WireRow::Kind::Heading);
    QCOMPARE(text.painter().paintRow(painter, row - 1, 0), 0.0);
    const auto cells = text.painter().cellsOf(text.rows.row(row));
    QCOMPARE(text.painter().paintRow(painter, row, 0), cells.back().x + cells.back().width);
    QCOMPARE(text.painter(30).paintRow(painter, row, 0), text.painter().paintRow(painter, row, 0));
}

INTERIM_SUITE(TestWirePainter)
#include "tst_wire_painter.moc"
