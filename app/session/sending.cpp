// SPDX-License-Identifier: GPL-3.0-or-later
// A Sending and its end on the engine's thread, the worker: it drives the runner and posts what is new in
// batches. A bridge that both share lets either go first.
#include "session/sending.h"

#include "engine/client/runner.h"
#include "engine/net/clock.h"

#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <mutex>

namespace session {

class SendingWorker;

/// What went over to the receiver's thread at once.
struct Batch {
    std::vector<wire::Event> events;
    engine::Runner::Progress progress;
    std::shared_ptr<const record::Record> record; ///< the last batch's only
};

/// Shared by both ends; either may go first.
struct Bridge {
    std::mutex mutex;
    SendingWorker *worker = nullptr;                             ///< on the engine's thread
    QObject *receiver = nullptr;                                 ///< on its own
    std::function<void(const std::shared_ptr<Batch> &)> deliver; ///< called on the receiver's thread
    std::atomic<std::int64_t> startedAt = 0;

    /// Runs on the worker's thread, if there still is one.
    void call(std::function<void(SendingWorker &)> what);
    /// Runs on the receiver's thread, if there still is one.
    void post(std::function<void()> what);
};

class SendingWorker : public QObject {
public:
    SendingWorker(const request::RequestSpec &spec, std::shared_ptr<Bridge> bridge,
                  std::shared_ptr<engine::SharedBounds> together);
    /// Cancels what still runs, so that its record is not lost.
    ~SendingWorker() override;

    void prepare();
    void start();
    // Calls come in order, start()'s first.
    void cancel() { runner_->cancel(); }
    void endWithProgram() { runner_->endWithProgram(); }
    void releaseBody() { runner_->releaseBody(); }
    std::string readTape(quint32 connection, wire::Direction direction, wire::Span span) const;
    Bridge &bridge() { return *bridge_; }

private:
    void progressed();
    void flush();

    std::shared_ptr<Bridge> bridge_;
    request::RequestSpec spec_;
    std::shared_ptr<engine::SharedBounds> together_;
    std::unique_ptr<engine::Runner> runner_; // made on its own thread: what it watches cannot move
    QTimer timer_;
    std::size_t posted_ = 0;
    std::int64_t lastPost_ = 0;
    bool over_ = false;
};

namespace {

constexpr std::int64_t frameNs = 16'000'000;
constexpr std::uint64_t mostTapeBytes = 16 << 20;
constexpr std::size_t mostEvents = 2000; // of one batch

} // namespace

void Bridge::call(std::function<void(SendingWorker &)> what)
{
    const std::lock_guard lock(mutex);
    if (worker)
        QMetaObject::invokeMethod(
            worker, [there = worker, what = std::move(what)] { what(*there); }, Qt::QueuedConnection);
}

void Bridge::post(std::function<void()> what)
{
    const std::lock_guard lock(mutex);
    if (receiver)
        QMetaObject::invokeMethod(receiver, std::move(what), Qt::QueuedConnection);
}

SendingWorker::SendingWorker(const request::RequestSpec &spec, std::shared_ptr<Bridge> bridge,
                             std::shared_ptr<engine::SharedBounds> together)
    : bridge_(std::move(bridge))
    , spec_(spec)
    , together_(std::move(together))
    , timer_(this)
{
    bridge_->worker = this;
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &SendingWorker::flush);
}

SendingWorker::~SendingWorker()
{
    if (!runner_) {
        prepare();
        start(); // the thread ended before it began: there is to be a record even so
    }
    runner_->cancel();
    flush();
    const std::lock_guard lock(bridge_->mutex);
    bridge_->worker = nullptr;
}

void SendingWorker::prepare()
{
    runner_ = std::make_unique<engine::Runner>(spec_, nullptr, together_);
    connect(runner_.get(), &engine::Runner::progressed, this, &SendingWorker::progressed);
    connect(runner_.get(), &engine::Runner::finished, this, &SendingWorker::flush);
}

void SendingWorker::start()
{
    runner_->start();
    bridge_->startedAt = runner_->startedAt();
}

std::string SendingWorker::readTape(quint32 connection, wire::Direction direction, wire::Span span) const
{
    return runner_->readTape(connection, direction, span, mostTapeBytes);
}

