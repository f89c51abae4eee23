// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/row_summary.h"

#include "base/text.h"

#include <algorithm>

namespace compare {

namespace {

constexpr std::size_t mostStatuses = 64;

bool counts(const record::Attempt &attempt)
{
    return attempt.reason != record::Reason::ProxyConnect && attempt.reason != record::Reason::FollowUp;
}

void takeAnswer(Summary &summary, const record::Attempt &attempt)
{
    if (summary.statuses.size() < mostStatuses)
        summary.statuses.push_back(attempt.final->status);
    summary.answered = true;
    summary.response = *attempt.final;
    summary.lastAttempt = attempt.index;
}

void takeMain(Summary &summary, const record::Attempt &attempt)
{
    summary.handshake = attempt.handshake;
    for (const record::ResponseSeen &interim : attempt.interims)
        if (summary.interims.size() < mostStatuses)
            summary.interims.push_back(interim.status);
    summary.sent = attempt.request.seen;
    summary.request = attempt.request.head;
    summary.requestBytes = attempt.request.headBytes;
}

bool isHost(const wire::Field &field)
{
    return base::equalsIgnoringCase(field.name, "Host");
}

} // namespace

Summary summaryOf(const record::Exchange &exchange)
{
    Summary summary;
    summary.outcome = exchange.outcome;
    summary.error = exchange.error;
    const record::Attempt *main = exchange.main();
    if (!main)
        return summary;
    takeMain(summary, *main);
    for (const record::Attempt &attempt : exchange.attempts) {
        if (!counts(attempt))
            continue;
        summary.after = attempt.after;
        summary.bodySent = attempt.request.contentBytes;
        // An attempt without an answer of its own takes the earlier one's place: it is how the exchange ended.
        summary.answered = false;
        if (attempt.final)
            takeAnswer(summary, attempt);
    }
    if (summary.answered && summary.sent)
        summary.toFinalNs = summary.response.at - main->request.endedAt;
    return summary;
}

bool sameRequest(const Summary &a, const Summary &b)
{
    const auto same = [](const wire::Field &x, const wire::Field &y) {
        return x == y || (isHost(x) && isHost(y) && x.name == y.name);
    };
    return a.sent == b.sent && a.request.method == b.request.method && a.request.target == b.request.target
        && a.request.version == b.request.version && std::ranges::equal(a.request.fields, b.request.fields, same);
}

} // namespace compare
