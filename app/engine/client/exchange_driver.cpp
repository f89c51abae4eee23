// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/exchange_driver.h"

#include "base/quantity.h"
#include "engine/net/clock.h"
#include "engine/net/error_lines.h"

namespace engine {

using record::FactKind;
using record::Outcome;

namespace {

constexpr std::int64_t resyncNs = 1'000'000'000;

} // namespace

ExchangeDriver::ExchangeDriver(std::unique_ptr<Transport> transport, std::string where, record::Scribe &scribe,
                               QObject *parent)
    : QObject(parent)
    , transport_(std::move(transport))
    , where_(std::move(where))
    , scribe_(scribe)
{
    connect(transport_.get(), &Transport::readable, this, &ExchangeDriver::readSome);
    connect(transport_.get(), &Transport::writable, this, &ExchangeDriver::settle);
    connect(&gate_, &Alarm::fired, this, [this] {
        perform(scribe_.say(Clock::now(), FactKind::Timer));
        if (timeouts_.keepNs > 0 && stream().gate.state() == wire::GateState::Waiting)
            keep_.arm(timeouts_.keepNs);
        settle();
    });
    connect(&keep_, &Alarm::fired, this, [this] {
        timeout("keep",
                "no 100 (Continue) and no final response from " + where_ + " within "
                    + base::durationText(timeouts_.keepNs) + " after the wait of "
                    + base::durationText(submission_.policy.waitNs) + " (--keep-limit)");
    });
    connect(&linger_, &Alarm::fired, this, &ExchangeDriver::endFinal);
    connect(&head_, &Alarm::fired, this, [this] {
        timeout("head",
                "no final response from " + where_ + " within " + base::durationText(timeouts_.headNs)
                    + " of the request's last byte");
    });
    connect(&idle_, &Alarm::fired, this, &ExchangeDriver::idleFired);
    connect(&breath_, &Alarm::fired, this, [this] {
        breathed_ = true;
        settle();
    });
    connect(&decided_, &Alarm::fired, this, [this] {
        if (running_ && !finished_ && !unreadable_)
            end({Outcome::FinalStatus, {}, "content-left"});
    });
    connect(&resync_, &Alarm::fired, this, [this] { timeout("resync", {}); });
}

ExchangeDriver::~ExchangeDriver() = default;

void ExchangeDriver::run(Request request)
{
    submission_ = request.submission;
    timeouts_ = request.timeouts;
    spokenLinger_ = request.lingerNs;
    headDecides_ = std::move(request.headDecides);
    upload_ = std::make_unique<Upload>(std::move(request.body));
    running_ = true;
    readSize_ = mostRead;
    sinceLook_ = 0;
    first_.clear();
    finished_ = giveUp_ = unreadable_ = lingering_ = breathed_ = false;
    lastActivity_ = Clock::now();
    if (timeouts_.idleNs > 0)
        idle_.arm(timeouts_.idleNs);
    perform(scribe_.submit(lastActivity_, submission_, request.head));
    // TLS may hold bytes that came with the end of its handshake, and an ending must not reach the caller yet.
    readLater();
    pump();
}

void ExchangeDriver::release()
{
    if (!running_)
        return;
    perform(scribe_.say(Clock::now(), FactKind::Release));
    settle();
}

void ExchangeDriver::moved(FactKind kind, std::int64_t at, std::string_view bytes)
{
    if (kind == FactKind::Received && first_.size() < http2FrameHead)
        first_ += bytes.substr(0, http2FrameHead - first_.size());
    perform(scribe_.moved(at, kind, bytes));
    // Not `at`, when they reached the kernel: what this program takes long to read is no idleness of the other side.
    lastActivity_ = Clock::now();
}

void ExchangeDriver::perform(std::vector<wire::Action> actions)
{
    for (wire::Action &action : actions)
        perform(action);
}

void ExchangeDriver::perform(wire::Action &action)
{
    switch (action.kind) {
    case wire::ActionKind::SendHead: upload_->sendHead(std::move(action.bytes)); break;
    case wire::ActionKind::SendBody:
        upload_->allowBody();
        lastActivity_ = Clock::now(); // the wait was no idleness
        break;
    case wire::ActionKind::StopBody: upload_->stop(); break;
    case wire::ActionKind::ArmTimer: gate_.arm(action.ns); break;
    case wire::ActionKind::CancelTimer:
        gate_.cancel();
        keep_.cancel();
        break;
    case wire::ActionKind::Finished: finished_ = true; break;
    case wire::ActionKind::GiveUp: giveUp_ = true; break;
    case wire::ActionKind::Unreadable:
        unreadable_ = true;
        upload_->hold(true);
        resync_.arm(resyncNs);
        break;
    case wire::ActionKind::Readable:
        unreadable_ = false;
        upload_->hold(false);
        resync_.cancel();
        break;
    }
}

// After every turn: writes what may go, and decides whether the request is over.
void ExchangeDriver::settle()
{
    if (!running_)
        return;
    pump();
    const std::string bodyError = upload_->bodyError();
    if (finished_)
        linger();
    else if (peerClosed_)
        end(endingAfterClose());
    else if (stream().contentLost())
        end(noEnd("unreadable"));
    else if (!bodyError.empty())
        failBody(bodyError);
    else if (giveUp_ && !unreadable_) // else its own second says what is wrong
        end({Outcome::TimedOut,
             "no 100 (Continue) from " + where_ + " within " + base::durationText(submission_.policy.waitNs)
                 + ", and the content was not to be sent then",
             "give-up"});
    else
        watchHead();
    emit progressed();
}

void ExchangeDriver::stop()
{
    running_ = false;
    for (Alarm *alarm : {&gate_, &keep_, &linger_, &resync_, &head_, &idle_, &breath_, &decided_})
        alarm->cancel();
    if (transport_)
        transport_->watchWritable(false);
}

void ExchangeDriver::close()
{
    stop();
    if (!transport_)
        return;
    transport_->disconnect(this);
    transport_->close();
}

std::unique_ptr<Transport> ExchangeDriver::takeTransport()
{
    stop();
    transport_->disconnect(this);
    return std::move(transport_);
}

} // namespace engine
