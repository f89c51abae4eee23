// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/clock.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace engine {

namespace {

constexpr std::int64_t farApartNs = 20'000;
constexpr std::int64_t slackNs = 1'000'000;

template <typename C>
std::int64_t sinceEpoch()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(C::now().time_since_epoch()).count();
}

} // namespace

std::int64_t Clock::now()
{
    return sinceEpoch<std::chrono::steady_clock>();
}

std::int64_t Clock::wallMs()
{
    return sinceEpoch<std::chrono::system_clock>() / 1'000'000;
}

Clock::Moment Clock::both()
{
    Moment moment;
    std::int64_t most = farApartNs;
    for (int tries = 0; tries < 3; ++tries) { // this thread may be stopped between the readings
        const std::int64_t before = now();
        const std::int64_t wall = sinceEpoch<std::chrono::system_clock>();
        const std::int64_t apart = now() - before;
        if (tries == 0 || apart < most)
            moment = {before + apart / 2, wall};
        most = std::min(most, apart);
        if (apart < farApartNs)
            break;
    }
    return moment;
}

std::optional<std::int64_t> Clock::steadyOf(std::int64_t wallNs, const Moment &after, const Moment &now)
{
    const std::int64_t passed = now.steady - after.steady;
    const std::int64_t set = now.wall - after.wall - passed; // what the wall clock gained
    if (std::abs(set) > slackNs + passed / 1000)             // more than is gained by being slewed
        return std::nullopt;
    const std::int64_t at = now.steady - std::max<std::int64_t>(now.wall - wallNs, 0);
    if (at < after.steady - slackNs)
        return std::nullopt;
    return at;
}

} // namespace engine
