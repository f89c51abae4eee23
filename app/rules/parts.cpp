// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/parts.h"

#include <algorithm>

namespace rules {

namespace {

const record::Attempt *lastMadeFor(const record::Exchange &exchange, record::Reason reason)
{
    const auto at = std::find_if(exchange.attempts.rbegin(), exchange.attempts.rend(),
                                 [reason](const record::Attempt &attempt) { return attempt.reason == reason; });
    return at == exchange.attempts.rend() ? nullptr : &*at;
}

/// The last attempt but a follow-up, where a redirection was followed; its tunnel comes before it.
const record::Attempt *redirectedTo(const record::Exchange &exchange)
{
    const record::Attempt *end = nullptr;
    bool redirected = false;
    for (const record::Attempt &attempt : exchange.attempts) {
        const bool tunnel =
            end && end->final && end->final->status / 100 == 3 && attempt.reason == record::Reason::ProxyConnect;
        redirected = redirected || tunnel || attempt.reason == record::Reason::Redirect;
        if (attempt.reason != record::Reason::FollowUp)
            end = &attempt;
    }
    return redirected ? end : nullptr;
}

} // namespace

Parts partsOf(const record::Exchange &exchange)
{
    return {exchange.main(), lastMadeFor(exchange, record::Reason::RetryWithoutExpect), redirectedTo(exchange),
            lastMadeFor(exchange, record::Reason::FollowUp)};
}

} // namespace rules
