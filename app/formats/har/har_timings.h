// SPDX-License-Identifier: GPL-3.0-or-later
// How long the phases of one attempt took, by the rules of HAR 1.2: one after the other, none twice, -1 for what did
// not take place.
#pragma once

#include "record/exchange.h"

namespace formats {

/// In milliseconds. `ssl` is a part of `connect`; all others add up to the whole.
struct HarTimings {
    double blocked = -1; ///< what no other phase claims: queues, and gaps between the others
    double dns = -1;
    double connect = -1; ///< TCP, SOCKS and TLS, failed addresses included
    double ssl = -1;
    double send = 0; ///< the request from its first byte to its last, the pause included if content followed it
    double wait = 0; ///< to the final response's first byte: the pause, if the final response ended it
    double receive = 0;
    double sum() const;
};

HarTimings harTimings(const record::Attempt &attempt);

} // namespace formats
