// SPDX-License-Identifier: GPL-3.0-or-later
// Performs what the host wants done, in turns, so that a scenario without end leaves room for others.
#include "engine/server/lab_connection.h"

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

LabConnection::LabConnection(AcceptedStream *stream, std::shared_ptr<const lab::Library> library, record::Target target,
                             lab::OwnHosts own, QObject *parent)
    : QObject(parent)
    , stream_(stream)
    , library_(std::move(library))
    , target_(std::move(target))
    , own_(std::move(own))
    , lastMoved_(Clock::now())
{
    stream_->setParent(this);
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    linger_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] { take(host_->timer(Clock::now())); });
    connect(&linger_, &QTimer::timeout, this, &LabConnection::endLinger);
}

LabConnection::~LabConnection()
{
    over_ = true;
}

void LabConnection::start()
{
    stream_->open(this);
}

void LabConnection::shutDown(std::string_view why)
{
    if (over_)
        return;
    if (host_)
        host_->gone(Clock::now(), why);
    settle();
    stream_->drop();
    finishOver();
}

void LabConnection::streamOpen(std::int64_t at, const TlsReport *tls)
{
    lastMoved_ = at;
    host_ = std::make_unique<lab::Host>(
        library_, target_, tls ? lab::TlsWords{tls->protocol, tls->cipher} : lab::TlsWords{},
        [] { return Clock::wallMs() / 1000; }, own_);
}

void LabConnection::streamRead(std::int64_t at, std::string_view bytes)
{
    lastMoved_ = at;
    if (host_)
        take(host_->received(at, bytes));
}

void LabConnection::streamWritten(std::int64_t at, std::string_view bytes, bool all)
{
    lastMoved_ = at;
    take(host_->flushed(at, bytes, all));
}

void LabConnection::streamClosed(std::int64_t at, wire::CloseHow how, const std::string &text)
{
    if (over_)
        return;
    clientClosed_ = true;
    if (host_)
        take(host_->closed(at, how, text));
    const bool dead = !stream_->halfCloses() || how != wire::CloseHow::Fin || !host_ || !host_->busy();
    if (host_ && dead)
        host_->gone(at, "");
    settle();
    if (!over_ && (dead || closing_)) {
        stream_->drop();
        finishOver();
    }
}

void LabConnection::take(std::vector<lab::Action> actions)
{
    std::move(actions.begin(), actions.end(), std::back_inserter(queue_));
    settle();
    work();
}

void LabConnection::work()
{
    if (working_ || over_)
        return;
    working_ = true;
    for (int done = 0; done < actionsAtOnce && !queue_.empty() && !over_; ++done) {
        lab::Action action = std::move(queue_.front());
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

void LabConnection::perform(lab::Action action)
{
    switch (action.kind) {
    case lab::ActionKind::Send: stream_->write(std::move(action.bytes)); break;
    case lab::ActionKind::ArmTimer: {
        using namespace std::chrono;
        timer_.start(ceil<milliseconds>(nanoseconds(action.ns)));
        break;
    }
    case lab::ActionKind::ReadOff: readOff_ = true; break;
    case lab::ActionKind::ReadOn: readOff_ = false; break;
    case lab::ActionKind::Close: beginClose(); break;
    case lab::ActionKind::Drop:
        stream_->drop();
        finishOver();
        break;
    case lab::ActionKind::Reset:
        stream_->reset();
        finishOver();
        break;
    case lab::ActionKind::Done: break;
    }
    settle();
}

void LabConnection::beginClose()
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
void LabConnection::settle()
{
    if (!host_)
        return;
    if (closing_ && host_->busy() && host_->requestComplete())
        host_->gone(Clock::now(), "");
    if (closing_ && !over_ && !host_->busy())
        stream_->finishWriting();
    const auto begun = host_->takeBegun();
    for (auto &finished : host_->takeFinished()) {
        finished.record.startedAt = wallAt(finished.begunAt);
        LabSight over = sight();
        sight_ = 0;
        over.at = finished.record.startedAt;
        over.record = std::make_shared<const record::Record>(std::move(finished.record));
        emit recorded(over.record);
        emit seen(over);
    }
    if (begun && host_->busy()) { // else it is over already
        LabSight now = sight();
        now.at = wallAt(begun->at);
        now.method = begun->method;
        now.target = begun->target;
        emit seen(now);
    }
    if (over_)
        return;
    stream_->setReading(!readOff_ && !host_->full());
    emit moved();
}

std::int64_t LabConnection::wallAt(std::int64_t at) const
{
    return Clock::wallMs() - (Clock::now() - at) / 1'000'000;
}

/// Of the exchange under way; it gets its number here.
LabSight LabConnection::sight()
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

void LabConnection::endLinger()
{
    if (over_)
        return;
    host_->gone(Clock::now(), "");
    settle();
    stream_->drop();
    finishOver();
}

void LabConnection::finishOver()
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
