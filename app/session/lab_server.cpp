// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the listener that lives on the engine's thread.
#include "session/lab_server.h"

#include "engine/net/listener.h"
#include "engine/server/seat_feed.h"
#include "lab/request_check.h"
#include "session/live/live_feed.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>
#include <deque>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace session {

namespace {

constexpr std::uint64_t mostQueued = 32 << 20;

/// Bytes of memory, about.
std::uint64_t sizeOf(const record::Record &record)
{
    std::uint64_t bytes = sizeof record + record.facts.capacity() * sizeof(record::Fact);
    for (const record::TapePair &pair : record.tapes)
        bytes += pair.sent.held() + pair.received.held();
    return bytes;
}

/// Finds the exchange on the engine's thread, and owns what feeds it.
class SeatWatch : public LiveFeed {
public:
    using LiveFeed::LiveFeed;
    void begin(engine::Listener &listener, quint64 sight)
    {
        feed_ = listener.watch(sight);
        setSource(feed_.get());
        if (feed_)
            flush();
    }

private:
    std::unique_ptr<engine::SeatFeed> feed_;
};

} // namespace

/// Between the engine's thread, which fills it, and the owner's, which empties it.
class SightBox {
public:
    /// True when the owner is to be told.
    bool put(const engine::LabSight &sight)
    {
        const std::lock_guard lock(mutex_);
        const auto size = sight.record ? sizeOf(*sight.record) : 0;
        if (sights_.size() >= mostSights || bytes_ + size > mostQueued) {
            missed_ += sight.record ? 1 : 0; // that one had begun is no loss: its end tells it too
            return false;
        }
        bytes_ += size;
        sights_.push_back(sight);
        return !std::exchange(told_, true);
    }

    /// `more`: the owner is to be told again.
    std::vector<engine::LabSight> take(int most, bool *more)
    {
        const std::lock_guard lock(mutex_);
        std::vector<engine::LabSight> taken;
        for (; most > 0 && !sights_.empty(); --most) {
            taken.push_back(std::move(sights_.front()));
            sights_.pop_front();
            bytes_ -= taken.back().record ? sizeOf(*taken.back().record) : 0;
        }
        told_ = *more = !sights_.empty();
        return taken;
    }

    int takeMissed()
    {
        const std::lock_guard lock(mutex_);
        return std::exchange(missed_, 0);
    }

private:
    static constexpr std::size_t mostSights = 256;

    std::mutex mutex_;
    std::deque<engine::LabSight> sights_;
    std::uint64_t bytes_ = 0;
    int missed_ = 0;
    bool told_ = false;
};

class LabServer::Private : public QObject {
public:
    Private(LabServer *owner, QThread *engineThread)
        : owner_(owner)
        , listener_(new engine::Listener(scenarioLibrary().library))
    {
        listener_->moveToThread(engineThread);
        // Handed over by invokeMethod like all else between the two threads, and not by a queued connection: that posts
        // from within Qt, where the tests' ThreadSanitizer cannot see it (tests/support/tsan_qt.cpp).
        QObject::connect(listener_, &engine::Listener::recorded, listener_,
                         [this, owner = owner_, queue = queue_](const auto &record) {
                             if (!watching_)
                                 hand(owner, queue, record);
                         });
        QObject::connect(listener_, &engine::Listener::seen, listener_, [this, owner = owner_](const auto &sight) {
            if (watching_ && !sight.own && box_.put(sight))
                QMetaObject::invokeMethod(
                    owner, [owner] { emit owner->clientsSeen(); }, Qt::QueuedConnection);
        });
    }

    ~Private() override
    {
        onEngine([listener = listener_] { delete listener; }, Qt::BlockingQueuedConnection);
    }

    /// Runs on the engine's thread, or here when that thread has ended.
    template <typename Work>
    void onEngine(Work work, Qt::ConnectionType how = Qt::QueuedConnection)
    {
        if (listener_->thread()->isRunning() && listener_->thread() != QThread::currentThread())
            QMetaObject::invokeMethod(listener_, work, how);
        else
            work();
    }

    void start(const Options &options)
    {
        engine::Listener::Options wanted;
        wanted.host = options.host;
        wanted.port = options.port;
        wanted.orAnother = options.orAnother;
        wanted.tls = options.tls;
        wanted.moreHosts = options.moreHosts;
        const int call = ++call_;
        onEngine([this, wanted, call, listener = listener_] {
            const QString wrong = listener->start(wanted);
            const QString url = listener->baseUrl();
            const QByteArray pem = listener->certificatePem();
            QMetaObject::invokeMethod(
                this, [=, this] { arrived(call, wrong, url, pem); }, Qt::QueuedConnection);
        });
    }

