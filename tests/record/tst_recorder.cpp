// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recorder.h"

#include "record/bounds.h"
#include "support/wire_case.h"

#include <QTest>

#include <random>

using namespace record;
using wire::Direction;
using wire::Kind;

namespace {

Fact fact(FactKind kind, std::int64_t at)
{
    Fact one;
    one.kind = kind;
    one.at = at;
    return one;
}

Fact submit(std::int64_t at, std::string_view head, std::uint64_t body, bool gated)
{
    auto one = fact(FactKind::Submit, at);
    one.submission.headLength = head.size();
    one.submission.bodyLength = body;
    one.submission.method = "POST";
    one.submission.gated = gated;
    one.submission.expectSent = gated;
    one.submission.policy.waitNs = 1'000'000'000;
    return one;
}

/// Feeds bytes in pieces of odd sizes, a fact each, one microsecond apart.
void feed(Recorder &recorder, FactKind kind, std::string_view bytes, std::int64_t &at, std::mt19937 &random)
{
    std::uniform_int_distribution<std::size_t> size(1, 20000);
    while (!bytes.empty()) {
        const auto n = std::min(bytes.size(), size(random));
        recorder.apply(fact(kind, at += 1000), bytes.substr(0, n));
        bytes.remove_prefix(n);
    }
}

std::string chunked(std::size_t chunks, std::size_t size, bool bareLf)
{
    std::string out;
    char line[32];
    for (std::size_t i = 0; i < chunks; ++i) {
        snprintf(line, sizeof line, "%zx%s", size + i % 7, bareLf && i % 11 == 0 ? "\n" : "\r\n");
        out += line;
        out.append(size + i % 7, static_cast<char>('a' + i % 26));
        out += "\r\n";
    }
    return out + "0\r\nX-Trailer: 1\r\n\r\n";
}

QString firstDifference(const std::vector<wire::Event> &a, const std::vector<wire::Event> &b)
{
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
        if (i >= a.size() || i >= b.size() || a[i] != b[i])
            return QString("event %1: %2 | %3")
                .arg(i)
                .arg(i < a.size() ? wire::describe(a[i]).c_str() : "none",
                     i < b.size() ? wire::describe(b[i]).c_str() : "none");
    return {};
}

} // namespace

class TestRecorder : public QObject {
    Q_OBJECT
private slots:
    void stamps();
    void replaysElidedContent_data();
    void replaysElidedContent();
    void factsStayFew();
    void factsStayFewWhenTurnsAreTaken();
    void tapesShareTheirRoom();
    void replayHasAnEnd();
    void gateHoldsAndOpens();
    void ignoresForeignConnections();
};

void TestRecorder::stamps()
{
    Recorder recorder;
    recorder.apply(fact(FactKind::AttemptBegin, 50));
    recorder.apply(fact(FactKind::Decision, 20)); // a clock that falls is held
    recorder.apply(fact(FactKind::Decision, 70));
    std::int64_t at = -1;
    for (std::size_t i = 0; i < recorder.events().size(); ++i) {
        QCOMPARE(recorder.events()[i].seq, i);
        QVERIFY(recorder.events()[i].at >= at);
        at = recorder.events()[i].at;
    }
    QCOMPARE(recorder.events()[1].at, 50);
}

void TestRecorder::replaysElidedContent_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const auto add = [&](const char *name, const QByteArray &fields, const std::string &body) {
        QTest::newRow(name) << ok + fields + "\r\n" << QByteArray::fromStdString(body);
    };
    add("length", "Content-Length: 3000000\r\n", std::string(3000000, 'x'));
    add("length, cut short", "Content-Length: 4000000\r\n", std::string(3000000, 'x'));
    add("until close", "", std::string(2500000, 'y'));
    add("large chunks", "Transfer-Encoding: chunked\r\n", chunked(100, 30000, false));
    add("many chunks", "Transfer-Encoding: chunked\r\n", chunked(200000, 9, false));
    add("many odd chunks", "Transfer-Encoding: chunked\r\n", chunked(200000, 9, true));
    add("chunks that break", "Transfer-Encoding: chunked\r\n",
        chunked(3000, 700, false).substr(0, 2000000) + "\r\nzz\r\n" + std::string(900000, 'z'));
}

void TestRecorder::replaysElidedContent()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    for (unsigned seed = 1; seed <= 3; ++seed) {
        std::mt19937 random(seed);
        Recorder recorder({}, {200 << 10, 100 << 10, 16 << 20});
        std::int64_t at = 0;
        recorder.apply(fact(FactKind::AttemptBegin, at));
        const std::string request = "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n";
        recorder.apply(submit(at, request, 1000000, false));
        feed(recorder, FactKind::Flushed, request + std::string(1000000, 'b'), at, random);
        feed(recorder, FactKind::Received, (head + body).toStdString(), at, random);
        recorder.apply(fact(FactKind::PeerClosed, at += 1000));
        recorder.finish(at);
        const auto events = recorder.events();
        const auto recording = recorder.take();
        QVERIFY(recording.tapes[0].received.held() < 700 << 10);
        bool elided = false;
        for (const auto &segment : recording.tapes[0].received.segments())
            elided = elided || segment.elided;
        QVERIFY(elided);
        const auto difference = firstDifference(events, replay(recording));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        for (const auto direction : {Direction::Sent, Direction::Received}) {
            const auto fault = support::tilingFault(events, direction, recording.tapes[0].of(direction).size());
            QVERIFY2(fault.empty(), fault.c_str());
        }
    }
}

