// SPDX-License-Identifier: GPL-3.0-or-later
// From an exchange to its verdict and findings, by the rules of resources/guidance. Pure.
#pragma once

#include "guidance/evaluation.h"
#include "guidance/library.h"

#include <QLocale>

#include <cstdint>
#include <string>
#include <vector>

namespace record {
struct Exchange;
}
namespace wire {
struct Event;
}
namespace request {
struct RequestSpec;
}

namespace guidance {

struct EvaluateOptions {
    /// Nanoseconds since the exchange began, for an exchange that still runs ("waiting for 100: 431 ms");
    /// below 0: the time of the last event.
    std::int64_t nowNs = -1;
    QLocale locale; ///< numbers and times in the sentences
};

/// Of an exchange that may still run.
Evaluation evaluate(const Library &library, const record::Exchange &exchange, const request::RequestSpec &spec,
                    const EvaluateOptions &options = {});
/// The same by the built-in library.
Evaluation evaluate(const record::Exchange &exchange, const request::RequestSpec &spec,
                    const EvaluateOptions &options = {});

} // namespace guidance
