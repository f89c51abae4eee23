// SPDX-License-Identifier: GPL-3.0-or-later
// The attempts of an exchange that facts and evidence are named for, and what stands before those names.
#pragma once

#include "record/exchange.h"

#include <array>

namespace rules {

/// nullptr: there is no such attempt.
struct Parts {
    const record::Attempt *first = nullptr;      ///< the request itself
    const record::Attempt *repeat = nullptr;     ///< without Expect, after a 417
    const record::Attempt *redirected = nullptr; ///< where the redirections led to in the end
    const record::Attempt *followUp = nullptr;   ///< after it
};
Parts partsOf(const record::Exchange &exchange);

struct Prefix {
    const char *name;
    const record::Attempt *Parts::*attempt;
};
inline constexpr std::array prefixes{Prefix{"", &Parts::first}, Prefix{"retry.", &Parts::repeat},
                                     Prefix{"redirect.", &Parts::redirected}, Prefix{"follow.", &Parts::followUp}};

} // namespace rules
