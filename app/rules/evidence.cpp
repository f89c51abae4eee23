// SPDX-License-Identifier: GPL-3.0-or-later
// The events that prove a sentence, as the exchange's values name them.
#include "rules/evidence.h"

#include "record/exchange.h"
#include "rules/parts.h"
#include "wire/anomaly.h"

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

using record::Attempt;
using record::Decision;
using record::Step;

/// Seqs, rising and each of them once.
class Seqs {
public:
    void add(std::uint64_t seq)
    {
        if (seqs_.size() < record::mostSeqs)
            seqs_.insert(seq);
    }
    void add(const std::vector<std::uint64_t> &all)
    {
        for (const std::uint64_t seq : all)
            add(seq);
    }
    QVector<quint64> sorted() const { return {seqs_.begin(), seqs_.end()}; }

private:
    std::set<quint64> seqs_;
};

/// Which events of an attempt a plain selector means.
struct Selector {
    const char *name;
    void (*pick)(const Attempt &attempt, Seqs &out);
};

template <Step what>
void addSteps(const Attempt &attempt, Seqs &out)
{
    for (const record::NetworkStep &step : attempt.steps) {
        if (step.what != what)
            continue;
        out.add(step.beganSeq);
        if (step.ended >= 0)
            out.add(step.endedSeq);
    }
}

/// Responses of some status, those that nothing asked for included.
template <bool (*wanted)(int status)>
void addResponses(const Attempt &attempt, Seqs &out)
{
    for (const record::ResponseSeen &seen : attempt.interims) {
        if (wanted(seen.status))
            out.add(seen.seq);
    }
    for (const record::ResponseSeen &seen : attempt.strays) {
        if (wanted(seen.status))
            out.add(seen.seq);
    }
    if (attempt.final && wanted(attempt.final->status))
        out.add(attempt.final->seq);
}

/// As RFC 9110 section 15.2 has it, but for 101, behind which nothing else comes.
bool isInterim(int status)
{
    return status >= 100 && status < 200 && status != 101;
}

template <bool timeout>
void addFailures(const Attempt &attempt, Seqs &out)
{
    for (const record::Failure &failure : attempt.failures) {
        if (failure.timeout == timeout)
            out.add(failure.seq);
    }
}

/// What was decided on a head alone is told in the event table, and proves nothing of what the server did.
void addDecisions(const Attempt &attempt, Seqs &out)
{
    constexpr std::array onTheCourse{Decision::StopUpload, Decision::RetryWithoutExpect,  Decision::NoRetry,
                                     Decision::Redirect,   Decision::RedirectNotFollowed, Decision::FollowUpSkipped};
    for (const record::Decided &decided : attempt.decisions) {
        if (std::ranges::find(onTheCourse, decided.what) != onTheCourse.end())
            out.add(decided.seq);
    }
}

constexpr std::array selectors{
    Selector{"attempt",
             [](const Attempt &attempt, Seqs &out) {
                 out.add(attempt.beganSeq);
                 if (attempt.endedAt >= 0)
                     out.add(attempt.endedSeq);
             }},
    Selector{"lookup", &addSteps<Step::Lookup>},
    Selector{"connect", &addSteps<Step::Connect>},
    Selector{"proxy", &addSteps<Step::Proxy>},
    Selector{"tls", &addSteps<Step::Tls>},
    Selector{"head",
             [](const Attempt &attempt, Seqs &out) {
                 if (attempt.request.seen)
                     out.add(attempt.request.seq);
             }},
    Selector{"expect", [](const Attempt &attempt, Seqs &out) { out.add(attempt.handshake.fieldSeqs); }},
    Selector{"pause", [](const Attempt &attempt, Seqs &out) { out.add(attempt.handshake.gateSeqs); }},
    Selector{"continue", &addResponses<[](int status) { return status == 100; }>},
    Selector{"interim", &addResponses<&isInterim>},
    Selector{"other-interim", &addResponses<[](int status) { return isInterim(status) && status != 100; }>},
    Selector{"final", &addResponses<[](int status) { return !isInterim(status); }>},
    Selector{"body",
             [](const Attempt &attempt, Seqs &out) {
                 if (attempt.request.bodyBegunAt >= 0)
                     out.add(attempt.request.bodyBegunSeq);
                 if (attempt.request.bodyEndedAt >= 0)
                     out.add(attempt.request.bodyEndedSeq);
             }},
    Selector{"close",
             [](const Attempt &attempt, Seqs &out) {
                 for (const record::Closing &closing : attempt.closings)
                     out.add(closing.seq);
             }},
    Selector{"timeout", &addFailures<true>},
    Selector{"error", &addFailures<false>},
    Selector{"decision", &addDecisions},
    Selector{"unparsed", [](const Attempt &attempt, Seqs &out) { out.add(attempt.foreign.seqs); }},
};

void addAnomalies(const record::Exchange &exchange, std::string_view key, Seqs &out)
{
    for (const Attempt &attempt : exchange.attempts) {
        for (const record::Irregular &one : attempt.irregular) {
            if (wire::infoOf(one.what).key == key && !isOwnCut(one, attempt))
                out.add(one.seqs);
        }
    }
}

const Prefix &prefixOf(const QString &selector)
{
    const auto at = std::find_if(prefixes.begin() + 1, prefixes.end(), [&selector](const Prefix &prefix) {
        return selector.startsWith(QLatin1String(prefix.name));
    });
    return at == prefixes.end() ? prefixes.front() : *at;
}

/// What stands behind the prefix.
const Selector *find(const QString &selector)
{
    const QString name = selector.mid(QLatin1String(prefixOf(selector).name).size());
    const auto at = std::find_if(selectors.begin(), selectors.end(),
                                 [&name](const Selector &one) { return name == QLatin1String(one.name); });
    return at == selectors.end() ? nullptr : &*at;
}

} // namespace

QVector<quint64> selectEvents(const QStringList &wanted, const record::Exchange &exchange)
{
    Seqs out;
    const Parts parts = partsOf(exchange);
    for (const QString &selector : wanted) {
        if (selector.startsWith("anomaly:"_L1)) {
            addAnomalies(exchange, selector.mid(8).toStdString(), out);
            continue;
        }
        const Attempt *attempt = parts.*prefixOf(selector).attempt;
        const Selector *picker = find(selector);
        if (attempt && picker)
            picker->pick(*attempt, out);
    }
    return out.sorted();
}

bool isOwnCut(const record::Irregular &irregular, const Attempt &attempt)
{
    if (irregular.what != wire::Anomaly::CutInContent && irregular.what != wire::Anomaly::CutInHead)
        return false;
    const bool client = attempt.role == wire::Role::Client;
    if (irregular.ofRequest == client) // we sent it
        return client;
    const auto ours = client ? record::ConnectionAfter::ClosedByClient : record::ConnectionAfter::ClosedByServer;
    return attempt.after == ours || attempt.after == record::ConnectionAfter::Open;
}

bool knownSelector(const QString &selector)
{
    if (selector.startsWith("anomaly:"_L1)) {
        const auto all = wire::allAnomalies();
        return std::any_of(all.begin(), all.end(),
                           [&](const wire::AnomalyInfo &info) { return selector.mid(8).toStdString() == info.key; });
    }
    return find(selector) != nullptr;
}

} // namespace rules
