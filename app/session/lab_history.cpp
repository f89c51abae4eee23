// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lab_history.h"

#include "store/summary.h"
#include "words/units.h"

#include <QLocale>

namespace session {

namespace {

constexpr int atOnce = 16;      ///< sights a turn
constexpr int turnMs = 16;      ///< a frame
constexpr int mostRows = 50;    ///< that run at once: more cannot be looked at
constexpr int mostKeeping = 32; ///< exchanges that are being written
constexpr int quietMs = 1000;   ///< before what was missed is said

store::Entry entryOf(const LabServer::Sight &sight)
{
    store::Entry entry;
    entry.at = sight.at;
    entry.method = QString::fromStdString(sight.method);
    entry.url = store::urlAt(sight.lab, sight.target);
    entry.seat = true;
    return entry;
}

} // namespace

LabHistory::LabHistory(LabServer *lab, History *history, QObject *parent)
    : QObject(parent)
    , lab_(lab)
    , history_(history)
{
    soon_.setSingleShot(true);
    soon_.setInterval(turnMs);
    connect(&soon_, &QTimer::timeout, this, &LabHistory::take);
    missed_.setSingleShot(true);
    missed_.setInterval(quietMs);
    connect(&missed_, &QTimer::timeout, this, &LabHistory::sayMissed);
    connect(lab, &LabServer::clientsSeen, this, &LabHistory::take);
    connect(history, &History::over, this, &LabHistory::over);
    lab->watchClients();
}

/// While the history is behind, what comes waits in the lab's own bounds.
void LabHistory::take()
{
    if (soon_.isActive() || keeping_.size() >= mostKeeping)
        return;
    const auto seen = lab_->takeSeen(atOnce);
    for (const auto &sight : seen)
        takeOne(sight);
    if (!seen.empty())
        soon_.start();
    if (!missed_.isActive())
        missed_.start();
}

void LabHistory::takeOne(const LabServer::Sight &sight)
{
    if (!sight.record) {
        if (rows_.size() < mostRows)
            rows_.insert(sight.id, history_->begin(entryOf(sight)));
        return;
    }
    const auto row = rows_.take(sight.id);
    keeping_.insert(history_->keep(sight.record, {.seat = true}, row), row);
}

LiveExchange *LabHistory::watch(qint64 row, QObject *parent)
{
    const quint64 sight = rows_.key(row);
    return sight == 0 ? nullptr : lab_->watch(sight, parent);
}

void LabHistory::over(quint64 ticket, qint64 id)
{
    const auto kept = keeping_.constFind(ticket);
    if (kept == keeping_.cend())
        return;
    const auto row = *kept;
    keeping_.erase(kept);
    if (row < 0)
        emit ended(row, id);
    if (!soon_.isActive())
        soon_.start();
}

void LabHistory::sayMissed()
{
    const int missed = lab_->takeMissed();
    if (missed == 0)
        return;
    emit history_->said(missed == 1
                            ? tr("1 request of a client at the lab is not in the history: more came than could be "
                                 "written")
                            : tr("%1 requests of clients at the lab are not in the history: more came than could be "
                                 "written")
                                  .arg(words::countText(missed, QLocale())));
    for (const auto row : std::as_const(rows_)) // the end of some of these may be among them
        history_->drop(row);
    rows_.clear();
}

} // namespace session
