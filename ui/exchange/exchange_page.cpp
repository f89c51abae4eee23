// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_page.h"

#include "ui/exchange/exchange_caption.h"
#include "ui/exchange/exchange_line.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/judgement.h"
#include "ui/exchange/status_summary.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"
#include "ui/request/composer.h"
#include "ui/request/request_desk.h"

#include "request/compose.h"
#include "session/lab_history.h"

#include <QDateTime>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto halvesKey = "window/split1"_L1; // the others are the docks'

} // namespace

ExchangePage::ExchangePage(session::Workbench *bench, session::History *history, session::LabHistory *clients,
                           RequestDesk *desk, QWidget *parent)
    : Page(parent)
    , bench_(bench)
    , history_(history)
    , desk_(desk)
    , line_(new ExchangeLine(this))
    , view_(new ExchangeView(this))
    , whole_(new QWidget(this))
    , status_(new StatusSummary(this))
    , judgement_(new Judgement(view_, status_, this))
    , clients_(clients)
    , reader_(new session::EntryReader(history, clients, bench->lab(), this))
    , halves_(new QSplitter(Qt::Vertical, this))
{
    auto *exchange = new QVBoxLayout(whole_);
    exchange->setContentsMargins(0, 0, 0, 0);
    exchange->setSpacing(0);
    exchange->addWidget(line_);
    exchange->addWidget(view_, 1);
    halves_->addWidget(desk->composer());
    halves_->addWidget(whole_);
    halves_->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves_);
    view_->explainParts();
    connectParts();
    connectLine();
}

void ExchangePage::connectParts()
{
    connect(desk_, &RequestDesk::wanted, this, &ExchangePage::wanted);
    connect(desk_, &RequestDesk::said, this, &ExchangePage::say);
    connect(desk_->model(), &RequestModel::changed, this, &ExchangePage::changed);
    connect(judgement_, &Judgement::judged, this, &ExchangePage::judged);
    connect(judgement_, &Judgement::judged, this, &ExchangePage::changed);
    connect(view_, &ExchangeView::replayMoved, this, &ExchangePage::changed);
    connect(halves_, &QSplitter::splitterMoved, this, &ExchangePage::moved);
    connect(history_, &session::History::over, this, &ExchangePage::kept);
    connect(reader_, &session::EntryReader::read, this, &ExchangePage::showEntry);
    connect(reader_, &session::EntryReader::arrived, this, &ExchangePage::openEntry);
    // After a restart, what was last: beside the request as it was left.
    const auto goOn = [this] {
        if (const auto id = history_->list()->firstId(); id > 0 && !sending_ && !record_)
            reader_->open(id, session::EntryReader::Purpose::GoOn);
    };
    connect(history_, &session::History::listed, this, goOn, Qt::SingleShotConnection);
}

QString ExchangePage::title() const
{
    return tr("Exchange");
}

QString ExchangePage::caption() const
{
    if (view_->events().empty() && !running() && !client_)
        return requestCaption(desk_->spec());
    auto words = ofLab() ? labCaption(view_->exchange()) : requestCaption(spec_);
    if (const auto *last = view_->exchange().last(); last && last->final)
        words += u" · %1"_s.arg(last->final->status);
    return file_.isEmpty() ? words : file_ + u" · "_s + words;
}

QWidget *ExchangePage::head() const
{
    return desk_->head();
}

QWidget *ExchangePage::status() const
{
    return status_;
}

/// Where there is little room, the exchange itself comes first.
void ExchangePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    line_->setVisible(height() >= em(48));
}

void ExchangePage::entered()
{
    desk_->setCompares(false);
    desk_->setError({});
}

void ExchangePage::focus()
{
    desk_->focus();
}

void ExchangePage::openFind()
{
    auto *bar = view_->isVisible() ? nullptr : FindBar::on(desk_->composer());
    if (bar)
        return bar->open();
    showExchange();
    view_->openFind();
}

void ExchangePage::restyle()
{
    desk_->restyle();
    view_->restyle();
    judgement_->judge();
}

void ExchangePage::say(const QString &line)
{
    status_->say(line);
}

int ExchangePage::shownCode() const
{
    const auto *last = view_->exchange().last();
    return last && last->final ? last->final->status : 417;
}

void ExchangePage::showEvidence(quint64 seq)
{
    showExchange();
    view_->showEvidence(seq);
}

/// Where the exchange is a page of the composer, it comes to the front.
void ExchangePage::showExchange()
{
    if (low_)
        desk_->composer()->setCurrentWidget(whole_);
}

void ExchangePage::setLow(bool low)
{
    if (std::exchange(low_, low) == low)
        return;
    auto *composer = desk_->composer();
    if (low) {
        composer->addTab(whole_, tr("Exchange"));
    } else {
        composer->removeTab(composer->indexOf(whole_));
        halves_->addWidget(whole_);
        whole_->setVisible(true);
    }
}

void ExchangePage::spread()
{
    desk_->composer()->fit();
    halves_->setStretchFactor(1, 1);
    halves_->setSizes({em(14), em(44)});
    if (!view_->events().empty())
        showExchange();
}

void ExchangePage::remember(QSettings &settings) const
{
    settings.setValue(halvesKey, halves_->saveState());
}

