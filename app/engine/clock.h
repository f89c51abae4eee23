// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that reads steady time (tests/arch holds it): all else is handed stamps, and the store alone dates its
// entries by the wall clock.
#pragma once

#include <cstdint>

namespace engine {

struct Clock {
    /// Steady time in nanoseconds, of an arbitrary origin; never falls.
    static std::int64_t now();
    /// Wall clock, milliseconds since 1970-01-01 UTC.
    static std::int64_t wallMs();
    /// The steady time of a moment that the kernel stamped with its wall clock (nanoseconds since 1970),
    /// as SO_TIMESTAMPNS does with arriving segments; never later than now().
    static std::int64_t steadyOf(std::int64_t wallNs);
};

} // namespace engine
