// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live/live_exchange.h"

#include "session/live/live_feed.h"

#include "engine/net/clock.h"

#include <iterator>

namespace session {

LiveExchange::LiveExchange(QObject *parent) : QObject(parent), bridge_(std::make_shared<LiveBridge>())
{
    bridge_->receiver = this;
    bridge_->deliver = [this](const std::shared_ptr<LiveBatch> &batch) { take(*batch); };
}

LiveExchange::~LiveExchange()
{
    const std::lock_guard lock(bridge_->mutex);
    bridge_->receiver = nullptr;
    if (bridge_->feed)
        bridge_->feed->deleteLater();
}

std::int64_t LiveExchange::elapsedNs() const
{
    if (!running_)
        return events_.empty() ? 0 : events_.back().at;
    const std::int64_t startedAt = bridge_->startedAt.load();
    return startedAt ? engine::Clock::now() - startedAt : 0;
}

void LiveExchange::take(LiveBatch &batch)
{
    const auto first = static_cast<int>(events_.size());
    const auto count = static_cast<int>(batch.events.size());
    events_.insert(events_.end(), std::make_move_iterator(batch.events.begin()),
                   std::make_move_iterator(batch.events.end()));
    sent_ = batch.progress.sent;
    toSend_ = batch.progress.toSend;
    record_ = batch.record;
    running_ = !batch.over;
    if (count > 0)
        emit eventsAppended(first, count);
    emit progressed();
    if (record_)
        emit finished();
}

void LiveExchange::requestTape(quint32 connection, wire::Direction direction, wire::Span span)
{
    bridge_->call([=, receiver = this](LiveFeed &there) {
        const QByteArray bytes = QByteArray::fromStdString(there.readTape(connection, direction, span));
        there.bridge().post([=] { emit receiver->tapeRead(connection, direction, span, bytes); });
    });
}

} // namespace session
