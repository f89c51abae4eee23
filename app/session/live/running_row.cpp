// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live/running_row.h"

#include "engine/net/clock.h"
#include "session/live/sending.h"
#include "store/summary.h"

namespace session {

RunningRow::RunningRow(History *history, Sending *sending, const store::History::Marks &marks, QObject *parent)
    : QObject(parent)
    , history_(history)
    , sending_(sending)
    , marks_(marks)
    , at_(engine::Clock::wallMs())
    , id_(history->begin(entryNow()))
{
    connect(sending, &Sending::eventsAppended, this, &RunningRow::take);
}

void RunningRow::take(int first)
{
    const auto &events = sending_->events();
    for (auto i = static_cast<std::size_t>(first); i < events.size(); ++i)
        fold_.add(events[i]);
    history_->change(id_, entryNow());
}

store::Entry RunningRow::entryNow() const
{
    auto entry = store::entryOf(sending_->spec(), fold_.value(), at_);
    entry.lab = marks_.lab;
    entry.comparison = marks_.comparison;
    return entry;
}

} // namespace session
