// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exchange_driver.h"

#include "engine/clock.h"
#include "engine/words.h"

#include <algorithm>
#include <cerrno>

namespace engine {

using record::Fact;
using record::FactKind;

namespace {

constexpr std::int64_t resyncNs = 1'000'000'000;
constexpr std::int64_t lingerAfterExpectNs = 50'000'000;
constexpr std::int64_t lingerForCloseNs = 250'000'000;
// Content between two looks at what has come: 64 KiB, and later, where each write costs more than it can spare, a block.
// That takes the kernel 0.1 ms, and TLS 0.4 ms: within 1 ms.
constexpr std::size_t sliceBytes = 64 << 10;
constexpr std::size_t laterBytes = 256 << 10;
constexpr std::uint64_t earlyBytes = 4 << 20;
constexpr std::int64_t breathNs = 1'000'000;  // behind the first slice, see breathes()
constexpr std::size_t writeBudget = 4 << 20; // bytes a turn
constexpr int readBudget = 16;               // reads a turn
constexpr std::int64_t turnNs = 20'000'000;  // or this, whichever is first: time-outs must be heard

} // namespace

ExchangeDriver::ExchangeDriver(std::unique_ptr<Transport> transport, std::string where, Hooks hooks,
                               QObject *parent)
    : QObject(parent)
    , transport_(std::move(transport))
    , where_(std::move(where))
    , hooks_(std::move(hooks))
{
    connect(transport_.get(), &Transport::readable, this, &ExchangeDriver::readSome);
    connect(transport_.get(), &Transport::writable, this, &ExchangeDriver::settle);
    connect(&gate_, &Alarm::fired, this, [this] {
        input(FactKind::Timer, Clock::now());
        if (timeouts_.keepNs > 0 && hooks_.machine()->gate().state() == wire::GateState::Waiting)
            keep_.arm(timeouts_.keepNs);
        settle();
    });
    connect(&keep_, &Alarm::fired, this, [this] {
        timeout("keep", "no 100 (Continue) and no final response from " + where_ + " within " + span(timeouts_.keepNs)
                            + " after the wait of " + span(submission_.policy.waitNs) + " (--keep-limit)");
    });
    connect(&linger_, &Alarm::fired, this, &ExchangeDriver::endFinal);
    connect(&head_, &Alarm::fired, this, [this] {
        timeout("head", "no final response from " + where_ + " within " + span(timeouts_.headNs)
                            + " of the request's last byte");
    });
    connect(&idle_, &Alarm::fired, this, &ExchangeDriver::idleFired);
    connect(&breath_, &Alarm::fired, this, [this] {
        breathed_ = true;
        settle();
    });
    connect(&resync_, &Alarm::fired, this, [this] { timeout("resync", {}); });
}

ExchangeDriver::~ExchangeDriver() = default;

void ExchangeDriver::run(Request request)
{
    submission_ = request.submission;
    timeouts_ = request.timeouts;
    spokenLinger_ = request.lingerNs;
    upload_ = std::make_unique<Upload>(std::move(request.head), std::move(request.body));
    running_ = true;
    finished_ = giveUp_ = unreadable_ = lingering_ = breathed_ = false;
    lastActivity_ = Clock::now();
    if (timeouts_.idleNs > 0)
        idle_.arm(timeouts_.idleNs);
    Fact fact;
    fact.kind = FactKind::Submit;
    fact.at = lastActivity_;
    fact.submission = submission_;
    perform(hooks_.apply(std::move(fact), {}));
    // TLS may hold bytes that came with the end of its handshake, and an ending must not reach the caller yet.
    QMetaObject::invokeMethod(this, &ExchangeDriver::readSome, Qt::QueuedConnection);
    pump();
}

void ExchangeDriver::release()
{
    if (!running_)
        return;
    input(FactKind::Release, Clock::now());
    settle();
}

void ExchangeDriver::input(FactKind kind, std::int64_t at, std::string_view bytes)
{
    Fact fact;
    fact.kind = kind;
    fact.at = at;
    perform(hooks_.apply(std::move(fact), bytes));
    // Not `at`, when they reached the kernel: what this program takes long to read is no idleness of the other side.
    if (!bytes.empty())
        lastActivity_ = Clock::now();
}

void ExchangeDriver::perform(const std::vector<wire::Action> &actions)
{
    for (const wire::Action &action : actions)
        perform(action);
}

void ExchangeDriver::perform(const wire::Action &action)
{
    switch (action.kind) {
    case wire::ActionKind::SendHead:
        upload_->allowHead();
        break;
    case wire::ActionKind::SendBody:
        upload_->allowBody();
        lastActivity_ = Clock::now(); // the wait was no idleness
        break;
    case wire::ActionKind::StopBody:
        upload_->stop();
        break;
    case wire::ActionKind::ArmTimer:
        gate_.arm(action.ns);
        break;
    case wire::ActionKind::CancelTimer:
        gate_.cancel();
        keep_.cancel();
        break;
    case wire::ActionKind::Finished:
        finished_ = true;
        break;
    case wire::ActionKind::GiveUp:
        giveUp_ = true;
        break;
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

// Content goes out slice by slice, and before each one what has come is looked at: an answer that ends the sending
// (RFC 9112 section 9.5) is to cost as little content as can be, on a connection that takes 64 KiB in 20 us.
void ExchangeDriver::pump()
{
    if (peerClosed_ || writeError_)
        return;
    const auto flushed = [this](std::string_view bytes, std::int64_t at) { input(FactKind::Flushed, at, bytes); };
    const std::int64_t began = Clock::now();
    bool more = false;
    for (std::size_t done = 0; !more && upload_->ready(*transport_);) {
        if (upload_->contentReady() && (!look() || breathes()))
            break;
        const Upload::Result result = upload_->write(*transport_, slice(), flushed);
        done += result.taken;
        writeError_ = result.error;
        if (writeError_)
            return drain();
        more = result.full || done >= writeBudget || Clock::now() - began > turnNs;
    }
    transport_->watchWritable(more || (!peerClosed_ && !breath_.armed() && transport_->committed() > 0));
}

// Once, behind the first slice, and unless a 100 has asked for the content: who refuses by the head or by the first bytes
// has mostly answered within this time. A local link would carry megabytes meanwhile; a long one is still at the first
// slice.
bool ExchangeDriver::breathes()
{
    const wire::Connection *machine = hooks_.machine();
    if (breathed_ || machine->bodyBytes() < sliceBytes || machine->gate().outcome() == wire::GateOutcome::Continued)
        return false;
    if (!breath_.armed())
        breath_.arm(breathNs);
    return true;
}

std::size_t ExchangeDriver::slice() const
{
    const std::uint64_t sent = hooks_.machine()->bodyBytes();
    if (sent < sliceBytes) // the first one ends where it should, however many writes it takes
        return sliceBytes - sent;
    return sent < earlyBytes ? sliceBytes : laterBytes;
}

// One read. False: what came ends the writing of this turn.
bool ExchangeDriver::look()
{
    const bool blocked = upload_->blocked();
    const Transport::Read got = transport_->read();
    if (got.what == Transport::Read::What::Later)
        return true;
    if (got.what == Transport::Read::What::Closed) {
        peerClosed(got.at, got.how, got.text);
        return false;
    }
    input(FactKind::Received, got.at, got.bytes);
    return blocked || !upload_->blocked();
}

// After a failed write: what the server had sent before it reset is still in the kernel and comes first.
void ExchangeDriver::drain()
{
    for (;;) {
        const Transport::Read got = transport_->read();
        if (got.what != Transport::Read::What::Bytes) {
            if (!got.text.empty() && got.how == wire::CloseHow::Error) // an alert says more than the broken pipe
                return peerClosed(got.at, got.how, got.text);
            const bool reset = writeError_ == EPIPE || writeError_ == ECONNRESET;
            return peerClosed(got.at, reset ? wire::CloseHow::Reset : wire::CloseHow::Error, breakage(writeError_));
        }
        input(FactKind::Received, got.at, got.bytes);
    }
}

void ExchangeDriver::readSome()
{
    readAll();
    settle();
}

void ExchangeDriver::readAll()
{
    const std::int64_t began = Clock::now();
    for (int i = 0; running_ && !peerClosed_; ++i) {
        if (i == readBudget || Clock::now() - began > turnNs) { // TLS may hold more than the kernel shows
            QMetaObject::invokeMethod(this, &ExchangeDriver::readSome, Qt::QueuedConnection);
            return;
        }
        const Transport::Read got = transport_->read();
        if (got.what == Transport::Read::What::Later)
            return;
        if (got.what == Transport::Read::What::Closed)
            return peerClosed(got.at, got.how, got.text);
        input(FactKind::Received, got.at, got.bytes);
    }
}

void ExchangeDriver::peerClosed(std::int64_t at, wire::CloseHow how, std::string text)
{
    peerClosed_ = true;
    closedHow_ = how;
    closedText_ = text;
    transport_->watchReadable(false);
    transport_->watchWritable(false);
    Fact fact;
    fact.kind = FactKind::PeerClosed;
    fact.at = at;
    fact.code = static_cast<std::int32_t>(how);
    fact.text = std::move(text);
    perform(hooks_.apply(std::move(fact), {}));
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
    else if (!bodyError.empty())
        failBody(bodyError);
    else if (giveUp_ && !unreadable_) // else its own second says what is wrong
        end({"timed-out",
             "no 100 (Continue) from " + where_ + " within " + span(submission_.policy.waitNs)
                 + ", and by the rules the content is then not sent",
             "give-up"});
    else
        watchHead();
    emit progressed();
}

void ExchangeDriver::failBody(const std::string &line)
{
    Fact fact;
    fact.kind = FactKind::Error;
    fact.at = Clock::now();
    fact.name = "body-source";
    fact.text = line;
    hooks_.apply(std::move(fact), {});
    end({"aborted", line, "body-source"});
}

void ExchangeDriver::watchHead()
{
    const wire::Connection *machine = hooks_.machine();
    if (machine->finalSeen())
        head_.cancel();
    else if (timeouts_.headNs > 0 && machine->requestFlushed() && !machine->gate().holds() && !head_.armed())
        head_.arm(timeouts_.headNs);
}

void ExchangeDriver::idleFired()
{
    const std::int64_t since = Clock::now() - lastActivity_;
    if (hooks_.machine()->gate().state() == wire::GateState::Waiting)
        idle_.arm(timeouts_.idleNs);
    else if (since < timeouts_.idleNs)
        idle_.arm(timeouts_.idleNs - since);
    else
        timeout("idle", "no byte from or to " + where_ + " for " + span(timeouts_.idleNs));
}

void ExchangeDriver::timeout(const char *which, const std::string &line)
{
    if (!running_ || finished_)
        return;
    Fact fact;
    fact.kind = FactKind::Timeout;
    fact.at = Clock::now();
    fact.name = which;
    fact.text = line;
    hooks_.apply(std::move(fact), {});
    if (line.empty())
        end(noEnd("unreadable"));
    else
        end({"timed-out", line, "timeout"});
}

// The final response is complete: watches for what follows it, then ends.
void ExchangeDriver::linger()
{
    if (!lingering_) {
        lingering_ = true;
        for (Alarm *alarm : {&head_, &idle_, &resync_})
            alarm->cancel();
        const std::int64_t ns = lingerNs();
        if (ns > 0 && !peerClosed_)
            return linger_.arm(ns);
        readAll(); // one look at what has come already
        return endFinal();
    }
    if (peerClosed_)
        endFinal();
}

bool ExchangeDriver::endWatch()
{
    if (!running_ || !lingering_)
        return false;
    endFinal();
    return true;
}

void ExchangeDriver::endFinal()
{
    if (!running_)
        return;
    if (hooks_.machine()->invalidLength())
        return end(noEnd(peerClosed_ ? "" : "unreadable"));
    if (hooks_.machine()->responseCut())
        return end(closedEarly());
    const bool unsent = !peerClosed_ && !hooks_.machine()->requestFlushed();
    if (!hooks_.machine()->statusRead())
        return end(noStatus());
    end({"final-status", {}, unsent ? "body-unsent" : "", hooks_.machine()->reusable() && !peerClosed_});
}

std::int64_t ExchangeDriver::lingerNs() const
{
    if (hooks_.machine()->invalidLength()) // RFC 9112 section 6.3: close
        return 0;
    if (spokenLinger_)
        return *spokenLinger_;
    if (!wire::persists(hooks_.machine()->finalHead()))
        return lingerForCloseNs;
    const bool heldBack = !hooks_.machine()->requestFlushed() || hooks_.machine()->finalStatus() >= 400;
    return submission_.expectSent && heldBack ? lingerAfterExpectNs : 0;
}

Ending ExchangeDriver::endingAfterClose() const
{
    if (unreadable_ || hooks_.machine()->invalidLength())
        return noEnd("");
    // Complete before the content was all sent, and the rest can no longer be.
    if (hooks_.machine()->responseDone() && !hooks_.machine()->responseCut())
        return hooks_.machine()->statusRead() ? Ending{"final-status", {}, {}} : noStatus();
    return closedEarly();
}

// What came is no HTTP, or a response of which nobody knows where it ends.
Ending ExchangeDriver::noEnd(const char *closeReason) const
{
    const wire::Connection *machine = hooks_.machine();
    return {"protocol-error",
            machine->invalidLength() ? invalidLength(wire::valuesOf(machine->finalHead().fields, "Content-Length"), where_)
                                     : unreadable(machine->limitMet(), where_),
            closeReason};
}

// A status line whose status cannot be read (wire::Anomaly::BadStatus) is no answer.
Ending ExchangeDriver::noStatus() const
{
    return {"protocol-error", "what " + where_ + " sent has a status line without a status", {}};
}

Ending ExchangeDriver::closedEarly() const
{
    std::string line = closedHow_ == wire::CloseHow::Fin ? where_ + " closed the connection"
        : closedHow_ == wire::CloseHow::Truncated        ? where_ + ' ' + closedText_
                                                         : where_ + ": " + closedText_;
    line += hooks_.machine()->finalSeen() ? " in the middle of the final response" : " before a final response";
    return {"closed-early", line + sentWords(), {}};
}

std::string ExchangeDriver::sentWords() const
{
    if (submission_.bodyLength == 0)
        return {};
    const std::uint64_t sent = std::min(hooks_.machine()->bodyBytes(), submission_.bodyLength);
    return "; " + std::to_string(sent) + " of " + std::to_string(submission_.bodyLength)
        + " bytes of content had been sent";
}

void ExchangeDriver::end(Ending ending)
{
    stop();
    // Later, so that no slot runs in the middle of a turn; stop() by the caller takes it back.
    QMetaObject::invokeMethod(this, [this, ending] { emit ended(ending); }, Qt::QueuedConnection);
}

void ExchangeDriver::stop()
{
    running_ = false;
    for (Alarm *alarm : {&gate_, &keep_, &linger_, &resync_, &head_, &idle_, &breath_})
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
