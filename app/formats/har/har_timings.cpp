// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_timings.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

/// From the begin of the first of some steps to the end of the last, failed tries included.
struct Stretch {
    std::int64_t began = -1, ended = -1;
    void add(const record::NetworkStep &step)
    {
        began = began < 0 ? step.began : began;
        ended = std::max(ended, step.ended);
    }
};

struct StepTimes {
    Stretch lookup, connection;
    std::int64_t tlsNs = -1; ///< of handshakes that are over
};

StepTimes stepTimes(const record::Attempt &attempt)
{
    StepTimes times;
    for (const record::NetworkStep &step : attempt.steps) {
        (step.what == record::Step::Lookup ? times.lookup : times.connection).add(step);
        if (step.what == record::Step::Tls && step.ended >= 0)
            times.tlsNs = std::max<std::int64_t>(times.tlsNs, 0) + step.ended - step.began;
    }
    return times;
}

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

HarTimings harTimings(const record::Attempt &attempt)
{
    const StepTimes steps = stepTimes(attempt);
    const record::FinalSeen *final = attempt.final ? &*attempt.final : nullptr;
    const std::int64_t last = std::max(attempt.beganAt, attempt.endedAt >= 0 ? attempt.endedAt : attempt.lastAt);
    const std::int64_t end = final && final->endedAt >= 0 ? final->endedAt : last;
    const std::int64_t sentFirst = attempt.request.begunAt;
    const std::int64_t sentLast = final ? final->requestLastAt : attempt.requestBytes.last;
    const std::int64_t answerFirst = final ? final->begunAt : -1;
    // Each moment in its place; one that is missing falls on the one before it.
    std::array<std::int64_t, 9> at{attempt.beganAt,
                                   steps.lookup.began,
                                   steps.lookup.ended,
                                   steps.connection.began,
                                   steps.connection.ended,
                                   sentFirst,
                                   sentLast,
                                   answerFirst,
                                   end};
    for (std::size_t i = 1; i < at.size(); ++i)
        at[i] = std::max(std::min(at[i], std::max(end, at[0])), at[i - 1]);
    if (sentFirst < 0)
        at[5] = at[6] = at[7] = at[8];
    else if (answerFirst < 0)
        at[7] = at[8];
    const auto span = [&at](std::size_t from) { return harMilliseconds(at[from + 1] - at[from]); };
    HarTimings timings;
    timings.dns = steps.lookup.began >= 0 ? span(1) : -1;
    timings.connect = steps.connection.began >= 0 ? span(3) : -1;
    timings.ssl = steps.tlsNs >= 0 ? std::min(harMilliseconds(steps.tlsNs), timings.connect) : -1;
    timings.blocked = harMilliseconds((at[1] - at[0]) + (at[3] - at[2]) + (at[5] - at[4]));
    timings.send = span(5);
    timings.wait = span(6);
    timings.receive = span(7);
    return timings;
}

} // namespace formats