void ExchangePage::restore(const QSettings &settings)
{
    if (const auto state = settings.value(halvesKey).toByteArray(); !state.isEmpty())
        halves_->restoreState(state);
}

bool ExchangePage::running() const
{
    return sending_ && (sending_->running() || keeping_ != 0);
}

bool ExchangePage::cancellable() const
{
    return running() || view_->replayAt() >= 0;
}

/// What runs; else the replay that is shown.
void ExchangePage::cancel()
{
    if (running())
        sending_->cancel();
    else if (view_->replayAt() >= 0)
        view_->endReplay();
}

/// What runs ends in a moment, and is to be in the history.
bool ExchangePage::leave()
{
    if (!running())
        return true;
    sending_->cancel();
    return false;
}

void ExchangePage::run()
{
    if (running() || !desk_->ready())
        return;
    const auto composed = request::compose(desk_->spec());
    if (const auto *error = std::get_if<request::UrlError>(&composed))
        return desk_->refuse(*error);
    desk_->setError({});
    auto *before = sending_;
    leaveClient();
    again_ = spec_ = desk_->spec();
    record_.reset();
    file_.clear();
    sending_ = bench_->send(spec_, this);
    row_ = new session::RunningRow(history_, sending_, marksNow(), sending_);
    startedAt_ = QDateTime::currentMSecsSinceEpoch();
    setEntry(row_->id());
    judgement_->setSubject(spec_, sending_);
    view_->follow(sending_);
    if (before)
        before->deleteLater();
    connect(sending_, &session::Sending::finished, this, &ExchangePage::keep);
    desk_->sent();
    emit changed();
    emit guidanceWanted();
    showExchange();
}

store::History::Marks ExchangePage::marksNow() const
{
    return {.lab = session::baseOf(spec_) == bench_->lab()->baseUrl()};
}

/// An exchange is said to have ended when it is on the disk.
void ExchangePage::keep()
{
    keeping_ = history_->keep(sending_->record(), marksNow(), row_->id());
}

void ExchangePage::kept(quint64 ticket, qint64 id)
{
    if (ticket != keeping_)
        return;
    keeping_ = 0;
    record_ = sending_->record();
    setEntry(id);
    emit changed();
    judgement_->setSubject(spec_, nullptr);
    judgement_->judge();
    emit ended();
    emit freed();
}

void ExchangePage::setShown(const std::shared_ptr<const record::Record> &record, const QString &file)
{
    again_ = spec_ = record->spec;
    record_ = record;
    file_ = file;
    entry_ = 0;
    startedAt_ = record->startedAt;
    judgement_->setSubject(spec_, nullptr);
}

void ExchangePage::show(const std::shared_ptr<const record::Record> &record, std::vector<wire::Event> events,
                        const QString &file)
{
    show(record, std::move(events), record->spec, file);
}

void ExchangePage::show(const std::shared_ptr<const record::Record> &record, std::vector<wire::Event> events,
                        const request::RequestSpec &again, const QString &file)
{
    leaveClient();
    setShown(record, file);
    again_ = again;
    if (record->role() == wire::Role::Client) // what a lab's client sent is no request of ours
        desk_->compose(again);
    view_->show(record, std::move(events));
    showExchange();
    emit changed();
}

void ExchangePage::reopen(qint64 id, session::EntryReader::Purpose purpose)
{
    if (id < 0)
        return openRunning(id);
    if (running())
        return say(tr("An exchange is running: cancel it first, or wait for its end."));
    reader_->open(id, purpose);
}

/// One's own exchange is shown while it runs; that of a lab's client can be read when it is whole.
void ExchangePage::openRunning(qint64 id)
{
    if (row_ && row_->id() == id) {
        emit wanted();
        return;
    }
    reader_->await(id);
    if (running())
        say(tr("This client of the lab is not done yet: its exchange opens here when it is."));
    else
        followClient(id);
}

void ExchangePage::followClient(qint64 id)
{
    auto *live = clients_->watch(id, this);
    if (!live)
        return; // it has just ended, and opens from the history
    leaveClient();
    client_ = live;
    connect(live, &session::LiveExchange::finished, this, [this, live] {
        setShown(live->record(), {});
        emit changed();
    });
    record_.reset();
    file_.clear();
    spec_ = {};
    startedAt_ = QDateTime::currentMSecsSinceEpoch();
    judgement_->setSubject(spec_, live);
    view_->follow(live);
    showExchange();
    say(tr("A client of the lab, live."));
    emit changed();
    setEntry(id);
}

/// What is shown from now on is something else.
void ExchangePage::leaveClient()
{
    if (client_)
        client_->deleteLater();
    client_ = nullptr;
}

void ExchangePage::showEntry(const session::EntryReader::Entry &entry)
{
    using Purpose = session::EntryReader::Purpose;
    if (running())
        return;
    if (entry.purpose != Purpose::GoOn) {
        show(entry.record, entry.events, entry.spec, {});
    } else if (!record_ && !sending_) { // else something was faster
        leaveClient();
        setShown(entry.record, {});
        again_ = entry.spec;
        view_->show(entry.record, entry.events);
    } else {
        return;
    }
    setEntry(entry.id);
    if (entry.purpose == Purpose::SendAgain)
        run();
}

} // namespace ui
