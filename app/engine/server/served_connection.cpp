// SPDX-License-Identifier: GPL-3.0-or-later
// Performs what the host wants done, in turns, so that a scenario without end leaves room for others.
#include "engine/server/served_connection.h"

#include "engine/net/clock.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace engine {

namespace {
constexpr int actionsAtOnce = 64;
// RFC 9112 section 9.6: read on for a while, so that the client sees the answer and no reset.
constexpr std::chrono::seconds lingerTime{2};
} // namespace

ServedConnection::ServedConnection(AcceptedStream *stream, record::ServerSeat::Responders responders,
                                   record::Target target, QObject *parent)
    : QObject(parent)
    , stream_(stream)
    , responders_(std::move(responders))
    , target_(std::move(target))
    , lastMoved_(Clock::now())
{
    stream_->setParent(this);
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    linger_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] { take(seat_->timer(Clock::now())); });
    connect(&linger_, &QTimer::timeout, this, &ServedConnection::endLinger);
}

ServedConnection::~ServedConnection()
{
    over_ = true;
    endFeeds({});
}

void ServedConnection::start()
{
    stream_->open(this);
}

void ServedConnection::shutDown(record::ServerSeat::Gone why, const std::string &line)
{
    if (over_)
        return;
    if (seat_)
        seat_->gone(Clock::now(), why, line);
    settle();
    stream_->drop();
    finishOver();
}

void ServedConnection::streamOpen(std::int64_t at, const TlsReport *tls)
{
    lastMoved_ = at;
    seat_ = std::make_unique<record::ServerSeat>(
        responders_, target_, tls ? record::TlsWords{tls->protocol, tls->cipher} : record::TlsWords{});
}

void ServedConnection::streamRead(std::int64_t at, std::string_view bytes)
{
    lastMoved_ = at;
    if (seat_)
        take(seat_->received(at, bytes));
}

void ServedConnection::streamWritten(std::int64_t at, std::string_view bytes, bool all)
{
    lastMoved_ = at;
    take(seat_->flushed(at, bytes, all));
}

void ServedConnection::streamClosed(std::int64_t at, wire::CloseHow how, const std::string &text)
{
    if (over_)
        return;
    clientClosed_ = true;
    if (seat_)
        take(seat_->closed(at, how, text));
    const bool dead = !stream_->halfCloses() || how != wire::CloseHow::Fin || !seat_ || !seat_->busy();
    if (seat_ && dead)
        seat_->gone(at, record::ServerSeat::Gone::AsItStands);
    settle();
    if (!over_ && (dead || closing_)) {
        stream_->drop();
        finishOver();
    }
}

void ServedConnection::take(std::vector<record::Responder::Action> actions)
{
    std::move(actions.begin(), actions.end(), std::back_inserter(queue_));
    settle();
    work();
}

void ServedConnection::work()
{
    if (working_ || over_)
        return;
    working_ = true;
    for (int done = 0; done < actionsAtOnce && !queue_.empty() && !over_; ++done) {
        record::Responder::Action action = std::move(queue_.front());
        queue_.pop_front();
        perform(std::move(action));
    }
    working_ = false;
    if (queue_.empty() || over_ || again_)
        return;
    again_ = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            again_ = false;
            work();
        },
        Qt::QueuedConnection);
}

void ServedConnection::perform(record::Responder::Action action)
{
    switch (action.kind) {
    case record::Responder::ActionKind::Send: stream_->write(std::move(action.bytes)); break;
    case record::Responder::ActionKind::ArmTimer: {
        using namespace std::chrono;
        timer_.start(ceil<milliseconds>(nanoseconds(action.ns)));
        break;
    }
    case record::Responder::ActionKind::ReadOff: readOff_ = true; break;
    case record::Responder::ActionKind::ReadOn: readOff_ = false; break;
    case record::Responder::ActionKind::Close: beginClose(); break;
    case record::Responder::ActionKind::Drop:
        stream_->drop();
        finishOver();
        break;
    case record::Responder::ActionKind::Reset:
        stream_->reset();
        finishOver();
        break;
    case record::Responder::ActionKind::Done: break;
    }
    settle();
}

void ServedConnection::beginClose()
{
    closing_ = true;
    readOff_ = false;
    if (clientClosed_) { // nothing more can come, and all has left
        stream_->drop();
        finishOver();
        return;
    }
    linger_.start(lingerTime);
    if (stream_->halfCloses())
        stream_->finishWriting();
}

/// After each step: recordings that are complete, and whether to read on.
void ServedConnection::settle()
{
    if (!seat_)
        return;
    if (closing_ && seat_->busy() && seat_->requestComplete())
        seat_->gone(Clock::now(), record::ServerSeat::Gone::AsItStands);
    if (closing_ && !over_ && !seat_->busy())
        stream_->finishWriting();
    const auto begun = seat_->takeBegun();
    for (auto &finished : seat_->takeFinished()) {
        finished.record.startedAt = wallAt(finished.begunAt);
        LabSight over = sight();
        sight_ = 0;
        over.at = finished.record.startedAt;
        over.record = std::make_shared<const record::Record>(std::move(finished.record));
        endFeeds(over.record);
        emit recorded(over.record);
        emit seen(over);
    }
    if (begun && seat_->busy()) { // else it is over already
        LabSight now = sight();
        now.at = wallAt(begun->at);
        now.method = begun->method;
        now.target = begun->target;
        emit seen(now);
    }
    if (over_)
        return;
    stream_->setReading(!readOff_ && !seat_->full());
    emit moved();
}

std::int64_t ServedConnection::wallAt(std::int64_t at) const
{
    return Clock::wallMs() - (Clock::now() - at) / 1'000'000;
}

/// Of the exchange under way; it gets its number here.
LabSight ServedConnection::sight()
{
    static std::atomic<std::uint64_t> last = 0;
    if (sight_ == 0)
        sight_ = ++last;
    LabSight now;
    now.id = sight_;
    now.own = ownClient_;
    now.lab = target_;
    return now;
}

std::unique_ptr<SeatFeed> ServedConnection::watch()
{
    auto feed = std::make_unique<SeatFeed>(*seat_);
    connect(this, &ServedConnection::moved, feed.get(), &SeatFeed::progressed);
    feeds_.emplace_back(feed.get());
    return feed;
}

void ServedConnection::endFeeds(const std::shared_ptr<const record::Record> &record)
{
    for (const auto &feed : std::exchange(feeds_, {})) {
        if (!feed)
            continue;
        disconnect(feed.data()); // what moves from now on is the next exchange's
        feed->finish(record);
    }
}

void ServedConnection::endLinger()
{
    if (over_)
        return;
    seat_->gone(Clock::now(), record::ServerSeat::Gone::AsItStands);
    settle();
    stream_->drop();
    finishOver();
}

void ServedConnection::finishOver()
{
    if (over_)
        return;
    over_ = true;
    queue_.clear();
    timer_.stop();
    linger_.stop();
    emit over();
}

} // namespace engine
