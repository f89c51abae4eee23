// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a LiveExchange on the engine's thread: posts what is new at its source in batches. A bridge that both
// share lets either go first.
#pragma once

#include "engine/net/live_source.h"

#include <QTimer>

#include <atomic>
#include <functional>
#include <mutex>

namespace session {

class LiveFeed;

/// What goes over to the receiver's thread at once.
struct LiveBatch {
    std::vector<wire::Event> events;
    engine::LiveSource::Progress progress;
    bool over = false;                            ///< nothing more comes
    std::shared_ptr<const record::Record> record; ///< the last batch's only
};

/// Shared by both ends; either may go first.
struct LiveBridge {
    std::mutex mutex;
    LiveFeed *feed = nullptr;                                        ///< on the engine's thread
    QObject *receiver = nullptr;                                     ///< on its own
    std::function<void(const std::shared_ptr<LiveBatch> &)> deliver; ///< called on the receiver's thread
    std::atomic<std::int64_t> startedAt = 0;

    /// Runs on the feed's thread, if there still is one.
    void call(std::function<void(LiveFeed &)> what);
    /// Runs on the receiver's thread, if there still is one.
    void post(std::function<void()> what);
};

class LiveFeed : public QObject {
    Q_OBJECT
public:
    explicit LiveFeed(std::shared_ptr<LiveBridge> bridge);
    ~LiveFeed() override;

    /// What it feeds from then on, which is to outlive it or be its child; null: there is nothing (any more).
    void setSource(engine::LiveSource *source);
    std::string readTape(quint32 connection, wire::Direction direction, wire::Span span) const;
    LiveBridge &bridge() { return *bridge_; }

protected:
    /// All that is new, now.
    void flush();

private:
    void progressed();

    std::shared_ptr<LiveBridge> bridge_;
    engine::LiveSource *source_ = nullptr;
    QTimer timer_;
    std::size_t posted_ = 0;
    std::int64_t lastPost_ = 0;
    bool over_ = false;
};

} // namespace session
