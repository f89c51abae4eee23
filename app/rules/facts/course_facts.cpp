// SPDX-License-Identifier: GPL-3.0-or-later
// How far an exchange got, in how many attempts, and what was irregular on its way.
#include "rules/facts/exchange_facts.h"

#include "rules/evidence.h"
#include "wire/anomaly.h"
#include "words/wire_bytes.h"

#include <algorithm>
#include <map>

namespace rules {

namespace {

using In = const ExchangeReading &;

/// Of an exchange of the client's that is over and has not ended with a final status.
const char *failedStage(In in)
{
    if (in.parts.redirected)
        return "redirect-failed";
    if (in.parts.repeat)
        return "repeat-failed";
    if (in.exchange.outcome == record::Outcome::ConnectFailed)
        return "unconnected";
    if (in.exchange.outcome == record::Outcome::TlsFailed)
        return "no-tls";
    if (in.parts.first->reason == record::Reason::ProxyConnect)
        return "no-tunnel";
    const auto &final = in.parts.first->final;
    return final && final->status != 0 ? "half-answered" : "unanswered";
}

/// How far an exchange got: none, live, aborted, unconnected, no-tls, no-tunnel, unanswered, half-answered (a final
/// response whose content did not come whole, or that came while content could not be sent), repeat-failed,
/// redirect-failed, redirected, answered; at the server's seat: seen.
const char *stageOf(In in)
{
    if (in.exchange.attempts.empty())
        return "none";
    if (in.exchange.role == wire::Role::Server)
        return "seen";
    if (in.exchange.outcome == record::Outcome::Pending)
        return "live";
    if (in.exchange.outcome == record::Outcome::Aborted)
        return "aborted";
    const record::Attempt *redirected = in.parts.redirected;
    const record::Attempt *deciding = redirected ? redirected : in.parts.first;
    if (in.exchange.outcome != record::Outcome::FinalStatus || !deciding->final)
        return failedStage(in);
    return redirected ? "redirected" : "answered";
}

Value redirects(In in)
{
    return as::number(std::ranges::count(in.exchange.attempts, record::Reason::Redirect, &record::Attempt::reason));
}

/// One address asked twice while redirections were followed.
Value redirectsLoop(In in)
{
    const auto isHop = [](const record::Attempt &one) {
        return one.reason == record::Reason::First || one.reason == record::Reason::Redirect;
    };
    const auto &all = in.exchange.attempts;
    for (auto one = all.begin(); one != all.end(); ++one) {
        const bool again = isHop(*one) && std::any_of(one + 1, all.end(), [&](const record::Attempt &other) {
                               return isHop(other) && other.target.host == one->target.host
                                   && other.target.port == one->target.port
                                   && other.request.head.target == one->request.head.target
                                   && other.request.head.method == one->request.head.method;
                           });
        if (again)
            return as::flag(true);
    }
    return as::flag(false);
}

/// Why none was sent, as the last attempt has it that says so.
Value followUpSkipped(In in)
{
    const auto &all = in.exchange.attempts;
    for (auto attempt = all.rbegin(); attempt != all.rend(); ++attempt) {
        if (const auto *skipped = attempt->decided(record::Decision::FollowUpSkipped))
            return as::text(words::wireText(skipped->text));
    }
    return {};
}

constexpr ExchangeFact courseRows[]{
    {"seat", [](In in) { return as::key(in.exchange.role == wire::Role::Client ? "client" : "server"); }},
    {"stage", [](In in) { return as::key(stageOf(in)); }},
    {"begun", [](In in) { return as::flag(!in.exchange.attempts.empty()); }},
    {"exchange.outcome", [](In in) { return as::key(record::keyOf(in.exchange.outcome)); }},
    {"exchange.error", [](In in) { return as::wire(in.exchange.error); }},
    {"attempts", [](In in) { return as::number(static_cast<std::int64_t>(in.exchange.attempts.size())); }},
    {"redirects", &redirects},
    {"redirects.loop", &redirectsLoop},
    {"elapsed", [](In in) { return as::time(in.now); }},
    {"follow-up.skipped", &followUpSkipped},
};

/// How often each irregularity was met, by its key.
template <bool ofRequestAlone>
Members irregular(In in)
{
    std::map<std::string_view, std::int64_t> counts;
    for (const record::Attempt &attempt : in.exchange.attempts) {
        for (const record::Irregular &one : attempt.irregular) {
            if (!isOwnCut(one, attempt) && (one.ofRequest || !ofRequestAlone))
                counts[wire::infoOf(one.what).key] += one.count;
        }
    }
    Members out;
    for (const auto &[key, count] : counts)
        out.emplace_back(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), as::number(count));
    return out;
}

constexpr ExchangeFamily courseFamilies[]{{"anomaly.", &irregular<false>}, {"request-anomaly.", &irregular<true>}};

constexpr ExchangeTable courseTables[]{{nullptr, courseRows, courseFamilies}};

} // namespace

ExchangeTables courseFacts()
{
    return courseTables;
}

} // namespace rules
