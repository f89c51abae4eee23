// SPDX-License-Identifier: GPL-3.0-or-later
// What the byte pane follows, and how it is scrolled and pointed at. Rows are laid out when they are painted, and then
// only.

#include "ui/exchange/wire/wire_view.h"

#include "ui/kit/theme.h"

#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

/// Events taken and rows made in one turn of the event loop: well below a frame.
constexpr std::size_t workAtOnce = 8000;

} // namespace

WireView::WireView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes on the wire"));
    viewport()->setCursor(Qt::IBeamCursor);
    more_.setSingleShot(true);
    connect(&more_, &QTimer::timeout, this, &WireView::goOn);
}

WireView::~WireView() = default;

void WireView::setEvents(const std::vector<wire::Event> *events)
{
    events_ = events;
    store_ = std::make_shared<model::ByteStore>();
    mark_ = {};
    wish_.reset();
    otherBytes_ = false;
    widest_ = 0;
    rows_.setEvents(events);
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    emit bytesChanged();
    eventsAppended();
}

void WireView::eventsAppended()
{
    goOn();
}

/// Takes what is new; where nobody looks, nothing.
void WireView::goOn()
{
    if (!isVisible())
        return;
    bool done = true;
    if (std::exchange(otherBytes_, false))
        done = rows_.rebuild(*store_, workAtOnce);
    done = done && rows_.eventsAppended(*store_, workAtOnce);
    askForBytes();
    settle(done);
    emit bytesChanged();
}

/// After each change of the rows.
void WireView::settle(bool done)
{
    if (!done)
        more_.start();
    refresh();
    if (done && wish_)
        select(*std::exchange(wish_, std::nullopt));
}

void WireView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    goOn();
}

void WireView::askForBytes()
{
    for (const auto &wish : rows_.takeWanted(*store_))
        emit wanted(wish.tape.connection, wish.tape.direction, wish.span);
}

void WireView::setBytes(std::shared_ptr<model::ByteStore> bytes)
{
    store_ = std::move(bytes);
    otherBytes_ = true;
    goOn();
}

void WireView::addBytes(quint32 connection, wire::Direction direction, wire::Span span, const QByteArray &bytes)
{
    if (store_->complete())
        return;
    store_->add({connection, direction}, span.offset, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    settle(rows_.bytesCame({connection, direction}, span, *store_, workAtOnce));
    emit bytesChanged();
}

void WireView::setReplayAt(qint64 ns)
{
    const bool done = rows_.setUntil(ns, *store_, isVisible() ? workAtOnce : 0);
    settle(done || !isVisible());
    emit bytesChanged();
}

bool WireView::hexMode() const
{
    return rows_.mode() == model::WireRows::Mode::Hex;
}

void WireView::setHexMode(bool hex)
{
    widest_ = 0;
    settle(rows_.setMode(hex ? model::WireRows::Mode::Hex : model::WireRows::Mode::Text, *store_, workAtOnce));
    showMark();
    emit hexModeChanged(hex);
}

void WireView::refresh()
{
    updateBars();
    viewport()->update();
}

double WireView::rowHeight() const
{
    return std::ceil(QFontMetricsF(wireFont(font())).height() * 1.25);
}

void WireView::updateBars()
{
    const int visible = std::max(1, static_cast<int>(viewport()->height() / rowHeight()));
    verticalScrollBar()->setPageStep(visible);
    const int last = static_cast<int>(std::max<qint64>(0, rows_.count() - visible));
    // Rows that are being made anew come back: the place stays.
    verticalScrollBar()->setRange(0, more_.isActive() ? std::max(last, verticalScrollBar()->maximum()) : last);
    const double wide = QFontMetricsF(wireFont(font())).horizontalAdvance(u'0');
    // as wide as the widest row that was painted: rows are not measured before they are seen
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(widest_ + wide) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(static_cast<int>(wide * 4));
}

WirePainter WireView::painter() const
{
    return {rows_,
            *store_,
            mark_,
            wireFont(font()),
            static_cast<double>(horizontalScrollBar()->value()),
            static_cast<double>(viewport()->width()),
            rowHeight(),
            locale()};
}

qint64 WireView::rowAt(double y) const
{
    const qint64 row =
        verticalScrollBar()->value() + static_cast<qint64>(std::floor((y - rowHeight() * 0.3) / rowHeight()));
    return row >= 0 && row < rows_.count() ? row : -1;
}

void WireView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    if (rows_.count() == 0) {
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No byte has moved yet. What is sent and received appears here, byte for byte."));
        return;
    }
    const WirePainter rows = this->painter();
    double widest = widest_;
    double y = rowHeight() * 0.3;
    for (qint64 row = verticalScrollBar()->value(); row < rows_.count() && y < viewport()->height(); ++row) {
        widest = std::max(widest, rows.paintRow(painter, row, y));
        y += rowHeight();
    }
    if (widest > std::exchange(widest_, widest))
        QMetaObject::invokeMethod(this, &WireView::updateBars, Qt::QueuedConnection);
}

