// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that reads steady time (tests/arch holds it): all else is handed stamps, and the store alone dates its
// entries by the wall clock.
#pragma once

#include <cstdint>
#include <optional>

namespace engine {

struct Clock {
    /// Steady time in nanoseconds, of an arbitrary origin; never falls.
    static std::int64_t now();
    /// Wall clock, milliseconds since 1970-01-01 UTC.
    static std::int64_t wallMs();
    /// Both clocks, in nanoseconds, at one moment.
    struct Moment {
        std::int64_t steady = 0;
        std::int64_t wall = 0;
    };
    static Moment both();
    /// The steady time of a moment that the kernel stamped with its wall clock (nanoseconds since 1970), as
    /// SO_TIMESTAMPNS does with arriving segments; never later than `now`. Nothing when that cannot be told: it would
    /// lie before `after`, which it does not, or the wall clock was set between the two.
    static std::optional<std::int64_t> steadyOf(std::int64_t wallNs, const Moment &after, const Moment &now);
};

} // namespace engine
