// SPDX-License-Identifier: GPL-3.0-or-later
// A Sending, and its end on the engine's thread, which drives the runner.
#include "session/live/sending.h"

#include "session/live/live_feed.h"

#include "engine/client/runner.h"

#include <QThread>

namespace session {

namespace {

class SendingFeed : public LiveFeed {
public:
    SendingFeed(const request::RequestSpec &spec, std::shared_ptr<LiveBridge> bridge,
                std::shared_ptr<engine::SharedBounds> together)
        : LiveFeed(std::move(bridge))
        , spec_(spec)
        , together_(std::move(together))
    {}

    /// Cancels what still runs, so that its record is not lost.
    ~SendingFeed() override
    {
        if (!runner_) {
            prepare();
            start(); // the thread ended before it began: there is to be a record even so
        }
        runner_->cancel();
        flush();
    }

    void prepare()
    {
        runner_ = std::make_unique<engine::Runner>(spec_, nullptr, together_);
        setSource(runner_.get());
    }

    void start()
    {
        runner_->start();
        bridge().startedAt = runner_->startedAt();
    }

    // Calls come in order, start()'s first.
    engine::Runner &runner() { return *runner_; }

private:
    request::RequestSpec spec_;
    std::shared_ptr<engine::SharedBounds> together_;
    std::unique_ptr<engine::Runner> runner_; // made on its own thread: what it watches cannot move
};

SendingFeed &feedOf(LiveFeed &feed)
{
    return static_cast<SendingFeed &>(feed);
}

} // namespace

Sending::Sending(request::RequestSpec spec, QObject *parent) : LiveExchange(parent), spec_(std::move(spec)) {}

void Sending::startOn(QThread *engineThread, const std::vector<Sending *> &sendings)
{
    std::vector<std::shared_ptr<LiveBridge>> bridges;
    const auto together = sendings.size() > 1 ? std::make_shared<engine::SharedBounds>(sendings.size()) : nullptr;
    for (const Sending *sending : sendings) {
        auto *feed = new SendingFeed(sending->spec_, sending->bridge(), together);
        feed->moveToThread(engineThread);
        connect(engineThread, &QThread::finished, feed, &QObject::deleteLater);
        bridges.push_back(sending->bridge());
    }
    if (bridges.empty())
        return;
    // Feeds end on the engine's thread alone, and nothing was posted to end one before this.
    bridges.front()->call([bridges](LiveFeed &) {
        for (const auto &bridge : bridges)
            feedOf(*bridge->feed).prepare();
        for (const auto &bridge : bridges)
            feedOf(*bridge->feed).start();
    });
}

void Sending::cancel()
{
    bridge()->call([](LiveFeed &there) { feedOf(there).runner().cancel(); });
}

void Sending::endWithProgram()
{
    bridge()->call([](LiveFeed &there) { feedOf(there).runner().endWithProgram(); });
}

void Sending::releaseBody()
{
    bridge()->call([](LiveFeed &there) { feedOf(there).runner().releaseBody(); });
}

} // namespace session