void WireView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void WireView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    widest_ = 0;
    refresh();
}

bool WireView::byteAt(QPointF point, model::TapeId *tape, std::uint64_t *offset) const
{
    const qint64 index = rowAt(point.y());
    if (index < 0 || rows_.row(index).kind != model::WireRow::Kind::Bytes)
        return false;
    const model::WireRow &row = rows_.row(index);
    const auto cells = painter().cellsOf(row);
    if (cells.empty())
        return false;
    *tape = rows_.tapeOf(row);
    *offset = cells.back().offset; // right of the line: its last byte
    for (const WireCell &cell : cells) {
        if (point.x() >= cell.x && point.x() < cell.x + cell.width) {
            *offset = cell.offset;
            break;
        }
        if (point.x() < cells.front().x)
            *offset = cells.front().offset;
    }
    return true;
}

void WireView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const qint64 row = rowAt(event->position().y());
    if (row >= 0 && rows_.row(row).kind == model::WireRow::Kind::Hidden) {
        rows_.reveal(row, *store_);
        refresh();
        return;
    }
    model::TapeId tape;
    std::uint64_t offset = 0;
    std::uint64_t seq = 0;
    if (!byteAt(event->position(), &tape, &offset))
        return;
    dragFrom_ = offset;
    dragging_ = true;
    if (rows_.blocks().eventAt(tape, offset, &seq)) {
        mark_ = rows_.blocks().markOf(seq);
        emit selected(seq);
    }
    mark_.tape = tape;
    viewport()->update();
}

void WireView::mouseReleaseEvent(QMouseEvent *event)
{
    dragging_ = false;
    event->accept();
}

void WireView::mouseMoveEvent(QMouseEvent *event)
{
    model::TapeId tape;
    std::uint64_t offset = 0;
    if (!dragging_ || !(event->buttons() & Qt::LeftButton) || !byteAt(event->position(), &tape, &offset))
        return;
    if (tape != mark_.tape || offset == dragFrom_)
        return;
    const std::uint64_t first = std::min(offset, dragFrom_);
    mark_.span = {first, std::max(offset, dragFrom_) - first + 1};
    viewport()->update();
}

void WireView::select(quint64 seq)
{
    dragging_ = false;
    wish_.reset();
    if (!isVisible() || more_.isActive()) { // its event may not have been taken yet
        wish_ = seq;
        return;
    }
    mark_ = rows_.blocks().markOf(seq);
    showMark();
    viewport()->update();
}

void WireView::showMark()
{
    if (mark_.span.length == 0)
        return;
    const qint64 count = rows_.count();
    const qint64 row = rows_.rowOf(mark_.tape, mark_.span.offset, *store_);
    if (rows_.count() != count)
        updateBars();
    if (row >= 0) {
        showRow(row);
        showColumn(row);
    }
}

/// Brings a row into view, with its heading above it when that is near.
void WireView::showRow(qint64 row)
{
    const int first = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (row < first + 1)
        verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, row - 1)));
    else if (row >= first + page - 1)
        verticalScrollBar()->setValue(static_cast<int>(row - page / 3));
}

/// Brings the mark's beginning in that row into view, and its end if both fit.
void WireView::showColumn(qint64 row)
{
    const auto cells = painter().cellsOf(rows_.row(row));
    auto *bar = horizontalScrollBar();
    double begin = -1, end = 0; // px of the whole row
    for (const WireCell &cell : cells) {
        if (!mark_.contains(rows_.tapeOf(rows_.row(row)), cell.offset))
            continue;
        begin = begin < 0 ? cell.x + bar->value() : begin;
        end = cell.x + cell.width + bar->value();
    }
    if (begin < 0)
        return;
    widest_ = std::max(widest_, end);
    updateBars();
    const double margin = QFontMetricsF(wireFont(font())).horizontalAdvance(u'0') * 2;
    if (end + margin > bar->value() + viewport()->width())
        bar->setValue(static_cast<int>(end + margin - viewport()->width()));
    if (begin - margin < bar->value())
        bar->setValue(static_cast<int>(begin - margin));
}

void WireView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const int last = verticalScrollBar()->value() + verticalScrollBar()->pageStep();
        for (qint64 row = verticalScrollBar()->value(); row <= last && row < rows_.count(); ++row) {
            if (rows_.row(row).kind == model::WireRow::Kind::Hidden) {
                rows_.reveal(row, *store_);
                refresh();
                return;
            }
        }
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void WireView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy as text"), this, &WireView::copy);
    menu.addAction(tr("Copy as hex"), this, &WireView::copyAsHex);
    menu.addAction(tr("Copy as C string"), this, &WireView::copyAsCString);
    menu.addSeparator();
    QAction *hex = menu.addAction(tr("Hex"));
    hex->setCheckable(true);
    hex->setChecked(hexMode());
    connect(hex, &QAction::toggled, this, &WireView::setHexMode);
    menu.exec(event->globalPos());
}

} // namespace ui
