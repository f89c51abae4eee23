// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/clock.h"

#include <algorithm>
#include <chrono>

namespace engine {

namespace {

template<typename C>
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

std::int64_t Clock::steadyOf(std::int64_t wallNs)
{
    // The age is taken first: a pause of this thread between the two readings then makes the moment younger,
    // never older than it was.
    const std::int64_t age = sinceEpoch<std::chrono::system_clock>() - wallNs;
    return now() - std::max<std::int64_t>(age, 0);
}

} // namespace engine
