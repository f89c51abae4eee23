// SPDX-License-Identifier: GPL-3.0-or-later
// The whole fold in one call, and the verdict on a client.
#include "record/exchange.h"

#include "record/exchange_fold.h"
#include "wire/http1/framing.h"

#include <algorithm>
#include <array>

namespace record {

namespace {

/// The first 100 or final response.
const ResponseSeen *answerOf(const Attempt &attempt)
{
    const auto is100 = [](const ResponseSeen &seen) { return seen.status == 100; };
    const auto first = std::find_if(attempt.interims.begin(), attempt.interims.end(), is100);
    if (first != attempt.interims.end())
        return &*first;
    return attempt.final ? &*attempt.final : nullptr;
}

/// What came first behind the head, and when; -1: not known.
struct First {
    std::string what;
    std::int64_t at = -1;
};

First firstOf(const Attempt &attempt)
{
    const auto *answer = answerOf(attempt);
    // Times may be equal; that content had come before an answer is in the answer's own count.
    if (attempt.request.bodyBegunAt >= 0 && (!answer || answer->bodySentBefore > 0))
        return {"content", attempt.request.bodyBegunAt};
    if (answer)
        return {answer->status == 100 ? "100" : "final", answer->at};
    if (attempt.after != ConnectionAfter::Open)
        return {"close", attempt.handshake.pauseEnded >= 0 ? attempt.handshake.pauseEnded : attempt.endedAt};
    return {{}, attempt.endedAt};
}

} // namespace

std::string_view keyOf(ClientDid did)
{
    constexpr std::array<std::string_view, 6> keys = {
        "no-expect", "waited", "waited-and-sent", "did-not-wait", "never-sent", "nothing-to-send",
    };
    static_assert(keys.size() == static_cast<std::size_t>(ClientDid::NothingToSend) + 1);
    const auto index = static_cast<std::size_t>(did);
    return index < keys.size() ? keys[index] : "unknown";
}

Exchange summarize(const std::vector<wire::Event> &events)
{
    ExchangeFold fold;
    for (const auto &event : events)
        fold.add(event);
    return fold.value();
}

ClientVerdict judgeClient(const Attempt &attempt)
{
    ClientVerdict verdict;
    if (!attempt.request.seen)
        return verdict;
    auto first = firstOf(attempt);
    if (first.at >= attempt.request.endedAt)
        verdict.waitedNs = first.at - attempt.request.endedAt;
    if (!attempt.handshake.sent)
        verdict.did = ClientDid::NoExpect;
    else if (!wire::announcesContent(attempt.request.head))
        verdict.did = ClientDid::NothingToSend;
    else if (first.what == "content")
        verdict.did = verdict.waitedNs > waitAtLeastNs ? ClientDid::WaitedAndSent : ClientDid::DidNotWait;
    else if (first.what == "close" || (first.what.empty() && attempt.endedAt >= 0))
        verdict.did = ClientDid::NeverSent;
    else
        verdict.did = ClientDid::Waited;
    verdict.first = std::move(first.what);
    return verdict;
}

} // namespace record
