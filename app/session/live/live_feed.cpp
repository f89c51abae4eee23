// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live/live_feed.h"

#include "engine/net/clock.h"

#include <algorithm>

namespace session {

namespace {

constexpr std::int64_t frameNs = 16'000'000;
constexpr std::uint64_t mostTapeBytes = 16 << 20;
constexpr std::size_t mostEvents = 2000; // of one batch

} // namespace

void LiveBridge::call(std::function<void(LiveFeed &)> what)
{
    const std::lock_guard lock(mutex);
    if (feed)
        QMetaObject::invokeMethod(
            feed, [there = feed, what = std::move(what)] { what(*there); }, Qt::QueuedConnection);
}

void LiveBridge::post(std::function<void()> what)
{
    const std::lock_guard lock(mutex);
    if (receiver)
        QMetaObject::invokeMethod(receiver, std::move(what), Qt::QueuedConnection);
}

LiveFeed::LiveFeed(std::shared_ptr<LiveBridge> bridge) : bridge_(std::move(bridge)), timer_(this)
{
    bridge_->feed = this;
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &LiveFeed::flush);
}

LiveFeed::~LiveFeed()
{
    const std::lock_guard lock(bridge_->mutex);
    bridge_->feed = nullptr;
}

void LiveFeed::setSource(engine::LiveSource *source)
{
    source_ = source;
    if (!source) {
        auto batch = std::make_shared<LiveBatch>();
        batch->over = over_ = true;
        bridge_->post([bridge = bridge_, batch] { bridge->deliver(batch); });
        return;
    }
    connect(source, &engine::LiveSource::progressed, this, &LiveFeed::progressed);
    connect(source, &engine::LiveSource::finished, this, &LiveFeed::flush);
    bridge_->startedAt = source->startedAt();
}

std::string LiveFeed::readTape(quint32 connection, wire::Direction direction, wire::Span span) const
{
    return source_ ? source_->readTape(connection, direction, span, mostTapeBytes) : std::string();
}

// The first of a burst goes over at once, the rest once a frame.
void LiveFeed::progressed()
{
    const std::int64_t since = engine::Clock::now() - lastPost_;
    if (since >= frameNs || source_->done())
        flush();
    else if (!timer_.isActive())
        timer_.start(static_cast<int>((frameNs - since) / 1'000'000 + 1));
}

void LiveFeed::flush()
{
    if (over_ || !source_)
        return;
    timer_.stop();
    lastPost_ = engine::Clock::now();
    bridge_->startedAt = source_->startedAt();
    const auto all = source_->events().size();
    posted_ = std::min(posted_, all); // of one that was dropped there are none
    do {                              // each is an event of the receiver's thread, which has other things to do
        auto batch = std::make_shared<LiveBatch>();
        const auto begin = source_->events().begin();
        const auto end = std::min(posted_ + mostEvents, all);
        batch->events.assign(begin + static_cast<std::ptrdiff_t>(posted_), begin + static_cast<std::ptrdiff_t>(end));
        batch->progress = source_->progress();
        posted_ = end;
        if (end == all && source_->done()) {
            batch->over = over_ = true;
            batch->record = source_->takeWhole();
        }
        bridge_->post([bridge = bridge_, batch] { bridge->deliver(batch); });
    } while (posted_ < all);
}

} // namespace session