// The first of a burst goes over at once, the rest once a frame.
void SendingWorker::progressed()
{
    const std::int64_t since = engine::Clock::now() - lastPost_;
    if (since >= frameNs || runner_->done())
        flush();
    else if (!timer_.isActive())
        timer_.start(static_cast<int>((frameNs - since) / 1'000'000 + 1));
}

void SendingWorker::flush()
{
    if (over_)
        return;
    timer_.stop();
    lastPost_ = engine::Clock::now();
    const auto all = runner_->events().size();
    do { // each is an event of the receiver's thread, which has other things to do
        auto batch = std::make_shared<Batch>();
        const auto begin = runner_->events().begin();
        const auto end = std::min(posted_ + mostEvents, all);
        batch->events.assign(begin + static_cast<std::ptrdiff_t>(posted_), begin + static_cast<std::ptrdiff_t>(end));
        batch->progress = runner_->progress();
        posted_ = end;
        if (end == all && runner_->done()) {
            over_ = true;
            batch->record = std::make_shared<const record::Record>(runner_->takeRecord());
        }
        bridge_->post([bridge = bridge_, batch] { bridge->deliver(batch); });
    } while (posted_ < all);
}

class Sending::Link {
public:
    std::shared_ptr<Bridge> bridge = std::make_shared<Bridge>();
};

Sending::Sending(request::RequestSpec spec, QObject *parent)
    : QObject(parent)
    , spec_(std::move(spec))
    , link_(std::make_unique<Link>())
{
    Bridge &bridge = *link_->bridge;
    bridge.receiver = this;
    bridge.deliver = [this](const std::shared_ptr<Batch> &batch) { take(*batch); };
}

Sending::~Sending()
{
    const std::lock_guard lock(link_->bridge->mutex);
    link_->bridge->receiver = nullptr;
    if (link_->bridge->worker)
        link_->bridge->worker->deleteLater();
}

void Sending::startOn(QThread *engineThread, const std::vector<Sending *> &sendings)
{
    std::vector<std::shared_ptr<Bridge>> bridges;
    const auto together = sendings.size() > 1 ? std::make_shared<engine::SharedBounds>(sendings.size()) : nullptr;
    for (const Sending *sending : sendings) {
        auto *worker = new SendingWorker(sending->spec_, sending->link_->bridge, together);
        worker->moveToThread(engineThread);
        connect(engineThread, &QThread::finished, worker, &QObject::deleteLater);
        bridges.push_back(sending->link_->bridge);
    }
    if (bridges.empty())
        return;
    // Workers end on the engine's thread alone, and nothing was posted to end one before this.
    bridges.front()->call([bridges](SendingWorker &) {
        for (const auto &bridge : bridges)
            bridge->worker->prepare();
        for (const auto &bridge : bridges)
            bridge->worker->start();
    });
}

std::int64_t Sending::elapsedNs() const
{
    if (!running_)
        return events_.empty() ? 0 : events_.back().at;
    const std::int64_t startedAt = link_->bridge->startedAt.load();
    return startedAt ? engine::Clock::now() - startedAt : 0;
}

void Sending::take(Batch &batch)
{
    const auto first = static_cast<int>(events_.size());
    const auto count = static_cast<int>(batch.events.size());
    events_.insert(events_.end(), std::make_move_iterator(batch.events.begin()),
                   std::make_move_iterator(batch.events.end()));
    sent_ = batch.progress.sent;
    toSend_ = batch.progress.toSend;
    if (batch.record) {
        record_ = batch.record;
        spec_ = record_->spec; // with the size of a body file
        running_ = false;
    }
    if (count > 0)
        emit eventsAppended(first, count);
    emit progressed();
    if (batch.record)
        emit finished();
}

void Sending::requestTape(quint32 connection, wire::Direction direction, wire::Span span)
{
    link_->bridge->call([=, receiver = this](SendingWorker &there) {
        const QByteArray bytes = QByteArray::fromStdString(there.readTape(connection, direction, span));
        there.bridge().post([=] { emit receiver->tapeRead(connection, direction, span, bytes); });
    });
}

void Sending::cancel()
{
    link_->bridge->call([](SendingWorker &there) { there.cancel(); });
}

void Sending::endWithProgram()
{
    link_->bridge->call([](SendingWorker &there) { there.endWithProgram(); });
}

void Sending::releaseBody()
{
    link_->bridge->call([](SendingWorker &there) { there.releaseBody(); });
}

} // namespace session
