// SPDX-License-Identifier: GPL-3.0-or-later
// State of the timeline: what it shows and how far it is zoomed. The scene is rebuilt when something changed, at the
// next paint or question.

#include "ui/exchange/timeline/timeline_view.h"

#include "ui/exchange/timeline/timeline_access.h"
#include "ui/exchange/timeline/timeline_builder.h"
#include "ui/exchange/timeline/timeline_painter.h"

#include "model/timeline_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double mostDensity = 10; // px per nanosecond

} // namespace

TimelineView::TimelineView(QWidget *parent) : QWidget(parent)
{
    installTimelineAccess();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    setToolTipDuration(30000);
}

TimelineView::~TimelineView() = default;

void TimelineView::setEvents(const std::vector<wire::Event> *events)
{
    events_ = events;
    layout_ = model::TimelineLayout();
    now_ = 0;
    sent_ = toSend_ = 0;
    selected_ = none;
    cursor_ = -1;
    replaying_ = false;
    fitted_ = true;
    density_ = offset_ = down_ = 0;
    if (events_)
        layout_.append(*events_);
    invalidate();
}

void TimelineView::eventsAppended()
{
    if (!events_)
        return;
    layout_.append(*events_);
    invalidate();
}

void TimelineView::setNow(qint64 ns)
{
    if (now_ == ns)
        return;
    now_ = ns;
    if (running_)
        invalidate();
}

void TimelineView::setRunning(bool running)
{
    running_ = running;
    invalidate();
}

void TimelineView::setProgress(quint64 sent, quint64 toSend)
{
    sent_ = sent;
    toSend_ = toSend;
    invalidate();
}

void TimelineView::setReplayAt(qint64 ns)
{
    replaying_ = ns >= 0;
    cursor_ = ns;
    invalidate();
}

qint64 TimelineView::duration() const
{
    return running_ ? std::max(now_, layout_.last()) : layout_.last();
}

void TimelineView::invalidate()
{
    dirty_ = true;
    update();
}

const TimelineScene &TimelineView::scene() const
{
    if (!std::exchange(dirty_, false))
        return scene_;
    SceneInput input;
    input.layout = &layout_;
    input.now = now_;
    input.running = running_;
    input.replayAt = replaying_ ? cursor_ : -1;
    input.sent = sent_;
    input.toSend = toSend_;
    input.foldIdle = foldIdle_;
    input.density = fitted_ ? 0 : density_;
    input.offset = offset_;
    input.down = down_;
    input.size = size();
    input.font = font();
    input.locale = locale();
    return scene_ = buildScene(input);
}

void TimelineView::draw(QPainter &painter) const
{
    PaintState state;
    state.selectedItem = selected_ == none ? -1 : layout_.itemOf(selected_);
    state.cursorX = cursor_ < 0 ? -1 : scene().xOf(cursor_);
    state.focused = hasFocus();
    state.size = size();
    state.font = font();
    painter.setFont(font());
    const Theme &theme = Theme::current();
    if (!layout_.lanes().empty()) {
        paintScene(painter, scene(), state, theme);
        return;
    }
    painter.fillRect(rect(), theme.surface);
    painter.setPen(theme.muted);
    painter.drawText(
        rect(), Qt::AlignCenter | Qt::TextWordWrap,
        tr("Nothing was sent yet. Press Ctrl+Enter to send the request;\nits timeline draws itself here."));
}

QSize TimelineView::sizeHint() const
{
    const double em = QFontMetricsF(font()).height();
    return QSizeF(44 * em, 15 * em).toSize();
}

int TimelineView::neededHeight() const
{
    if (layout_.lanes().empty())
        return QWIDGETSIZE_MAX;
    return std::max(minimumSizeHint().height(), static_cast<int>(std::ceil(scene().neededHeight)));
}

QSize TimelineView::minimumSizeHint() const
{
    const double em = QFontMetricsF(font()).height();
    return QSizeF(16 * em, 8 * em).toSize();
}

QString TimelineView::describe() const
{
    QStringList lines;
    for (const auto &lane : layout_.lanes()) {
        QStringList words;
        for (const int item : lane.items)
            words << model::wordsOf(layout_.items()[static_cast<std::size_t>(item)], duration(), locale());
        const QString note = model::noteOf(lane, locale());
        QString line = model::labelOf(lane);
        if (const QString sub = model::sublabelOf(lane); !sub.isEmpty())
            line += u' ' + sub;
        line += u": "_s + words.join(u"; "_s);
        lines << (note.isEmpty() ? line : line + u". "_s + note);
        if (lines.size() >= 50)
            break;
    }
    return lines.join(u'\n');
}

void TimelineView::select(quint64 seq)
{
    selected_ = seq;
    const qint64 index = seq == none ? -1 : layout_.indexOf(seq);
    if (!replaying_)
        cursor_ = index < 0 || !events_ ? -1 : (*events_)[static_cast<std::size_t>(index)].at;
    if (!fitted_ && cursor_ >= 0) { // brought into view
        const double x = scene().xOf(cursor_);
        const QRectF &plot = scene().plot;
        if (x < plot.left() || x > plot.right())
            offset_ = std::max(0.0, scene().scale.left(cursor_) - plot.width() / 3);
        dirty_ = true;
    }
    updateTimelineAccess(this);
    update();
}

void TimelineView::choose(int item)
{
    if (item < 0)
        return;
    const quint64 seq = layout_.items()[static_cast<std::size_t>(item)].seq;
    select(seq);
    emit selected(seq);
}

void TimelineView::fit()
{
    fitted_ = true;
    offset_ = down_ = 0;
    invalidate();
}

void TimelineView::zoomToPause()
{
    const int index = layout_.longestPause();
    if (index < 0)
        return;
    const auto &pause = layout_.items()[static_cast<std::size_t>(index)];
    const qint64 end = pause.open ? duration() : pause.end;
    const double width = scene().plot.width();
    density_ = std::min(mostDensity, width * 0.8 / static_cast<double>(std::max<qint64>(1, end - pause.begin)));
    fitted_ = false;
    dirty_ = true;
    offset_ = 1e12; // the scene clamps it; the map at this density is needed first
    offset_ = std::max(0.0, scene().scale.right(pause.begin) - width * 0.1);
    invalidate();
}

void TimelineView::zoomIn()
{
    zoomAt(scene().plot.center().x(), wheelStep);
}

void TimelineView::zoomOut()
{
    zoomAt(scene().plot.center().x(), 1 / wheelStep);
}

/// The instant under x stays under x.
void TimelineView::zoomAt(double x, double factor)
{
    if (layout_.lanes().empty())
        return;
    const double at = std::clamp(x, scene().plot.left(), scene().plot.right());
    const qint64 instant = scene().timeAt(at);
    const double fitted = scene().fitted;
    const double next = std::min(scene().density * factor, mostDensity);
    if (next <= fitted) {
        fit();
        return;
    }
    fitted_ = false;
    density_ = next;
    dirty_ = true;
    offset_ = std::max(0.0, scene().scale.left(instant) - (at - scene().plot.left()));
    invalidate();
}

void TimelineView::setFoldIdle(bool fold)
{
    if (foldIdle_ == fold)
        return;
    foldIdle_ = fold;
    invalidate();
    emit foldIdleChanged(fold);
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    draw(painter);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    invalidate();
}

void TimelineView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    invalidate();
}

} // namespace ui
