// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_view.h"

#include "ui/exchange/events/event_table.h"
#include "ui/exchange/findings_list.h"
#include "ui/exchange/replay_bar.h"
#include "ui/exchange/response/response_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/exchange/upload_bar.h"
#include "ui/exchange/wire/wire_pane.h"
#include "ui/exchange/wire/wire_view.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/lazy_page.h"
#include "ui/kit/style.h"

#include "record/recorder.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Tab { TimelineTab, WireTab, ResponseTab, FindingsTab };

constexpr int frameMs = 16;

} // namespace

ExchangeView::ExchangeView(QWidget *parent) : QTabWidget(parent)
{
    tabBar()->setAccessibleName(tr("Views of the exchange"));
    addTab(makeTimelineTab(), tr("Timeline"));
    auto *wirePane = new WirePane(true, this);
    wire_ = wirePane->view();
    wire_->setAccessibleName(tr("All bytes"));
    addTab(wirePane, tr("Wire"));
    response_ = new LazyPage([this](QWidget *page) { return makeResponse(page); }, this);
    addTab(response_, tr("Response"));
    findings_ = new FindingsList(this);
    addTab(findings_, tr("Findings"));
    replay_ = new ReplayBar([this] { return timeline_->duration(); }, this);
    setCornerWidget(replay_);
    connect(findings_, &FindingsList::evidenceChosen, this, &ExchangeView::showEvidence);
    connect(replay_, &ReplayBar::moved, this, &ExchangeView::showInstant);
    connect(wire_, &WireView::selected, this, &ExchangeView::select);
    tick_.setInterval(frameMs);
    connect(&tick_, &QTimer::timeout, this, &ExchangeView::tick);
    connect(this, &QTabWidget::currentChanged, this, &ExchangeView::fitTimeline);
}

QWidget *ExchangeView::makeTimelineTab()
{
    timeline_ = new TimelineView(this);
    table_ = new EventTable(this);
    auto *page = new QWidget(this);
    auto *bytesPane = new WirePane(false, this, page);
    bytes_ = bytesPane->view();
    bytes_->setAccessibleName(tr("Bytes of the exchange"));
    upload_ = new UploadBar(this);
    auto *below = new QSplitter(Qt::Horizontal, this);
    below->addWidget(table_);
    below->addWidget(bytesPane);
    below->setChildrenCollapsible(false);
    below->setSizes({500, 460});
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(timeline_);
    split->addWidget(below);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(upload_);
    column->addWidget(split, 1);
    connect(timeline_, &TimelineView::selected, this, &ExchangeView::select);
    connect(table_, &EventTable::selected, this, &ExchangeView::select);
    connect(bytes_, &WireView::selected, this, &ExchangeView::select);
    connect(timeline_, &TimelineView::cursorMoved, this, &ExchangeView::setReplayAt);
    connect(timeline_, &TimelineView::playRequested, this, &ExchangeView::playOrPause);
    connect(timeline_, &TimelineView::stepRequested, this, &ExchangeView::stepEvent);
    return page;
}

/// With what it would have been told until now.
QWidget *ExchangeView::makeResponse(QWidget *parent)
{
    auto *view = new ResponseView(parent);
    if (record_) {
        view->show(exchange(), *events_, record_);
        view->setReplayAt(replayAt());
    } else if (live_) {
        view->clear();
    }
    return view;
}

ResponseView *ExchangeView::madeResponse() const
{
    return static_cast<ResponseView *>(response_->made());
}

ResponseView *ExchangeView::response() const
{
    return static_cast<ResponseView *>(response_->page());
}

void ExchangeView::openFind()
{
    if (auto *bar = FindBar::on(currentWidget()))
        bar->open();
}

void ExchangeView::showResponse()
{
    if (auto *view = madeResponse())
        view->show(exchange(), *events_, record_);
}

void ExchangeView::setEvents(const std::vector<wire::Event> *events)
{
    events_ = events;
    fold_ = record::ExchangeFold();
    folded_ = 0;
    fold();
    replay_->setEvents(events);
    timeline_->setEvents(events);
    table_->setEvents(events);
    bytes_->setEvents(events);
    wire_->setEvents(events);
}

/// Before the events that the panes hold are let go.
void ExchangeView::endReplay()
{
    replay_->end();
}

/// Only what is new: a batch costs what it brings, however long the exchange is.
void ExchangeView::fold()
{
    for (; folded_ < events_->size(); ++folded_)
        fold_.add((*events_)[folded_]);
}

void ExchangeView::follow(session::LiveExchange *live)
{
    endReplay();
    if (live_)
        live_->disconnect(this);
    live_ = live;
    record_.reset();
    own_.clear();
    setEvents(&live->events());
    if (auto *view = madeResponse())
        view->clear();
    setFindings({});
    timeline_->setRunning(true);
    connect(live, &session::LiveExchange::eventsAppended, this, &ExchangeView::eventsCame);
    connect(live, &session::LiveExchange::finished, this, &ExchangeView::finished);
    connect(live, &session::LiveExchange::tapeRead, this,
            [this](quint32 connection, wire::Direction direction, wire::Span span, const QByteArray &bytes) {
                bytes_->addBytes(connection, direction, span, bytes);
                wire_->addBytes(connection, direction, span, bytes);
            });
    for (auto *view : {bytes_, wire_}) {
        disconnect(view, &WireView::wanted, nullptr, nullptr);
        connect(view, &WireView::wanted, live, &session::LiveExchange::requestTape);
    }
    tick_.start();
}

