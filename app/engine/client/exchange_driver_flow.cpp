// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes out and in: content in slices, and how often what has come is looked at between them.
#include "engine/client/exchange_driver.h"

#include "engine/net/clock.h"
#include "engine/net/error_lines.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace engine {

using record::FactKind;

namespace {

// Content between two looks at what has come: 64 KiB, and later, where each look costs more than it can spare, 256 KiB
// or what leaves within 1 ms, whichever is less.
constexpr std::size_t sliceBytes = 64 << 10;
constexpr std::size_t laterBytes = 256 << 10;
constexpr std::int64_t laterNs = 1'000'000;
constexpr std::uint64_t earlyBytes = 4 << 20;
constexpr std::int64_t breathNs = 1'000'000; // behind the first slice, see breathes()
constexpr std::size_t writeBudget = 4 << 20; // bytes a turn
constexpr std::size_t leastRead = 4 << 10;   // bytes a read, where they take long
constexpr int readBudget = 16;               // reads a turn
constexpr std::int64_t turnNs = 20'000'000;  // or this, whichever is first: time-outs must be heard

} // namespace

// Content goes out slice by slice, and between them what has come is looked at: an answer that ends the sending (RFC
// 9112 section 9.5) is to cost as little content as can be, on a connection that takes 64 KiB in 20 us.
void ExchangeDriver::pump()
{
    if (peerClosed_ || writeError_)
        return;
    const auto flushed = [this](std::string_view bytes, std::int64_t at) { moved(FactKind::Flushed, at, bytes); };
    const std::int64_t began = Clock::now();
    bool more = false;
    for (std::size_t done = 0; !more && upload_->ready(*transport_);) {
        if (upload_->contentReady() && ((lookDue() && !look()) || breathes()))
            break;
        const Upload::Result result = upload_->write(*transport_, slice(), flushed);
        done += result.taken;
        sinceLook_ += result.taken;
        writeError_ = result.error;
        if (writeError_)
            return drain();
        more = result.full || done >= writeBudget || Clock::now() - began > turnNs;
    }
    transport_->watchWritable(more || (!peerClosed_ && !breath_.armed() && transport_->committed() > 0));
}

// Once, behind the first slice, and unless a 100 has asked for the content: who refuses by the head or by the first
// bytes has mostly answered within this time. A local link would carry megabytes meanwhile; a long one is still at the
// first slice.
bool ExchangeDriver::breathes()
{
    const wire::Stream &stream = this->stream();
    if (breathed_ || stream.bodyBytes() < sliceBytes || stream.gate.outcome() == wire::GateOutcome::Continued)
        return false;
    if (!breath_.armed())
        breath_.arm(breathNs);
    return true;
}

std::size_t ExchangeDriver::slice() const
{
    const std::uint64_t sent = stream().bodyBytes();
    // The first one ends where it should, however many writes it takes.
    if (sent < sliceBytes)
        return sliceBytes - sent;
    return sent < earlyBytes ? sliceBytes : laterBytes;
}

bool ExchangeDriver::lookDue() const
{
    return stream().bodyBytes() < earlyBytes || sinceLook_ >= laterBytes || Clock::now() - lookedAt_ >= laterNs;
}

// One read. False: what came ends the writing of this turn.
bool ExchangeDriver::look()
{
    const bool blocked = upload_->blocked();
    lookedAt_ = Clock::now();
    sinceLook_ = 0;
    const Transport::Read got = transport_->read();
    if (got.what == Transport::Read::What::Later)
        return true;
    if (got.what == Transport::Read::What::Closed) {
        peerClosed(got.at, got.how, got.text);
        return false;
    }
    moved(FactKind::Received, got.at, got.bytes);
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
        moved(FactKind::Received, got.at, got.bytes);
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
            readLater();
            return;
        }
        const Transport::Read got = transport_->read(readSize_);
        if (got.what == Transport::Read::What::Later)
            return;
        if (got.what == Transport::Read::What::Closed)
            return peerClosed(got.at, got.how, got.text);
        const std::int64_t came = Clock::now();
        moved(FactKind::Received, got.at, got.bytes);
        fitReadSize(Clock::now() - came);
    }
}

// Once: were each turn to ask for the next one, the socket's own signal would add one more every time, and time-outs
// would be heard later and later.
void ExchangeDriver::readLater()
{
    if (std::exchange(readPosted_, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            readPosted_ = false;
            readSome();
        },
        Qt::QueuedConnection);
}

// Chunks of one byte take as long to read as a thousand times as much content.
void ExchangeDriver::fitReadSize(std::int64_t took)
{
    if (took > turnNs / 2)
        readSize_ = std::max(readSize_ / 2, leastRead);
    else if (took < turnNs / 8)
        readSize_ = std::min(readSize_ * 2, mostRead);
}

void ExchangeDriver::peerClosed(std::int64_t at, wire::CloseHow how, std::string text)
{
    peerClosed_ = true;
    closedHow_ = how;
    closedText_ = text;
    transport_->watchReadable(false);
    transport_->watchWritable(false);
    perform(scribe_.peerClosed(at, how, std::move(text)));
}

} // namespace engine
