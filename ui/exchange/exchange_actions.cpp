// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the exchange that is shown: the line above it, its menus and keys, and what guidance advises.

#include "ui/exchange/exchange_page.h"

#include "ui/exchange/exchange_line.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/request/actions.h"
#include "ui/request/composer.h"
#include "ui/request/curl_tab.h"
#include "ui/request/request_desk.h"
#include "ui/shell/focus_help.h"
#include "ui/shell/menus.h"

#include "model/exchange_text.h"
#include "session/lab_server.h"
#include "words/units.h"

#include <QAction>
#include <QDateTime>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

void ExchangePage::connectLine()
{
    connect(this, &ExchangePage::changed, this, &ExchangePage::nameExchange);
    connect(view_, &ExchangeView::updated, this, &ExchangePage::nameExchange);
    connect(history_->list(), &QAbstractItemModel::dataChanged, this, &ExchangePage::nameExchange);
    connect(line_, &ExchangeLine::composeWanted, this, [this] { desk_->compose(again_); });
    connect(line_, &ExchangeLine::copyWanted, this, [this] {
        const QString error = desk_->composer()->curl()->copyCurl(spec_);
        say(error.isEmpty() ? tr("The curl command is on the clipboard.") : error);
    });
    connect(line_, &ExchangeLine::pinWanted, this, [this](bool pinned) { history_->pin({entry_}, pinned); });
}

bool ExchangePage::ofLab() const
{
    return client_ || (record_ && record_->role() == wire::Role::Server);
}

/// In the line above it.
void ExchangePage::nameExchange()
{
    if (startedAt_ < 0)
        return line_->show({});
    const auto *entry = history_->list()->entryOf(entry_);
    const bool live = client_ ? client_->running() : running();
    const QString state = live ? tr("live") : !file_.isEmpty() ? file_ : entry_ > 0 ? tr("stored") : QString();
    QStringList parts{model::peerText(view_->exchange(), spec_),
                      words::clockText(startedAt_, QDateTime::currentMSecsSinceEpoch(), locale()), state};
    parts.removeAll(QString());
    line_->show({.asked = model::askedText(view_->exchange(), spec_),
                 .detail = parts.join(u" · "_s),
                 .ours = !ofLab(),
                 .kept = entry_ > 0,
                 .pinned = entry && entry->pinned});
}

/// What is shown is this entry of the history; below 0: one that runs.
void ExchangePage::setEntry(qint64 id)
{
    entry_ = id;
    nameExchange();
    emit entryShown(id);
}

void ExchangePage::addTo(Menus &menus)
{
    auto *request = menus.request();
    request->addAction(tr("Send the content &now"), this, [this] { act(u"release-now"_s); });
    request->addSeparator();
    desk_->addToRequest(request);
    request->addAction(tr("C&opy as curl"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                       [this] { act(u"copy-curl"_s); });
    auto *exchange = menus.add(tr("E&xchange"));
    exchange->addAction(tr("&Replay or pause\tSpace"), view_, &ExchangeView::playOrPause);
    exchange->addAction(tr("&Next event"), this, [this] { view_->stepEvent(1); });
    exchange->addAction(tr("&Previous event"), this, [this] { view_->stepEvent(-1); });
    exchange->addSeparator();
    exchange->addAction(tr("&History"), QKeySequence(Qt::CTRL | Qt::Key_H), this, [this] {
        emit wanted();
        emit historyWanted();
    });
    auto *lab = menus.add(tr("&Lab"));
    lab->addAction(tr("&Start"), this, [this] { bench_->lab()->start(); });
    lab->addAction(tr("S&top"), this, [this] { bench_->lab()->stop(); });
    auto *view = menus.view();
    view->addAction(tr("&Fit the timeline\tF"), view_->timeline(), &TimelineView::fit);
    view->addAction(tr("Zoom to the &pause\tP"), view_->timeline(), &TimelineView::zoomToPause);
    auto *fold = view->addAction(tr("Fold &idle time"));
    fold->setCheckable(true);
    connect(fold, &QAction::toggled, view_->timeline(), &TimelineView::setFoldIdle);
    connect(view_->timeline(), &TimelineView::foldIdleChanged, fold, &QAction::setChecked);
    for (int i = 0; i < 10; ++i) // 0 stands behind 9
        menus.addKey(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_0 + (i + 1) % 10)), [this, i] { goToTab(i); });
}

/// The request's tabs first, then the exchange's.
void ExchangePage::goToTab(int number)
{
    emit wanted();
    QTabWidget *tabs = desk_->composer();
    const int ofRequest = tabs->count() - (low_ ? 1 : 0);
    if (number >= ofRequest + view_->count())
        return;
    if (number >= ofRequest) {
        showExchange();
        tabs = view_;
        number -= ofRequest;
    }
    tabs->setCurrentIndex(number);
    focusInto(tabs->currentWidget());
}

QStringList ExchangePage::doable()
{
    return requestActions() + QStringList{"copy-curl", "show-codes", "show-lab", "release-now", "cancel", "choose-ca"};
}

void ExchangePage::act(const QString &key)
{
    if (key == "copy-curl"_L1) {
        const QString error = desk_->composer()->curl()->copyCurl();
        say(error.isEmpty() ? tr("The curl command is on the clipboard.") : error);
    } else if (key == "show-codes"_L1) {
        emit codesWanted();
    } else if (key == "show-lab"_L1) {
        desk_->composeFirst();
    } else if (key == "release-now"_L1) {
        if (running())
            sending_->releaseBody();
    } else if (key == "choose-ca"_L1) {
        desk_->composer()->askForAuthorities();
    } else if (key == "cancel"_L1) {
        cancel();
    } else {
        change(key);
    }
}

/// What guidance advises, done to the request: it goes out, or waits for what only its user can know.
void ExchangePage::change(const QString &key)
{
    if (!canAct(key, desk_->spec()))
        return say(tr("Only a generated body can be made smaller by itself: make it smaller on the Body tab."));
    if (!desk_->complete())
        return;
    desk_->model()->replace(applyAction(key, desk_->spec(), view_->exchange()));
    if (const auto field = fieldToType(key); field.isEmpty())
        run();
    else
        desk_->composer()->editField(field);
}

} // namespace ui
