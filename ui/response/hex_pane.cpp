// SPDX-License-Identifier: GPL-3.0-or-later
#include "response/hex_pane.h"

#include "style.h"
#include "theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr qint64 perRow = 16;
constexpr int columns = 10 + 3 * 16 + 2 + 16; // characters of a whole row

} // namespace

HexPane::HexPane(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Content in hex"));
}

void HexPane::show(std::shared_ptr<const void> owner, const std::string *bytes)
{
    owner_ = std::move(owner);
    bytes_ = bytes;
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
    QString text = QString::number(row * perRow, 16).rightJustified(8, u'0') + QLatin1String("  ");
    QString plain;
    for (std::size_t i = 0; i < perRow; ++i) {
        if (i == 8)
            text += u' ';
        if (i >= bytes.size()) {
            text += QLatin1String("   ");
            continue;
        }
        const auto byte = static_cast<quint8>(bytes[i]);
        text += QString::number(byte, 16).rightJustified(2, u'0') + u' ';
        plain += byte >= 0x20 && byte < 0x7f ? QChar(QLatin1Char(static_cast<char>(byte))) : QChar(u'·');
    }
    return text + u' ' + plain;
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
    const double wide = metrics.horizontalAdvance(u'0');
    const double left = wide * 1.2 - horizontalScrollBar()->value();
    double y = rowHeight() * 0.3;
    for (qint64 row = verticalScrollBar()->value(); row < rows() && y < viewport()->height(); ++row) {
        const auto text = rowText(row);
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
    if (event->matches(QKeySequence::MoveToStartOfDocument) || event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else if (event->matches(QKeySequence::MoveToEndOfDocument) || event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

} // namespace ui
