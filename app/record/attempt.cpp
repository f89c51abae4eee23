// SPDX-License-Identifier: GPL-3.0-or-later
// Keys, and what a reader asks of an attempt's values.
#include "record/attempt.h"

#include <array>

namespace record {

namespace {

constexpr std::array<std::string_view, 8> outcomeKeys = {
    "pending", "final-status", "connect-failed", "tls-failed", "timed-out", "closed-early", "protocol-error", "aborted",
};
static_assert(outcomeKeys.size() == static_cast<std::size_t>(Outcome::Aborted) + 1);

constexpr std::array<std::string_view, 6> reasonKeys = {
    "other", "first", "retry-without-expect", "redirect", "proxy-connect", "follow-up",
};
static_assert(reasonKeys.size() == static_cast<std::size_t>(Reason::FollowUp) + 1);

constexpr std::array<std::string_view, 21> decisionKeys = {
    "fields-added",         "host-in-ascii",  "expect-not-sent",    "proxy-credentials-to-origin",
    "not-waited",           "fields-dropped", "host-kept",          "certificate-dropped",
    "method-changed",       "expect-dropped", "connect-to-dropped", "tls-name-dropped",
    "addresses-left-out",   "hold-content",   "stop-upload",        "content-left",
    "retry-without-expect", "no-retry",       "redirect",           "redirect-not-followed",
    "follow-up-skipped",
};
static_assert(decisionKeys.size() == static_cast<std::size_t>(Decision::FollowUpSkipped) + 1);

template <std::size_t N, typename Enum>
std::string_view attemptKey(const std::array<std::string_view, N> &keys, Enum value)
{
    const auto index = static_cast<std::size_t>(value);
    return index < N ? keys[index] : "unknown";
}

template <typename Enum, std::size_t N>
std::optional<Enum> attemptValue(const std::array<std::string_view, N> &keys, std::string_view key)
{
    const auto at = std::find(keys.begin(), keys.end(), key);
    return at == keys.end() ? std::nullopt : std::optional(static_cast<Enum>(at - keys.begin()));
}

template <typename List, typename Fits>
auto lastOf(const List &list, Fits fits) -> decltype(list.data())
{
    const auto at = std::find_if(list.rbegin(), list.rend(), fits);
    return at == list.rend() ? nullptr : &*at;
}

} // namespace

std::string_view keyOf(Outcome outcome)
{
    return attemptKey(outcomeKeys, outcome);
}

Outcome outcomeFrom(std::string_view key)
{
    return attemptValue<Outcome>(outcomeKeys, key).value_or(Outcome::Pending);
}

std::string_view ownEnd(Outcome outcome, std::string_view error)
{
    return outcome == Outcome::Aborted && error != cancelledByUser ? error : std::string_view();
}

std::string_view keyOf(Reason reason)
{
    return attemptKey(reasonKeys, reason);
}

Reason reasonFrom(std::string_view key)
{
    return attemptValue<Reason>(reasonKeys, key).value_or(Reason::Other);
}

std::string_view keyOf(ConnectionAfter after)
{
    constexpr std::array<std::string_view, 4> keys = {"open", "closed-by-server", "closed-by-client", "reset"};
    static_assert(keys.size() == static_cast<std::size_t>(ConnectionAfter::Reset) + 1);
    return attemptKey(keys, after);
}

std::string_view keyOf(Decision decision)
{
    return attemptKey(decisionKeys, decision);
}

std::optional<Decision> decisionFrom(std::string_view key)
{
    return attemptValue<Decision>(decisionKeys, key);
}

std::optional<std::int64_t> Attempt::serversTurnAt() const
{
    if (request.bodyBegunAt >= 0 && request.bodyEndedAt < 0)
        return {};
    return std::max(request.bodyEndedAt >= 0 ? request.bodyEndedAt : request.endedAt, handshake.pauseEnded);
}

std::int64_t Attempt::endOf(const NetworkStep &step, std::int64_t now) const
{
    return step.ended >= 0 ? step.ended : std::max(step.began, endedAt >= 0 ? endedAt : now);
}

const Decided *Attempt::decided(Decision what) const
{
    return lastOf(decisions, [what](const Decided &one) { return one.what == what; });
}

const NetworkStep *Attempt::failed(Step what) const
{
    return lastOf(steps, [what](const NetworkStep &step) { return step.what == what && step.failed; });
}

std::optional<std::int64_t> Attempt::roundTrip() const
{
    const auto *step = lastOf(steps, [](const NetworkStep &one) {
        return one.what == Step::Connect && !one.unixSocket && one.done(); // no network, no round trip
    });
    return step ? std::optional(step->ended - step->began) : std::nullopt;
}

} // namespace record
