// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/hex_pane.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 perRow = 16;
constexpr int columns = 10 + 3 * 16 + 2 + 16; // characters of a whole row
constexpr int plainColumn = columns - 16;
constexpr std::size_t mostHexCopied = 16 << 20; // bytes: a clipboard is no file
constexpr double topGap = 0.3;                  // of a row

/// Of a byte in its row, in characters.
int hexColumn(qint64 byte)
{
    return static_cast<int>(10 + 3 * byte + (byte >= 8 ? 1 : 0));
}

QChar plainOf(quint8 byte)
{
    return byte >= 0x20 && byte < 0x7f ? QChar(QLatin1Char(static_cast<char>(byte))) : QChar(u'·');
}

} // namespace

HexPane::HexPane(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Content in hex"));
}

void HexPane::show(std::shared_ptr<const void> owner, const std::string *bytes)
{
    owner_ = std::move(owner);
    bytes_ = bytes;
    anchor_ = cursor_ = -1;
    verticalScrollBar()->setValue(0);
    updateBars();
    viewport()->update();
}

qint64 HexPane::rows() const
{
    return bytes_ ? (static_cast<qint64>(bytes_->size()) + perRow - 1) / perRow : 0;
}

QString HexPane::rowText(qint64 row) const
{
    if (row < 0 || row >= rows())
        return {};
    const auto bytes = std::string_view(*bytes_).substr(static_cast<std::size_t>(row * perRow), perRow);
    QString text = QString::number(row * perRow, 16).rightJustified(8, u'0') + "  "_L1;
    QString plain;
    for (std::size_t i = 0; i < perRow; ++i) {
        if (i == 8)
            text += u' ';
        if (i >= bytes.size()) {
            text += "   "_L1;
            continue;
        }
        const auto byte = static_cast<quint8>(bytes[i]);
        text += QString::number(byte, 16).rightJustified(2, u'0') + u' ';
        plain += plainOf(byte);
    }
    return text + u' ' + plain;
}

HexPane::Mark HexPane::mark() const
{
    if (anchor_ < 0)
        return {};
    return {std::min(anchor_, cursor_), std::max(anchor_, cursor_) + 1};
}

/// Its beginning is seen, and its end where both fit.
void HexPane::setMark(const Mark &mark)
{
    moveTo(mark.end - 1, false);
    moveTo(mark.begin, true);
}

double HexPane::charWidth() const
{
    return QFontMetricsF(fixedFont()).horizontalAdvance(u'0');
}

double HexPane::leftEdge() const
{
    return charWidth() * 1.2 - horizontalScrollBar()->value();
}

QRectF HexPane::cellOf(qint64 offset) const
{
    const qint64 row = offset / perRow - verticalScrollBar()->value();
    return {leftEdge() + charWidth() * hexColumn(offset % perRow), rowHeight() * (topGap + static_cast<double>(row)),
            2 * charWidth(), rowHeight()};
}

/// Of the hex or of the text; the nearest one to a point beside them, -1 where there are no bytes.
qint64 HexPane::byteAt(QPointF point) const
{
    if (size() == 0)
        return -1;
    const auto row = verticalScrollBar()->value() + static_cast<qint64>(std::floor(point.y() / rowHeight() - topGap));
    const double column = (point.x() - leftEdge()) / charWidth();
    qint64 byte = 0;
    if (column >= plainColumn - 0.5)
        byte = static_cast<qint64>(column - plainColumn);
    else
        while (byte < perRow - 1 && column >= hexColumn(byte + 1) - 0.5)
            ++byte;
    return std::clamp<qint64>(std::max<qint64>(0, row) * perRow + std::clamp<qint64>(byte, 0, perRow - 1), 0,
                              size() - 1);
}

void HexPane::moveTo(qint64 offset, bool extend)
{
    if (size() == 0)
        return;
    cursor_ = std::clamp<qint64>(offset, 0, size() - 1);
    if (!extend || anchor_ < 0)
        anchor_ = cursor_;
    const auto row = static_cast<int>(cursor_ / perRow);
    auto *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
    viewport()->update();
}

