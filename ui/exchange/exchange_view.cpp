// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_view.h"

#include "ui/exchange/events/event_table.h"
#include "ui/exchange/response/response_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/exchange/wire/wire_pane.h"
#include "ui/exchange/wire/wire_view.h"
#include "ui/guidance/confidence_words.h"
#include "ui/kit/lazy_page.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include "record/recorder.h"
#include "words/units.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QSplitter>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum Tab { TimelineTab, WireTab, ResponseTab, FindingsTab };

constexpr int frameMs = 16;
/// Replay speeds; 0: the whole exchange in five seconds.
constexpr double speeds[]{0, 1, 0.1, 0.01};

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
    list_ = new QListWidget(this);
    list_->setWordWrap(true);
    list_->setSpacing(em(0.2));
    list_->setAccessibleName(tr("Findings"));
    list_->setAccessibleDescription(tr("Enter shows the evidence of the chosen one in the timeline"));
    addTab(list_, tr("Findings"));
    setCornerWidget(makeReplayBar());
    const auto show = [this](const QListWidgetItem *item) {
        if (item->data(Qt::UserRole).isValid())
            showEvidence(item->data(Qt::UserRole).toULongLong());
    };
    connect(list_, &QListWidget::itemClicked, this, show);
    connect(list_, &QListWidget::itemActivated, this, show);
    connect(wire_, &WireView::selected, this, &ExchangeView::select);
    tick_.setInterval(frameMs);
    connect(&tick_, &QTimer::timeout, this, &ExchangeView::tick);
    replay_.setInterval(frameMs);
    connect(&replay_, &QTimer::timeout, this, &ExchangeView::replayTick);
}

QWidget *ExchangeView::makeTimelineTab()
{
    timeline_ = new TimelineView(this);
    table_ = new EventTable(this);
    auto *bytesPane = new WirePane(false, this);
    bytes_ = bytesPane->view();
    bytes_->setAccessibleName(tr("Bytes of the exchange"));
    progressBox_ = new QWidget(this);
    progress_ = new QProgressBar(progressBox_);
    progress_->setTextVisible(false);
    progress_->setFixedHeight(em(0.6));
    progress_->setAccessibleName(tr("Upload"));
    progressText_ = plainLabel({}, progressBox_);
    auto *row = new QHBoxLayout(progressBox_);
    row->setContentsMargins(em(0.8), em(0.2), em(0.8), em(0.2));
    row->addWidget(progress_, 1);
    row->addWidget(progressText_);
    progressBox_->hide();
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
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(progressBox_);
    column->addWidget(split, 1);
    connect(timeline_, &TimelineView::selected, this, &ExchangeView::select);
    connect(table_, &EventTable::selected, this, &ExchangeView::select);
    connect(bytes_, &WireView::selected, this, &ExchangeView::select);
    connect(timeline_, &TimelineView::cursorMoved, this, &ExchangeView::setReplayAt);
    connect(timeline_, &TimelineView::playRequested, this, &ExchangeView::playOrPause);
    connect(timeline_, &TimelineView::stepRequested, this, &ExchangeView::stepEvent);
    return page;
}

