// SPDX-License-Identifier: GPL-3.0-or-later
// What exchanges that run at once may amount to together: the bound of a comparison is one for all its rows.
#pragma once

#include "record/tape.h"

#include <cstddef>

namespace engine {

/// Of runners on one thread.
struct SharedBounds {
    static constexpr std::size_t mostEvents = 100'000;
    static constexpr std::uint64_t mostTexts = 20 << 20; ///< bytes of events' names and texts
    static constexpr std::uint64_t mostTapeBytes = 64 << 20;

    explicit SharedBounds(std::size_t exchanges)
        : share(mostEvents / 2 / exchanges)
        , textShare(mostTexts / 2 / exchanges)
    {
        tapes.exchange = mostTapeBytes / exchanges;
    }
    std::size_t share; ///< events that each may make, whatever the others make
    std::uint64_t textShare;
    record::TapeLimits tapes;
    std::size_t events = 0; ///< made so far
    std::uint64_t texts = 0;
};

} // namespace engine
