// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one exchange to its end and holds the record to what every record promises.
#pragma once

#include "engine/client/runner.h"
#include "record/exchange.h"
#include "support/script_server.h"

#include <QTest>

struct Run {
    record::Record record;
    std::vector<wire::Event> events;
    record::Exchange exchange;

    const record::Attempt &attempt(std::size_t i) const { return exchange.attempts.at(i); }
    int count(wire::Kind kind, std::string_view name = {}) const
    {
        int n = 0;
        for (const wire::Event &event : events)
            n += event.kind == kind && (name.empty() || event.name == name);
        return n;
    }
    const wire::Event *find(wire::Kind kind, wire::Phase phase = wire::Phase::Instant) const
    {
        for (const wire::Event &event : events)
            if (event.kind == kind && event.phase == phase)
                return &event;
        return nullptr;
    }
};

/// `each` is called at every progress, with the runner.
inline Run runExchange(const request::RequestSpec &spec, const std::function<void(engine::Runner &)> &each = {})
{
    engine::Runner runner(spec);
    bool over = false;
    QObject::connect(&runner, &engine::Runner::finished, &runner, [&over] { over = true; });
    if (each)
        QObject::connect(&runner, &engine::Runner::progressed, &runner, [&] { each(runner); });
    runner.start();
    if (!QTest::qWaitFor([&over] { return over; }, 60'000))
        qFatal("the exchange did not end");
    Run run;
    run.events = runner.events();
    run.record = runner.takeRecord();
    run.exchange = record::summarize(run.events);
    return run;
}

inline QByteArray describeAll(const std::vector<wire::Event> &events)
{
    std::string text;
    for (const wire::Event &event : events)
        text += std::to_string(event.at) + ' ' + wire::describe(event) + '\n';
    return QByteArray::fromStdString(text);
}

/// replay(facts) == events, seq rises, at never falls.
inline void checkRecord(const Run &run)
{
    const auto replayed = record::replay(run.record);
    QVERIFY2(replayed == run.events, "replayed:\n" + describeAll(replayed) + "live:\n" + describeAll(run.events));
    for (std::size_t i = 0; i < run.events.size(); ++i) {
        QCOMPARE(run.events[i].seq, i);
        QVERIFY(i == 0 || run.events[i].at >= run.events[i - 1].at);
    }
    for (const record::Attempt &attempt : run.exchange.attempts)
        QVERIFY(attempt.outcome != record::Outcome::Pending);
}

inline request::RequestSpec post(const std::string &url, std::uint64_t size)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = url;
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    return spec;
}

/// The decisions of an attempt in order, and what stands between them and its end: "begin a b ... end".
inline QByteArray decisionsOf(const Run &run, std::uint32_t attempt)
{
    std::string line;
    bool between = false;
    for (const wire::Event &event : run.events) {
        if (event.attempt != attempt)
            continue;
        const bool told = event.kind == wire::Kind::Attempt || event.kind == wire::Kind::Decision;
        if (told && between && !line.empty())
            line += " ...";
        if (told)
            line += (line.empty() ? "" : " ")
                + (event.kind == wire::Kind::Decision      ? event.name
                       : event.phase == wire::Phase::Begin ? std::string("begin")
                                                           : std::string("end"));
        between = !told;
    }
    return QByteArray::fromStdString(line);
}

/// Of the first of that name.
inline std::string textOf(const Run &run, std::string_view decision)
{
    for (const wire::Event &event : run.events)
        if (event.kind == wire::Kind::Decision && event.name == decision)
            return event.text;
    return {};
}