std::string_view HexPane::markedBytes() const
{
    if (!bytes_)
        return {};
    const auto [begin, end] = mark();
    const std::string_view all(*bytes_);
    return begin == end
        ? all.substr(0, mostHexCopied)
        : all.substr(static_cast<std::size_t>(begin), std::min(mostHexCopied, static_cast<std::size_t>(end - begin)));
}

void HexPane::selectAll()
{
    if (size() == 0)
        return;
    anchor_ = 0;
    cursor_ = size() - 1;
    viewport()->update();
}

void HexPane::copyHex()
{
    const auto bytes = markedBytes();
    QGuiApplication::clipboard()->setText(
        QString::fromLatin1(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex(' ')));
}

void HexPane::copyText()
{
    QString text;
    for (const char byte : markedBytes())
        text += byte == '\n' || byte == '\t' ? QChar(QLatin1Char(byte)) : plainOf(static_cast<quint8>(byte));
    QGuiApplication::clipboard()->setText(text);
}

void HexPane::paintMark(QPainter &painter, qint64 row, double y) const
{
    const auto [begin, end] = mark();
    for (qint64 byte = std::max<qint64>(begin - row * perRow, 0); byte < std::min(end - row * perRow, perRow); ++byte) {
        const bool joined = row * perRow + byte + 1 < end && byte + 1 < perRow;
        const double width = joined ? hexColumn(byte + 1) - hexColumn(byte) : 2;
        const auto at = [&](int column, double chars) {
            painter.fillRect(QRectF(leftEdge() + charWidth() * column, y, charWidth() * chars, rowHeight()),
                             Theme::current().selection);
        };
        at(hexColumn(byte), width);
        at(plainColumn + static_cast<int>(byte), 1);
    }
}

double HexPane::rowHeight() const
{
    return std::ceil(QFontMetricsF(fixedFont()).height() * 1.2);
}

void HexPane::updateBars()
{
    const int visible = std::max(1, static_cast<int>(viewport()->height() / rowHeight()) - 1);
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qint64>(0, rows() - visible)));
    const double wide = QFontMetricsF(fixedFont()).horizontalAdvance(u'0');
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(wide * (columns + 3)) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(static_cast<int>(wide * 4));
}

void HexPane::paintEvent(QPaintEvent *)
{
    const auto &theme = Theme::current();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    painter.setFont(fixedFont());
    const QFontMetricsF metrics(fixedFont());
    const double wide = charWidth();
    const double left = leftEdge();
    double y = rowHeight() * topGap;
    for (qint64 row = verticalScrollBar()->value(); row < rows() && y < viewport()->height(); ++row) {
        const auto text = rowText(row);
        paintMark(painter, row, y);
        painter.setPen(Theme::readable(theme.muted, theme.surface));
        painter.drawText(QPointF(left, y + metrics.ascent()), text.left(10));
        painter.setPen(theme.ink);
        painter.drawText(QPointF(left + wide * 10, y + metrics.ascent()), text.mid(10));
        y += rowHeight();
    }
}

void HexPane::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void HexPane::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    updateBars();
    viewport()->update();
}

void HexPane::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const qint64 page = perRow * std::max(1, verticalScrollBar()->pageStep());
    const qint64 at = std::max<qint64>(0, cursor_);
    if (event->matches(QKeySequence::Copy))
        copyHex();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->key() == Qt::Key_Home)
        moveTo(0, extend);
    else if (event->key() == Qt::Key_End)
        moveTo(size() - 1, extend);
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        moveTo(at + (event->key() == Qt::Key_Left ? -1 : 1), extend);
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        moveTo(at + (event->key() == Qt::Key_Up ? -perRow : perRow), extend);
    else if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
        moveTo(at + (event->key() == Qt::Key_PageUp ? -page : page), extend);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexPane::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(byteAt(event->position()), event->modifiers() & Qt::ShiftModifier);
}

void HexPane::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(byteAt(event->position()), true);
}

void HexPane::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy as hex"), QKeySequence::Copy, this, &HexPane::copyHex);
    menu.addAction(tr("Copy as text"), this, &HexPane::copyText);
    menu.addSeparator();
    menu.addAction(tr("Mark all"), QKeySequence::SelectAll, this, &HexPane::selectAll);
    menu.exec(event->globalPos());
}

} // namespace ui