    void stop()
    {
        ++call_;
        onEngine([listener = listener_] { listener->stop(); });
        if (url_.isEmpty())
            return;
        url_.clear();
        pem_.clear();
        emit owner_->stopped();
    }

    void watch() { watching_ = true; }

    void watch(quint64 sight, const std::shared_ptr<LiveBridge> &bridge)
    {
        auto *feed = new SeatWatch(bridge);
        feed->moveToThread(listener_->thread());
        QObject::connect(listener_->thread(), &QThread::finished, feed, &QObject::deleteLater);
        onEngine([feed, sight, listener = listener_] { feed->begin(*listener, sight); });
    }
    SightBox &box() { return box_; }
    const Options &options() const { return options_; }
    void setOptions(const Options &options) { options_ = options; }
    const QString &url() const { return url_; }
    const QByteArray &pem() const { return pem_; }

private:
    /// Recordings under way to the owner's thread, which may be held up (a terminal that is not read).
    struct Queue {
        std::atomic<std::uint64_t> bytes = 0;
        std::atomic<quint64> missed = 0;
    };

    static void hand(LabServer *owner, const std::shared_ptr<Queue> &queue,
                     const std::shared_ptr<const record::Record> &record)
    {
        const std::uint64_t size = sizeOf(*record);
        if (queue->bytes > mostQueued) {
            ++queue->missed;
            return;
        }
        queue->bytes += size;
        QMetaObject::invokeMethod(
            owner,
            [owner, queue, size, record] {
                queue->bytes -= size;
                emit owner->recorded(record);
                if (const quint64 missed = queue->missed.exchange(0); missed > 0)
                    emit owner->missed(missed);
            },
            Qt::QueuedConnection);
    }

    void arrived(int call, const QString &wrong, const QString &url, const QByteArray &pem)
    {
        if (call != call_)
            return; // stopped, or started anew, since

        url_ = wrong.isEmpty() ? url : QString();
        pem_ = wrong.isEmpty() ? pem : QByteArray();
        if (wrong.isEmpty())
            emit owner_->started(url_);
        else
            emit owner_->failed(wrong);
    }

    LabServer *owner_;
    std::shared_ptr<Queue> queue_ = std::make_shared<Queue>();
    std::atomic<bool> watching_ = false;
    SightBox box_;
    engine::Listener *listener_;
    Options options_; ///< of a start without any
    QString url_;
    QByteArray pem_;
    int call_ = 0; ///< the last start or stop
};

bool isLabAddress(const QString &host)
{
    return engine::isAddress(host);
}

bool isLoopback(const QString &host)
{
    return engine::isLoopback(host);
}

bool isHostName(const QString &name)
{
    return !name.isEmpty() && !name.contains(u':') && lab::isHostValue(name.toStdString());
}

LabServer::LabServer(QThread *engineThread, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, engineThread))
{}

LabServer::~LabServer() = default;

void LabServer::start(const Options &options)
{
    const QStringList &wrong = scenarioLibrary().wrong;
    if (!wrong.isEmpty()) {
        emit failed(wrong.first());
    } else if (!options.allowRemote && !engine::isLoopback(options.host)) {
        emit failed(tr("the lab answers anybody who reaches it: to listen on %1, which is not this machine alone, "
                       "allow it in so many words")
                        .arg(options.host));
    } else {
        d->start(options);
    }
}

void LabServer::start()
{
    start(d->options());
}

void LabServer::setOptions(const Options &options)
{
    d->setOptions(options);
}

void LabServer::stop()
{
    d->stop();
}

bool LabServer::running() const
{
    return !d->url().isEmpty();
}

QString LabServer::baseUrl() const
{
    return d->url();
}

QByteArray LabServer::certificatePem() const
{
    return d->pem();
}

void LabServer::watchClients()
{
    d->watch();
}

std::vector<LabServer::Sight> LabServer::takeSeen(int most)
{
    bool more = false;
    auto seen = d->box().take(most, &more);
    if (more)
        QMetaObject::invokeMethod(this, &LabServer::clientsSeen, Qt::QueuedConnection);
    return seen;
}

LiveExchange *LabServer::watch(quint64 sight, QObject *parent)
{
    auto *live = new LiveExchange(parent);
    d->watch(sight, live->bridge());
    return live;
}

int LabServer::takeMissed()
{
    return d->box().takeMissed();
}

} // namespace session
