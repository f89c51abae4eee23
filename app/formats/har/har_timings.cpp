// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_timings.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

using wire::Kind;
using wire::Phase;

/// A stretch of time that events open and close, failed tries included.
struct Stretch {
    std::int64_t began = -1, ended = -1;
    void open(std::int64_t at) { began = began < 0 ? at : began; }
    void close(std::int64_t at) { ended = std::max(ended, at); }
    bool seen() const { return began >= 0; }
};

struct AttemptMoments {
    Stretch lookup, connection;
    std::int64_t tlsNs = -1, tlsBegan = -1;
    std::int64_t sentFirst = -1, sentLast = -1;
    std::int64_t answerFirst = -1, answerEnd = -1;
    std::int64_t last = 0;
};

class MomentReader {
public:
    MomentReader(const std::vector<wire::Event> &events, const record::Attempt &attempt, wire::Role role,
                 AttemptMoments &moments)
        : attempt_(attempt)
        , moments_(moments)
        , asking_(role == wire::Role::Client ? wire::Direction::Sent : wire::Direction::Received)
    {
        moments_.last = attempt.beganAt;
        for (const wire::Event &event : events)
            read(event);
        if (attempt.endedAt >= 0)
            moments_.last = std::max(attempt.beganAt, attempt.endedAt);
    }

private:
    void read(const wire::Event &event)
    {
        if (event.attempt == attempt_.index)
            ofAttempt(event);
        if (event.connection != attempt_.connection || wire::isLocal(event.kind))
            return;
        if (event.direction != asking_)
            answer(event);
    }

    void ofAttempt(const wire::Event &event)
    {
        moments_.last = std::max(moments_.last, event.at);
        const bool begins = event.phase == Phase::Begin;
        if (event.kind == Kind::Lookup)
            begins ? moments_.lookup.open(event.at) : moments_.lookup.close(event.at);
        else if (event.kind == Kind::Connect || event.kind == Kind::Tls || event.kind == Kind::Proxy)
            begins ? moments_.connection.open(event.at) : moments_.connection.close(event.at);
        if (event.kind == Kind::Tls)
            tls(event);
        if (event.kind == Kind::HeadBegin && event.direction == asking_ && moments_.sentFirst < 0)
            moments_.sentFirst = event.at;
        if (wire::isLeaf(event.kind) && event.direction == asking_ && !answered_)
            moments_.sentLast = event.at;
    }

    void tls(const wire::Event &event)
    {
        if (event.phase == Phase::Begin) {
            moments_.tlsBegan = event.at;
        } else if (moments_.tlsBegan >= 0) {
            moments_.tlsNs = std::max<std::int64_t>(moments_.tlsNs, 0) + event.at - moments_.tlsBegan;
            moments_.tlsBegan = -1;
        }
    }

    /// What follows on the same connection after the answer's end is another attempt's.
    void answer(const wire::Event &event)
    {
        if (!attempt_.final || moments_.answerEnd >= 0)
            return;
        const std::uint64_t seq = attempt_.final->seq;
        if (event.kind == Kind::HeadBegin && event.seq < seq)
            moments_.answerFirst = event.at;
        answered_ = answered_ || event.seq >= seq;
        if (event.kind == Kind::MessageEnd && event.seq > seq)
            moments_.answerEnd = event.at;
    }

    const record::Attempt &attempt_;
    AttemptMoments &moments_;
    wire::Direction asking_; // the way of the request
    bool answered_ = false;
};

double harMilliseconds(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e6;
}

} // namespace

double HarTimings::sum() const
{
    double all = 0;
    for (const double part : {blocked, dns, connect, send, wait, receive})
        all += std::max(part, 0.0);
    return all;
}

HarTimings harTimings(const std::vector<wire::Event> &events, const record::Attempt &attempt, wire::Role role)
{
    AttemptMoments moments;
    MomentReader(events, attempt, role, moments);
    const std::int64_t end = moments.answerEnd >= 0 ? moments.answerEnd : moments.last;
    const bool connected = moments.connection.seen();
    // Each moment in its place; one that is missing falls on the one before it.
    std::array<std::int64_t, 9> at{attempt.beganAt,          moments.lookup.began,     moments.lookup.ended,
                                   moments.connection.began, moments.connection.ended, moments.sentFirst,
                                   moments.sentLast,         moments.answerFirst,      end};
    for (std::size_t i = 1; i < at.size(); ++i)
        at[i] = std::max(std::min(at[i], std::max(end, at[0])), at[i - 1]);
    if (moments.sentFirst < 0)
        at[5] = at[6] = at[7] = at[8];
    else if (moments.answerFirst < 0)
        at[7] = at[8];
    const auto span = [&at](std::size_t from) { return harMilliseconds(at[from + 1] - at[from]); };
    HarTimings timings;
    timings.dns = moments.lookup.seen() ? span(1) : -1;
    timings.connect = connected ? span(3) : -1;
    timings.ssl = moments.tlsNs >= 0 ? std::min(harMilliseconds(moments.tlsNs), timings.connect) : -1;
    timings.blocked = harMilliseconds((at[1] - at[0]) + (at[3] - at[2]) + (at[5] - at[4]));
    timings.send = span(5);
    timings.wait = span(6);
    timings.receive = span(7);
    return timings;
}

} // namespace formats