void ExchangeView::show(std::shared_ptr<const record::Record> record, std::vector<wire::Event> events)
{
    endReplay();
    if (live_)
        live_->disconnect(this);
    live_ = nullptr;
    tick_.stop();
    upload_->hide();
    record_ = std::move(record);
    own_ = events.empty() ? record::replay(*record_) : std::move(events);
    setEvents(&own_);
    timeline_->setRunning(false);
    fitTimeline();
    showBytes();
    timeline_->fit();
    showResponse();
    emit updated();
}

void ExchangeView::eventsCame()
{
    fold();
    timeline_->eventsAppended();
    fitTimeline();
    table_->eventsAppended();
    bytes_->eventsAppended();
    wire_->eventsAppended();
    emit updated();
}

/// It takes its lanes' height, and gives the rest to what stands below.
void ExchangeView::fitTimeline()
{
    if (timeline_->isVisible()) // in a low window there is nothing to give away
        timeline_->setMaximumHeight(height() < em(30) ? QWIDGETSIZE_MAX : timeline_->neededHeight());
}

void ExchangeView::tick()
{
    if (!live_ || !live_->running())
        return;
    timeline_->setNow(live_->elapsedNs());
    timeline_->setProgress(live_->sentBytes(), live_->toSendBytes());
    showProgress();
    emit ticked();
}

void ExchangeView::finished()
{
    tick_.stop();
    upload_->hide();
    record_ = live_->record();
    fold();
    timeline_->eventsAppended();
    timeline_->setRunning(false);
    fitTimeline();
    table_->eventsAppended();
    for (auto *view : {bytes_, wire_})
        view->eventsAppended();
    showBytes();
    showResponse();
    emit updated();
}

void ExchangeView::showBytes()
{
    const auto bytes = std::make_shared<model::ByteStore>(model::ByteStore::of(*record_));
    bytes_->setBytes(bytes);
    wire_->setBytes(bytes);
}

/// Of a content that has not begun the time counts from the start.
void ExchangeView::showProgress()
{
    const auto *attempt = exchange().last();
    const auto began = attempt && attempt->request.bodyBegunAt >= 0 ? attempt->request.bodyBegunAt : 0;
    upload_->setProgress(live_->sentBytes(), live_->toSendBytes(), began, live_->elapsedNs());
}

void ExchangeView::setFindings(const QVector<guidance::Finding> &findings)
{
    if (findings_->setFindings(findings))
        setTabText(FindingsTab, findings.isEmpty() ? tr("Findings") : tr("Findings  %1").arg(findings.size()));
}

void ExchangeView::showEvidence(quint64 seq)
{
    if (currentIndex() != WireTab)
        setCurrentIndex(TimelineTab);
    select(seq);
}

void ExchangeView::select(quint64 seq)
{
    timeline_->select(seq);
    table_->select(seq);
    bytes_->select(seq);
    wire_->select(seq);
    emit selectionChanged(seq);
}

qint64 ExchangeView::replayAt() const
{
    return replay_->at();
}

void ExchangeView::setReplayAt(qint64 ns)
{
    replay_->setAt(ns);
}

void ExchangeView::showInstant(qint64 ns)
{
    timeline_->setReplayAt(ns);
    table_->setReplayAt(ns);
    bytes_->setReplayAt(ns);
    wire_->setReplayAt(ns);
    if (auto *view = madeResponse())
        view->setReplayAt(ns);
    emit replayMoved();
}

/// The words of the tabs come before those of the replay.
void ExchangeView::resizeEvent(QResizeEvent *event)
{
    replay_->fit(width() - tabBar()->sizeHint().width());
    QTabWidget::resizeEvent(event);
    fitTimeline();
}

void ExchangeView::playOrPause()
{
    if (!live_ || !live_->running())
        replay_->playOrPause();
}

void ExchangeView::stepEvent(int by)
{
    replay_->step(by);
}

void ExchangeView::explainParts()
{
    timeline_->setWhatsThis(
        tr("When each byte moved, an attempt a lane. Wheel zooms, drag pans, F fits, P zooms to the pause; Left and "
           "Right go from event to event, Space plays them."));
    table_->setWhatsThis(
        tr("The same events as a table; what is chosen here is chosen in the timeline and in the bytes."));
    bytes_->setWhatsThis(
        tr("The bytes of both directions in the order in which they moved. Ctrl+F finds, Ctrl+C copies."));
    widget(WireTab)->setWhatsThis(bytes_->whatsThis());
    response_->setWhatsThis(
        tr("The final response: its fields, and its content decoded, pretty, as an image or in hex. Ctrl+F finds."));
    setWhatsThis(tr("The views of the exchange. Ctrl and the next numbers after the request's pages go to them."));
}

void ExchangeView::restyle()
{
    for (QWidget *widget : {static_cast<QWidget *>(timeline_), static_cast<QWidget *>(table_),
                            static_cast<QWidget *>(bytes_), static_cast<QWidget *>(wire_)})
        widget->update();
    if (auto *view = madeResponse())
        view->restyle();
    findings_->restyle();
    fitTimeline();
}

} // namespace ui
