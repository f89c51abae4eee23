// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/bars.h"

#include <algorithm>

namespace compare {

namespace {

constexpr std::size_t mostInterims = 64; // an endless-1xx server sends thousands

class BarMaker {
public:
    explicit BarMaker(const record::Exchange &exchange) : exchange_(exchange) {}

    void network(const record::Attempt &attempt)
    {
        for (const record::NetworkStep &step : attempt.steps)
            add(BarKind::Network, step.began, attempt.endOf(step, exchange_.duration));
    }

    void attempt(const record::Attempt &attempt)
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
        answer(attempt, end);
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

    void answer(const record::Attempt &attempt, std::int64_t end)
    {
        if (!attempt.final) {
            if (attempt.endedAt >= 0)
                add(BarKind::Failure, end, end);
            return;
        }
        const std::int64_t began = attempt.final->begunAt < 0 ? attempt.final->at : attempt.final->begunAt;
        const auto turn = attempt.serversTurnAt();
        if (attempt.request.seen && turn && began > *turn)
            add(BarKind::Server, *turn, began);
        const std::int64_t ended = attempt.final->endedAt;
        add(BarKind::Response, began, ended < 0 ? end : ended, attempt.final->status);
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

std::vector<Bar> barsOf(const record::Exchange &exchange)
{
    BarMaker maker(exchange);
    for (const record::Attempt &attempt : exchange.attempts)
        maker.network(attempt);
    for (const record::Attempt &attempt : exchange.attempts)
        maker.attempt(attempt);
    return maker.take();
}

} // namespace compare
