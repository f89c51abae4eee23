// SPDX-License-Identifier: GPL-3.0-or-later
// Picks the events that prove a sentence.
#include "rules/evidence.h"

#include "base/text.h"
#include "record/exchange.h"
#include "rules/view.h"
#include "wire/anomaly.h"

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

constexpr std::size_t most = 256;

/// Which events a plain selector means. `request` is the direction of the requests at this seat.
struct Selector {
    const char *name;
    bool (*picks)(const wire::Event &event, bool isRequest);
};

bool is(const wire::Event &event, wire::Kind kind)
{
    return event.kind == kind;
}

/// What was decided on a head alone is told in the event table, and proves nothing of what the server did.
bool isOnTheCourse(const wire::Event &decision)
{
    constexpr std::array<std::string_view, 6> keys{"stop-upload", "retry-without-expect",  "no-retry",
                                                   "redirect",    "redirect-not-followed", "follow-up-skipped"};
    return std::find(keys.begin(), keys.end(), decision.name) != keys.end();
}

constexpr std::array selectors{
    Selector{"attempt", [](const wire::Event &e, bool) { return is(e, wire::Kind::Attempt); }},
    Selector{"lookup", [](const wire::Event &e, bool) { return is(e, wire::Kind::Lookup); }},
    Selector{"connect", [](const wire::Event &e, bool) { return is(e, wire::Kind::Connect); }},
    Selector{"proxy", [](const wire::Event &e, bool) { return is(e, wire::Kind::Proxy); }},
    Selector{"tls", [](const wire::Event &e, bool) { return is(e, wire::Kind::Tls); }},
    Selector{"head", [](const wire::Event &e, bool r) { return r && is(e, wire::Kind::RequestHead); }},
    Selector{"expect",
             [](const wire::Event &e, bool r) {
                 return r && is(e, wire::Kind::FieldLine) && base::equalsIgnoringCase(e.name, "Expect");
             }},
    Selector{"pause",
             [](const wire::Event &e, bool) { return is(e, wire::Kind::Pause) || is(e, wire::Kind::WaitOver); }},
    Selector{"continue",
             [](const wire::Event &e, bool) { return is(e, wire::Kind::InterimResponse) && e.code == 100; }},
    Selector{"interim", [](const wire::Event &e, bool) { return is(e, wire::Kind::InterimResponse); }},
    Selector{"other-interim",
             [](const wire::Event &e, bool) { return is(e, wire::Kind::InterimResponse) && e.code != 100; }},
    Selector{"final", [](const wire::Event &e, bool) { return is(e, wire::Kind::FinalResponse); }},
    Selector{"body",
             [](const wire::Event &e, bool r) {
                 return r && (is(e, wire::Kind::ContentBegin) || is(e, wire::Kind::ContentEnd));
             }},
    Selector{"close", [](const wire::Event &e, bool) { return is(e, wire::Kind::Close); }},
    Selector{"timeout", [](const wire::Event &e, bool) { return is(e, wire::Kind::Timeout); }},
    Selector{"error", [](const wire::Event &e, bool) { return is(e, wire::Kind::Error); }},
    Selector{"decision", [](const wire::Event &e, bool) { return is(e, wire::Kind::Decision) && isOnTheCourse(e); }},
    Selector{"unparsed", [](const wire::Event &e, bool) { return is(e, wire::Kind::Unparsed); }},
};

QString prefixOf(const QString &selector)
{
    for (const char *prefix : {"retry.", "redirect.", "follow."}) {
        if (selector.startsWith(QLatin1String(prefix)))
            return QString::fromLatin1(prefix);
    }
    return {};
}

const Selector *find(const QString &name)
{
    const auto at = std::find_if(selectors.begin(), selectors.end(),
                                 [&](const Selector &selector) { return name == QLatin1String(selector.name); });
    return at == selectors.end() ? nullptr : &*at;
}

void add(std::set<quint64> &out, const wire::Event &event)
{
    if (out.size() < most)
        out.insert(event.seq);
}

} // namespace

QVector<quint64> selectEvents(const QStringList &wanted, const record::Exchange &exchange,
                              const std::vector<wire::Event> &events)
{
    std::set<quint64> out;
    const auto requests = exchange.role == wire::Role::Client ? wire::Direction::Sent : wire::Direction::Received;
    for (const QString &selector : wanted) {
        if (selector.startsWith("anomaly:"_L1)) {
            const std::string key = selector.mid(8).toStdString();
            for (const wire::Event &event : events) {
                if (event.kind == wire::Kind::Anomaly && event.name == key && !isOwnCut(event, exchange))
                    add(out, event);
            }
            continue;
        }
        const QString prefix = prefixOf(selector);
        const record::Attempt *attempt = attemptFor(exchange, prefix);
        const Selector *picker = find(selector.mid(prefix.size()));
        if (!attempt || !picker)
            continue;
        for (const wire::Event &event : events) {
            if (event.attempt == attempt->index && picker->picks(event, event.direction == requests))
                add(out, event);
        }
    }
    return {out.begin(), out.end()};
}

bool isOwnCut(const wire::Event &event, const record::Exchange &exchange)
{
    if (event.kind != wire::Kind::Anomaly || (event.name != "cut-in-content" && event.name != "cut-in-head"))
        return false;
    const bool client = exchange.role == wire::Role::Client;
    if (event.direction == wire::Direction::Sent)
        return client;
    const auto ours = client ? record::ConnectionAfter::ClosedByClient : record::ConnectionAfter::ClosedByServer;
    const auto at = std::find_if(exchange.attempts.begin(), exchange.attempts.end(),
                                 [&event](const record::Attempt &attempt) { return attempt.index == event.attempt; });
    return at != exchange.attempts.end() && (at->after == ours || at->after == record::ConnectionAfter::Open);
}

bool knownSelector(const QString &selector)
{
    if (selector.startsWith("anomaly:"_L1)) {
        const auto all = wire::allAnomalies();
        return std::any_of(all.begin(), all.end(),
                           [&](const wire::AnomalyInfo &info) { return selector.mid(8).toStdString() == info.key; });
    }
    return find(selector.mid(prefixOf(selector).size())) != nullptr;
}

} // namespace rules
