// SPDX-License-Identifier: GPL-3.0-or-later
// What pointer, wheel and keys do to the timeline.

#include "ui/exchange/timeline/timeline_view.h"

#include "model/timeline_text.h"
#include "words/units.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

void TimelineView::scrubTo(double x)
{
    cursor_ = std::clamp<qint64>(scene().timeAt(x), 0, duration());
    invalidate();
    emit cursorMoved(cursor_);
}

QString TimelineView::tipAt(QPointF point) const
{
    const int item = scene().itemAt(point);
    if (item >= 0)
        return model::tipOf(layout_.items()[static_cast<std::size_t>(item)], duration(), locale());
    if (layout_.lanes().empty() || point.x() < scene().plot.left())
        return {};
    const double axis = scene().plot.top();
    for (const QRectF &mark : scene().widened) {
        if (point.y() < axis && point.x() >= mark.left() && point.x() <= mark.right())
            return tr("Drawn wider than it lasts, so that short phases can be seen.\nZoom in to see them to scale.");
    }
    return words::exactDurationText(std::clamp<qint64>(scene().timeAt(point.x()), 0, duration()), locale());
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipAt(help->pos());
    // escaped and wrapped as rich text of one kind: what came from the wire is never markup
    const QString plain = u"<pre style='font-family:inherit'>%1</pre>"_s.arg(tip.toHtmlEscaped());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plain, this);
    return true;
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier || std::abs(delta.x()) > std::abs(delta.y())) {
        const int by = delta.x() != 0 ? delta.x() : delta.y();
        if (!fitted_)
            offset_ = std::max(0.0, scene().offset - by);
    } else {
        zoomAt(event->position().x(), std::pow(wheelStep, delta.y() / 120.0));
    }
    invalidate();
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    pressed_ = event->position();
    pressedOffset_ = {scene().offset, down_};
    moved_ = false;
    const bool onAxis = pressed_.y() < scene().plot.top() && !layout_.lanes().empty();
    drag_ = onAxis ? Drag::Scrub : Drag::Pan;
    if (onAxis)
        scrubTo(pressed_.x());
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF by = event->position() - pressed_;
    if (drag_ == Drag::None) {
        setCursor(scene().itemAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if (drag_ == Drag::Scrub) {
        scrubTo(event->position().x());
        return;
    }
    if (!moved_ && by.manhattanLength() < 4)
        return;
    moved_ = true;
    setCursor(Qt::ClosedHandCursor);
    offset_ = std::max(0.0, pressedOffset_.x() - by.x());
    const double hidden = std::max(0.0, scene().contentHeight - height());
    down_ = std::clamp(pressedOffset_.y() - by.y(), 0.0, hidden);
    invalidate();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (drag_ == Drag::Pan && !moved_)
        choose(scene().itemAt(event->position()));
    drag_ = Drag::None;
    unsetCursor();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int item = scene().itemAt(event->position());
    if (item >= 0 && layout_.items()[static_cast<std::size_t>(item)].kind == model::ItemKind::Pause)
        zoomToPause();
    else
        fit();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left: step(-1); break;
    case Qt::Key_Right: step(1); break;
    case Qt::Key_Space: emit playRequested(); break;
    case Qt::Key_Home: choose(layout_.items().empty() ? -1 : 0); break;
    case Qt::Key_End: choose(static_cast<int>(layout_.items().size()) - 1); break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); break;
    case Qt::Key_Minus: zoomOut(); break;
    case Qt::Key_F: fit(); break;
    case Qt::Key_P: zoomToPause(); break;
    case Qt::Key_I: setFoldIdle(!foldIdle_); break;
    default: QWidget::keyPressEvent(event);
    }
}

void TimelineView::stepSelection(int by)
{
    const auto count = static_cast<int>(layout_.items().size());
    if (count == 0)
        return;
    const int at = selected_ == none ? -1 : layout_.itemOf(selected_);
    choose(at < 0 ? (by > 0 ? 0 : count - 1) : std::clamp(at + by, 0, count - 1));
}

void TimelineView::step(int by)
{
    if (replaying_)
        emit stepRequested(by);
    else
        stepSelection(by);
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Fit\tF"), this, &TimelineView::fit);
    QAction *pause = menu.addAction(tr("Zoom to the pause\tP"), this, &TimelineView::zoomToPause);
    pause->setEnabled(layout_.longestPause() >= 0);
    menu.addAction(tr("Zoom in\t+"), this, &TimelineView::zoomIn);
    menu.addAction(tr("Zoom out\t-"), this, &TimelineView::zoomOut);
    menu.addSeparator();
    QAction *fold = menu.addAction(tr("Fold idle time\tI"));
    fold->setCheckable(true);
    fold->setChecked(foldIdle_);
    connect(fold, &QAction::toggled, this, &TimelineView::setFoldIdle);
    menu.exec(event->globalPos());
}

} // namespace ui
