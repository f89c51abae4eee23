// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_timings.h"

#include "formats/har/har_sample.h"

#include <QTest>

#include <cmath>

using formats::HarTimings;

namespace {

record::Exchange folded(const support::Recorded &one)
{
    return record::summarize(one.events);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// An attempt with a look-up, a connection and TLS, in microseconds: each event stands where it is told.
std::vector<wire::Event> connectingEvents()
{
    using wire::Kind;
    using wire::Phase;
    struct Row {
        Kind kind;
        Phase phase;
        std::int64_t us;
    };
    const Row rows[]{{Kind::Attempt, Phase::Begin, 100}, {Kind::Lookup, Phase::Begin, 150},
                     {Kind::Lookup, Phase::End, 350},    {Kind::Connect, Phase::Begin, 400},
                     {Kind::Connect, Phase::End, 500},   {Kind::Tls, Phase::Begin, 500},
                     {Kind::Tls, Phase::End, 900},       {Kind::Attempt, Phase::End, 1000}};
    std::vector<wire::Event> events;
    for (const Row &row : rows) {
        wire::Event event;
        event.seq = events.size();
        event.kind = row.kind;
        event.phase = row.phase;
        event.at = row.us * 1000;
        event.name = row.kind == Kind::Attempt ? (row.phase == Phase::Begin ? "first" : "tls-failed") : "";
        events.push_back(event);
    }
    return events;
}

} // namespace

class TestHarTimings : public QObject {
    Q_OBJECT
private slots:
    void phasesOfAnExchange()
    {
        const auto one = support::continued(support::textSpec("content"), "", "answer");
        const HarTimings timings = formats::harTimings(folded(one).attempts.at(0));
        QVERIFY(timings.dns < 0 && timings.ssl < 0);
        QVERIFY(near(timings.connect, 0));
        QVERIFY(near(timings.blocked, 0.5));
        QVERIFY(near(timings.send, 2.5)); // the pause of 2 ms in it: content followed
        QVERIFY(near(timings.wait, 1));
        QVERIFY(near(timings.receive, 2));
        QVERIFY(near(timings.sum(), 6));
    }

    void refusalEndsTheSendingAtTheHead()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        const auto exchange = record::summarize(events);
        const HarTimings first = formats::harTimings(exchange.attempts.at(0));
        QVERIFY(near(first.blocked, 0.1) && near(first.send, 0) && near(first.wait, 1.63) && near(first.receive, 0));
        const HarTimings second = formats::harTimings(exchange.attempts.at(1));
        QVERIFY(near(second.blocked, 0.1) && near(second.send, 0.9) && near(second.wait, 1));
    }

    void lookupConnectionAndTls()
    {
        const auto events = connectingEvents();
        const auto exchange = record::summarize(events);
        const HarTimings timings = formats::harTimings(exchange.attempts.at(0));
        QVERIFY(near(timings.dns, 0.2) && near(timings.connect, 0.5) && near(timings.ssl, 0.4));
        QVERIFY(near(timings.blocked, 0.05 + 0.05 + 0.1));
        QVERIFY(near(timings.send + timings.wait + timings.receive, 0));
        QVERIFY(near(timings.sum(), 0.9));
    }

    void sumIsTheWholeForEveryPrefix()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto all = support::healed417(spec);
        for (std::size_t count = 1; count <= all.size(); ++count) {
            const std::vector<wire::Event> events(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
            for (const auto &attempt : record::summarize(events).attempts) {
                const HarTimings timings = formats::harTimings(attempt);
                const auto end = static_cast<double>(events.back().at - attempt.beganAt) / 1e6;
                QVERIFY(timings.sum() <= end + 1e-9);
                QVERIFY(timings.send >= 0 && timings.wait >= 0 && timings.receive >= 0 && timings.blocked >= 0);
            }
        }
    }

    void noAnswer()
    {
        const auto spec = support::textSpec("x");
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(100).head().at(5100).end("timed-out", "nothing came");
        const auto one = support::recorded(maker, spec);
        const HarTimings timings = formats::harTimings(folded(one).attempts.at(0));
        QVERIFY(near(timings.wait, 5) && near(timings.receive, 0) && near(timings.sum(), 5.1));
    }
};

INTERIM_SUITE(TestHarTimings)
#include "tst_har_timings.moc"
