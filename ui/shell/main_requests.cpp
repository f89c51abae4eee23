// SPDX-License-Identifier: GPL-3.0-or-later
// What is composed in the main window: the lab's request, drafts, entries of the history, recordings, and what was
// being edited before one of them was opened.

#include "ui/shell/main_window.h"

#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/history/history_list.h"
#include "ui/request/composer.h"
#include "ui/request/curl_tab.h"
#include "ui/request/request_line.h"
#include "ui/shell/actions.h"

#include "record/recorder.h"

#include <QAction>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

/// The lab may listen elsewhere than before: a request that goes there follows it.
void MainWindow::labStarted(const QString &baseUrl)
{
    if (const auto next = drafts_.followLab(baseUrl, model_.spec()); !(next == model_.spec()))
        bringBack(next);
    if (const auto act = std::exchange(onLabStart_, {}))
        act();
    saveDraft();
}

/// Before anything else is composed; edits are written from here on.
void MainWindow::loadDraft()
{
    connect(&drafts_, &session::Drafts::wasPutAside, this, [this] { backAction_->setEnabled(true); });
    connect(&drafts_, &session::Drafts::failed, status_, &StatusSummary::say);
    QString line;
    if (const auto left = drafts_.read(&line))
        bringBack(*left);
    if (!line.isEmpty())
        status_->say(line);
    connect(&model_, &RequestModel::changed, this, &MainWindow::saveDraft);
}

void MainWindow::saveDraft()
{
    drafts_.write(model_.spec());
}

/// A draft goes back into the composer, held if it was, which is said.
void MainWindow::bringBack(const request::RequestSpec &spec)
{
    model_.replace(spec);
    if (const auto why = drafts_.blocked(spec); !why.isEmpty())
        line_->setError(tr("Not complete: %1").arg(why));
}

/// An import comes in the place of `before`. What is not known of it holds it until that is filled in.
void MainWindow::takeHold(const session::ImportedRequest &request, const request::RequestSpec &before, bool again)
{
    if (again)
        sayPutAside(drafts_.importAgain(request, model_.spec()));
    else
        drafts_.import(request, before);
}

/// Another request is opened: edits that were not sent are put aside, for the Edit menu to give back.
void MainWindow::compose(const request::RequestSpec &spec)
{
    const bool any = drafts_.open(spec, model_.spec());
    model_.replace(spec);
    sayPutAside(any);
}

void MainWindow::sayPutAside(bool any)
{
    if (any)
        status_->say(tr("What you were editing was put aside: %1 brings it back")
                         .arg(backAction_->shortcut().toString(QKeySequence::NativeText)));
}

/// What is composed goes behind all that was put aside, and the newest of it comes back.
void MainWindow::backToEdits()
{
    const auto back = drafts_.turn(model_.spec(), bench_.lab()->baseUrl());
    line_->focusUrl();
    bringBack(back);
}

/// A request to the lab is composed once the lab listens: before, it has no address.
void MainWindow::withLab(const std::function<void()> &act)
{
    if (bench_.lab()->running())
        return act();
    onLabStart_ = act;
    bench_.lab()->start({});
}

void MainWindow::loadScenario(const session::ScenarioInfo &scenario)
{
    compose(session::requestFor(scenario, bench_.lab()->baseUrl()));
}

/// After a restart, what was last: beside the request as it was left.
void MainWindow::showNewest()
{
    newest_ = past_.list()->firstId();
    if (newest_ > 0 && !sending_ && !shownRecord_)
        past_.open(newest_);
}

/// One's own exchange is shown while it runs; that of a lab's client can be read when it is whole.
void MainWindow::openRunning(qint64 id)
{
    if (row_ && row_->id() == id)
        return showCompare(false);
    awaited_ = id;
    status_->say(tr("This client of the lab is not done yet: its exchange opens here when it is."));
}

void MainWindow::reopen(qint64 id, bool resend)
{
    if (id < 0)
        return openRunning(id);
    if (running()) {
        status_->say(tr("An exchange is running: cancel it first, or wait for its end."));
        return;
    }
    resend_ = resend ? id : 0;
    past_.open(id);
}

/// A recording in the exchange view, and `spec` to send again in the composer. `events` where they are known.
void MainWindow::showRecord(const std::shared_ptr<const record::Record> &record, const request::RequestSpec &spec,
                            std::vector<wire::Event> events)
{
    shownSpec_ = record->spec;
    shownRecord_ = record;
    shownFile_.clear();
    if (record->role == wire::Role::Client) // what a lab's client sent is no request of ours
        compose(spec);
    exchange_->show(record, std::move(events));
    showExchange();
}

/// On a thread of the pool: of a long exchange it takes longer than a frame.
void MainWindow::replayEntry(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record)
{
    replaying_.run([this, id, lab, record](const session::Errand::Wanted &) {
        const auto events = std::make_shared<std::vector<wire::Event>>(record::replay(*record));
        return [this, id, lab, record, events] { showEntry(id, lab, record, std::move(*events)); };
    });
}

void MainWindow::showEntry(qint64 id, bool lab, const std::shared_ptr<const record::Record> &record,
                           std::vector<wire::Event> events)
{
    if (running())
        return;
    if (std::exchange(newest_, 0) == id) {
        if (shownRecord_ || sending_)
            return; // something else was faster
        shownSpec_ = record->spec;
        shownRecord_ = record;
        exchange_->show(record, std::move(events));
        return history_->setShown(id);
    }
    showRecord(record,
               lab ? session::redirectedToLab(record->spec, session::baseOf(record->spec), bench_.lab()->baseUrl())
                   : record->spec,
               std::move(events));
    history_->setShown(id);
    if (std::exchange(resend_, 0) == id)
        send();
}

/// What guidance advises, done to the request: it goes out, or waits for what only its user can know.
void MainWindow::change(const QString &key)
{
    if (!canAct(key, model_.spec())) {
        status_->say(tr("Only a generated body can be made smaller by itself: make it smaller on the Body tab."));
        return;
    }
    if (!complete())
        return;
    model_.replace(applyAction(key, model_.spec(), exchange_->exchange()));
    if (const auto field = fieldToType(key); field.isEmpty())
        send();
    else
        composer_->editField(field);
}

void MainWindow::act(const QString &key)
{
    if (key == "copy-curl"_L1) {
        const QString error = composer_->curl()->copyCurl();
        status_->say(error.isEmpty() ? tr("The curl command is on the clipboard.") : error);
    } else if (key == "show-codes"_L1) {
        showCodes();
    } else if (key == "show-lab"_L1) {
        withLab([this] { compose(session::firstRequest(bench_.lab()->baseUrl())); });
    } else if (key == "release-now"_L1) {
        if (running())
            sending_->releaseBody();
    } else if (key == "choose-ca"_L1) {
        composer_->askForAuthorities();
    } else if (key == "cancel"_L1) {
        cancel();
    } else {
        change(key);
    }
}

} // namespace ui