QWidget *ExchangeView::makeReplayBar()
{
    auto *bar = new QWidget(this);
    const auto button = [&](const QString &text, const QString &name, const QString &tip) {
        auto *one = new QToolButton(bar);
        one->setText(text);
        one->setAutoRaise(true);
        one->setAccessibleName(name);
        one->setToolTip(tip);
        return one;
    };
    back_ = button(u"◂◂"_s, tr("Previous event"), tr("Previous event (Left)"));
    play_ = button(tr("▶ Replay"), tr("Replay"), tr("Play or pause the replay (Space)"));
    on_ = button(u"▸▸"_s, tr("Next event"), tr("Next event (Right)"));
    speed_ = new QComboBox(bar);
    speed_->addItems({tr("in 5 s"), tr("1×"), tr("0.1×"), tr("0.01×")});
    speed_->setAccessibleName(tr("Speed of the replay"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, em(0.8), 0);
    row->setSpacing(em(0.2));
    for (auto *one : {back_, play_, on_})
        row->addWidget(one);
    row->addWidget(speed_);
    connect(back_, &QToolButton::clicked, this, [this] { stepEvent(-1); });
    connect(on_, &QToolButton::clicked, this, [this] { stepEvent(1); });
    connect(play_, &QToolButton::clicked, this, &ExchangeView::playOrPause);
    return bar;
}

/// With what it would have been told until now.
QWidget *ExchangeView::makeResponse(QWidget *parent)
{
    auto *view = new ResponseView(parent);
    if (record_) {
        view->show(exchange(), *events_, record_);
        view->setReplayAt(replayAt_);
    } else if (sending_) {
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

void ExchangeView::showResponse()
{
    if (auto *view = madeResponse())
        view->show(exchange(), *events_, record_);
}

void ExchangeView::setEvents(const std::vector<wire::Event> *events, wire::Role role)
{
    events_ = events;
    fold_ = record::ExchangeFold(role);
    folded_ = 0;
    fold();
    timeline_->setEvents(events, role);
    table_->setEvents(events, role);
    bytes_->setEvents(events, role);
    wire_->setEvents(events, role);
}

/// Before the events that the panes hold are let go.
void ExchangeView::endReplay()
{
    stopPlaying();
    setReplayAt(-1);
}

/// Only what is new: a batch costs what it brings, however long the exchange is.
void ExchangeView::fold()
{
    for (; folded_ < events_->size(); ++folded_)
        fold_.add((*events_)[folded_]);
}

void ExchangeView::follow(session::Sending *sending)
{
    endReplay();
    if (sending_)
        sending_->disconnect(this);
    sending_ = sending;
    record_.reset();
    own_.clear();
    setEvents(&sending->events(), wire::Role::Client);
    if (auto *view = madeResponse())
        view->clear();
    setFindings({});
    timeline_->setRunning(true);
    connect(sending, &session::Sending::eventsAppended, this, &ExchangeView::eventsCame);
    connect(sending, &session::Sending::finished, this, &ExchangeView::finished);
    connect(sending, &session::Sending::tapeRead, this,
            [this](quint32 connection, wire::Direction direction, wire::Span span, const QByteArray &bytes) {
                bytes_->addBytes(connection, direction, span, bytes);
                wire_->addBytes(connection, direction, span, bytes);
            });
    for (auto *view : {bytes_, wire_}) {
        disconnect(view, &WireView::wanted, nullptr, nullptr);
        connect(view, &WireView::wanted, sending, &session::Sending::requestTape);
    }
    tick_.start();
}

void ExchangeView::show(std::shared_ptr<const record::Record> record, std::vector<wire::Event> events)
{
    endReplay();
    if (sending_)
        sending_->disconnect(this);
    sending_ = nullptr;
    tick_.stop();
    progressBox_->hide();
    record_ = std::move(record);
    own_ = events.empty() ? record::replay(*record_) : std::move(events);
    setEvents(&own_, record_->role);
    timeline_->setRunning(false);
    showBytes();
    timeline_->fit();
    showResponse();
    emit updated();
}

void ExchangeView::eventsCame()
{
    fold();
    timeline_->eventsAppended();
    table_->eventsAppended();
    bytes_->eventsAppended();
    wire_->eventsAppended();
    emit updated();
}

void ExchangeView::tick()
{
    if (!sending_ || !sending_->running())
        return;
    timeline_->setNow(sending_->elapsedNs());
    timeline_->setProgress(sending_->sentBytes(), sending_->toSendBytes());
    showProgress();
    emit ticked();
}

void ExchangeView::finished()
{
    tick_.stop();
    progressBox_->hide();
    record_ = sending_->record();
    fold();
    timeline_->eventsAppended();
    timeline_->setRunning(false);
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

/// Bytes, rate and time left of an upload that takes long enough to watch.
void ExchangeView::showProgress()
{
    const auto sent = sending_->sentBytes();
    const auto all = sending_->toSendBytes();
    const auto now = sending_->elapsedNs();
    const bool shown = all > 0 && sent > 0 && sent < all && now > 500'000'000;
    progressBox_->setVisible(shown);
    if (!shown)
        return;
    const auto *attempt = exchange().last();
    const auto began = attempt && attempt->request.bodyBegunAt >= 0 ? attempt->request.bodyBegunAt : rateSince_;
    const auto spent = std::max<qint64>(1, now - began);
    const auto left =
        static_cast<qint64>(static_cast<double>(all - sent) * static_cast<double>(spent) / static_cast<double>(sent));
    progress_->setMaximum(1000);
    progress_->setValue(static_cast<int>(static_cast<double>(sent) * 1000.0 / static_cast<double>(all)));
    progressText_->setText(tr("%1 of %2 · %3 · %4 left")
                               .arg(words::sizeText(sent, locale()), words::sizeText(all, locale()),
                                    words::rateText(sent, spent, locale()), words::durationText(left, locale())));
}

/// What is told again and again, as in a replay, leaves the list and what is chosen in it alone.
void ExchangeView::setFindings(const QVector<guidance::Finding> &findings)
{
    if (findings == findings_)
        return;
    findings_ = findings;
    fillFindings();
}

void ExchangeView::fillFindings()
{
    list_->clear();
    const auto &theme = Theme::current();
    for (const auto &finding : *findings_) {
        const bool error = finding.severity == wire::Severity::Error;
        const auto word = error                           ? tr("Error")
            : finding.severity == wire::Severity::Warning ? tr("Warning")
                                                          : tr("Note");
        const QString sure = confidenceWord(finding.confidence);
        const QString how = sure.isEmpty() ? word : tr("%1, %2").arg(word, sure);
        auto *item =
            new QListWidgetItem(u"%1: %2\n%3\n%4"_s.arg(how, finding.title, finding.text, finding.reference), list_);
        item->setToolTip(confidenceHelp());
        if (!finding.events.isEmpty())
            item->setData(Qt::UserRole, finding.events.first());
        if (finding.severity != wire::Severity::Info)
            item->setForeground(Theme::readable(error ? theme.failure : theme.pause, theme.surface));
    }
    if (findings_->isEmpty()) {
        auto *item = new QListWidgetItem(tr("Nothing odd was seen on the wire."), list_);
        item->setFlags(Qt::NoItemFlags);
    }
    setTabText(FindingsTab, findings_->isEmpty() ? tr("Findings") : tr("Findings  %1").arg(findings_->size()));
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

void ExchangeView::setReplayAt(qint64 ns)
{
    replayAt_ = ns;
    timeline_->setReplayAt(ns);
    table_->setReplayAt(ns);
    bytes_->setReplayAt(ns);
    wire_->setReplayAt(ns);
    if (auto *view = madeResponse())
        view->setReplayAt(ns);
    emit replayMoved();
}

void ExchangeView::stopPlaying()
{
    replay_.stop();
    showPlay();
}

void ExchangeView::showPlay()
{
    const bool plays = replay_.isActive();
    const auto sign = plays ? u"❚❚"_s : u"▶"_s;
    play_->setText(compact_ ? sign : sign + ' '_L1 + (plays ? tr("Pause") : tr("Replay")));
}

/// The words of the tabs come before that of the button, and before the steps, which have keys.
void ExchangeView::resizeEvent(QResizeEvent *event)
{
    const int spared =
        play_->fontMetrics().horizontalAdvance(tr("Replay")) + back_->sizeHint().width() + on_->sizeHint().width();
    const int bar = cornerWidget()->sizeHint().width() + (compact_ ? spared : 0);
    const bool compact = tabBar()->sizeHint().width() + bar > width();
    if (compact != compact_) {
        compact_ = compact;
        back_->setVisible(!compact);
        on_->setVisible(!compact);
        showPlay();
    }
    QTabWidget::resizeEvent(event);
}

void ExchangeView::playOrPause()
{
    if (replay_.isActive()) {
        stopPlaying();
        return;
    }
    if (events_->empty() || (sending_ && sending_->running()))
        return;
    if (replayAt_ < 0 || replayAt_ >= timeline_->duration())
        setReplayAt(0);
    replay_.start();
    showPlay();
}

void ExchangeView::replayTick()
{
    const auto duration = timeline_->duration();
    const double speed = speeds[speed_->currentIndex()];
    const auto step = speed > 0 ? static_cast<qint64>(speed * frameMs * 1e6) : duration * frameMs / 5000;
    const auto next = replayAt_ + std::max<qint64>(1, step);
    if (next >= duration) {
        stopPlaying();
        setReplayAt(-1);
        return;
    }
    setReplayAt(next);
}

/// To the next or previous moment at which something happened.
void ExchangeView::stepEvent(int by)
{
    stopPlaying();
    const auto at = replayAt_ < 0 ? (by > 0 ? -1 : timeline_->duration() + 1) : replayAt_;
    const auto &events = *events_;
    if (by > 0) {
        const auto it = std::find_if(events.begin(), events.end(), [at](const wire::Event &e) { return e.at > at; });
        setReplayAt(it == events.end() ? -1 : it->at);
    } else {
        const auto it = std::find_if(events.rbegin(), events.rend(), [at](const wire::Event &e) { return e.at < at; });
        setReplayAt(it == events.rend() ? 0 : it->at);
    }
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
        tr("The final response: its fields, and its content decoded, pretty, as an image or in hex."));
    list_->setWhatsThis(tr("What is odd on the wire, each with the RFC's section. Enter shows the evidence."));
    setWhatsThis(tr("The views of the exchange. Ctrl and the next numbers after the request's pages go to them."));
    cornerWidget()->setWhatsThis(tr("Plays the exchange again as it happened: every view shows that instant."));
}

void ExchangeView::restyle()
{
    for (QWidget *widget : {static_cast<QWidget *>(timeline_), static_cast<QWidget *>(table_),
                            static_cast<QWidget *>(bytes_), static_cast<QWidget *>(wire_)})
        widget->update();
    if (auto *view = madeResponse())
        view->restyle();
    if (findings_)
        fillFindings();
}

} // namespace ui