void TestRecorder::factsStayFew()
{
    Recorder recorder;
    const std::string request = "POST / HTTP/1.1\r\nContent-Length: 1073741824\r\n\r\n";
    recorder.apply(submit(0, request, 1 << 30, false));
    recorder.apply(fact(FactKind::Flushed, 1), request);
    const std::string block(16 << 10, 'x');
    for (int i = 0; i < 65536; ++i)
        recorder.apply(fact(FactKind::Flushed, i + 2), block);
    QVERIFY2(recorder.recording().facts.size() < 4000, qPrintable(QString::number(recorder.recording().facts.size())));
    QVERIFY(recorder.machine(0)->stream().requestFlushed());
}

// An echo: content of both directions takes turns. There was a fact for each read and write, and 100 GiB made millions.
void TestRecorder::factsStayFewWhenTurnsAreTaken()
{
    Recorder recorder;
    const std::string request = "POST / HTTP/1.1\r\nContent-Length: 67108864\r\n\r\n";
    recorder.apply(submit(0, request, 64 << 20, false));
    recorder.apply(fact(FactKind::Flushed, 1), request);
    recorder.apply(fact(FactKind::Received, 2), "HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n");
    const std::string block(1 << 10, 'x');
    for (int i = 0; i < 65536; ++i) {
        recorder.apply(fact(FactKind::Flushed, 2 * i + 3), block);
        recorder.apply(fact(FactKind::Received, 2 * i + 4), block);
    }
    const auto &facts = recorder.recording().facts;
    QVERIFY2(facts.size() < 2000, qPrintable(QString::number(facts.size())));
    for (std::size_t i = 1; i < facts.size(); ++i)
        QVERIFY(facts[i].at >= facts[i - 1].at);
    const auto events = recorder.events();
    const auto replayed = replay(recorder.take());
    QVERIFY2(replayed == events, qPrintable(firstDifference(replayed, events)));
}

// The tapes of many connections are bounded together.
void TestRecorder::tapesShareTheirRoom()
{
    Recorder recorder({}, {1000, 100, 10'000, 20'000});
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n";
    for (std::uint32_t i = 0; i < 100; ++i) {
        for (const auto &bytes : {head, std::string(200'000, 'x')}) {
            auto one = fact(FactKind::Received, i);
            one.connection = i;
            recorder.apply(one, bytes);
        }
    }
    std::uint64_t held = 0;
    for (const TapePair &pair : recorder.recording().tapes)
        held += pair.received.held();
    QCOMPARE(recorder.recording().tapes.size(), std::size_t(100));
    QVERIFY2(held < 40'000 + 100 * (64 << 10), qPrintable(QString::number(held)));
    const auto events = recorder.events();
    QVERIFY(replay(recorder.take()) == events);
}

void TestRecorder::gateHoldsAndOpens()
{
    Recorder recorder;
    const std::string request = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    auto actions = recorder.apply(submit(0, request, 5, true));
    QCOMPARE(actions.size(), std::size_t(1));
    QCOMPARE(actions[0].kind, wire::ActionKind::SendHead);
    QVERIFY(recorder.apply(fact(FactKind::Flushed, 10), std::string_view(request).substr(0, 20)).empty());
    actions = recorder.apply(fact(FactKind::Flushed, 20), std::string_view(request).substr(20));
    QCOMPARE(actions.size(), std::size_t(1));
    QCOMPARE(actions[0], (wire::Action{.kind = wire::ActionKind::ArmTimer, .ns = 1'000'000'000}));
    actions = recorder.apply(fact(FactKind::Received, 500), "HTTP/1.1 100 Continue\r\n\r\n");
    QCOMPARE(actions.size(), std::size_t(2));
    QCOMPARE(actions[0].kind, wire::ActionKind::CancelTimer);
    QCOMPARE(actions[1].kind, wire::ActionKind::SendBody);
    recorder.apply(fact(FactKind::Flushed, 600), "hello");
    actions = recorder.apply(fact(FactKind::Received, 700), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QCOMPARE(actions.size(), std::size_t(1));
    QCOMPARE(actions[0], (wire::Action{.kind = wire::ActionKind::Finished}));
    QVERIFY(recorder.machine(0)->reusable());
    std::int64_t began = 0, ended = 0;
    for (const auto &event : recorder.events()) {
        if (event.kind == Kind::Pause)
            (event.phase == wire::Phase::Begin ? began : ended) = event.at;
    }
    QCOMPARE(began, 20);
    QCOMPARE(ended, 500);
    recorder.finish(800);
    const auto events = recorder.events();
    QVERIFY(replay(recorder.take()) == events);
}

// Only a file can say so much: each request that it claims allows 50 000 events more.
void TestRecorder::replayHasAnEnd()
{
    Recorder recorder;
    std::string lines;
    for (int i = 0; i < 10'000; ++i)
        lines += ":\n";
    for (std::uint32_t i = 0; i < 40; ++i) {
        for (const std::string &bytes : {std::string("HTTP/1.1 200 OK\r\n"), lines}) {
            auto one = fact(FactKind::Received, i);
            one.connection = i;
            recorder.apply(one, bytes);
        }
    }
    QVERIFY(recorder.events().size() > mostReplayed + 100'000);
    const auto events = replay(recorder.take());
    QVERIFY(events.size() > mostReplayed && events.size() < mostReplayed + 60'000);
    QVERIFY(events.back().kind == Kind::Error && events.back().name == "too-many-events");
}

void TestRecorder::ignoresForeignConnections()
{
    Recorder recorder;
    recorder.apply(fact(FactKind::AttemptBegin, 0));
    auto recording = recorder.take();
    recording.facts.back().connection = 4'000'000'000U;
    QCOMPARE(replay(recording).size(), std::size_t(1));
}

INTERIM_SUITE(TestRecorder)
#include "tst_recorder.moc"
