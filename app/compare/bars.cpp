// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/bars.h"

#include <algorithm>
#include <map>

namespace compare {

namespace {

using wire::Event;
using wire::Kind;
using wire::Phase;

constexpr std::size_t mostInterims = 64; // an endless-1xx server sends thousands

/// First and last moment of an attempt's final response; the value knows its blank line alone.
struct ResponseTimes {
    std::int64_t headBegan = -1;
    std::int64_t began = -1;
    std::int64_t ended = -1;
};

std::map<std::uint32_t, ResponseTimes> responseTimes(const std::vector<Event> &events)
{
    std::map<std::uint32_t, ResponseTimes> times;
    for (const Event &event : events) {
        if (event.direction != wire::Direction::Received)
            continue;
        ResponseTimes &seen = times[event.attempt];
        if (event.kind == Kind::HeadBegin)
            seen.headBegan = event.at;
        else if (event.kind == Kind::FinalResponse && event.phase != Phase::Begin && seen.began < 0)
            seen.began = seen.headBegan < 0 ? event.at : seen.headBegan;
        else if (event.kind == Kind::MessageEnd && seen.began >= 0 && seen.ended < 0)
            seen.ended = event.at;
    }
    return times;
}

bool isNetwork(Kind kind)
{
    return kind == Kind::Lookup || kind == Kind::Connect || kind == Kind::Tls || kind == Kind::Proxy;
}

class BarMaker {
public:
    explicit BarMaker(const record::Exchange &exchange) : exchange_(exchange) {}

    void network(const std::vector<Event> &events)
    {
        std::map<Kind, std::int64_t> begun;
        for (const Event &event : events) {
            if (!isNetwork(event.kind))
                continue;
            if (event.phase == Phase::Begin)
                begun[event.kind] = event.at;
            else if (const auto open = begun.extract(event.kind))
                add(BarKind::Network, open.mapped(), event.at);
        }
        for (const auto &[kind, at] : begun)
            add(BarKind::Network, at, exchange_.duration);
    }

    void attempt(const record::Attempt &attempt, const ResponseTimes &times)
    {
        const std::int64_t end = attempt.endedAt >= 0 ? attempt.endedAt : exchange_.duration;
        const record::RequestSeen &request = attempt.request;
        const record::Handshake &shake = attempt.handshake;
        if (request.seen)
            add(BarKind::Head, request.begunAt, request.endedAt);
        if (shake.pauseBegan >= 0)
            add(BarKind::Pause, shake.pauseBegan, shake.pauseEnded < 0 ? end : shake.pauseEnded,
                static_cast<int>(shake.outcome));
        for (const record::ResponseSeen &interim : attempt.interims)
            if (++interims_ <= mostInterims)
                add(BarKind::Interim, interim.at, interim.at, interim.status);
        if (request.bodyBegunAt >= 0)
            add(BarKind::Body, request.bodyBegunAt, request.bodyEndedAt < 0 ? end : request.bodyEndedAt);
        answer(attempt, times, end);
    }

    std::vector<Bar> take()
    {
        std::ranges::stable_sort(bars_, {}, &Bar::begin);
        return std::move(bars_);
    }

private:
    void add(BarKind kind, std::int64_t begin, std::int64_t end, int code = 0)
    {
        bars_.push_back({kind, begin, std::max(begin, end), code});
    }

    void answer(const record::Attempt &attempt, const ResponseTimes &times, std::int64_t end)
    {
        if (!attempt.final) {
            if (attempt.endedAt >= 0)
                add(BarKind::Failure, end, end);
            return;
        }
        const std::int64_t began = times.began < 0 ? attempt.final->at : times.began;
        const auto turn = attempt.serversTurnAt();
        if (attempt.request.seen && turn && began > *turn)
            add(BarKind::Server, *turn, began);
        add(BarKind::Response, began, times.ended < 0 ? end : times.ended, attempt.final->status);
    }

    const record::Exchange &exchange_;
    std::vector<Bar> bars_;
    std::size_t interims_ = 0;
};

} // namespace

std::string_view keyOf(BarKind kind)
{
    switch (kind) {
    case BarKind::Network: return "network";
    case BarKind::Head: return "head";
    case BarKind::Pause: return "pause";
    case BarKind::Interim: return "interim";
    case BarKind::Body: return "body";
    case BarKind::Server: return "server";
    case BarKind::Response: return "response";
    case BarKind::Failure: return "failure";
    }
    return "failure";
}

std::vector<Bar> barsOf(const record::Exchange &exchange, const std::vector<wire::Event> &events)
{
    BarMaker maker(exchange);
    maker.network(events);
    const auto times = responseTimes(events);
    for (const record::Attempt &attempt : exchange.attempts) {
        const auto place = times.find(attempt.index);
        maker.attempt(attempt, place == times.end() ? ResponseTimes() : place->second);
    }
    return maker.take();
}

} // namespace compare
