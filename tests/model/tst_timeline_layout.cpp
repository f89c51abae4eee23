// SPDX-License-Identifier: GPL-3.0-or-later
// Events to lanes and items: the exchanges that the window exists for, and long ones.
#include "model/timeline_layout.h"

#include "support/events.h"

#include <QTest>

using model::ItemKind;
using wire::Kind;

namespace {

const model::TimelineItem *find(const model::TimelineLayout &layout, ItemKind kind, int lane)
{
    for (const auto &item : layout.items()) {
        if (item.kind == kind && item.lane == lane)
            return &item;
    }
    return nullptr;
}

model::TimelineLayout layoutOf(const support::Script &script)
{
    model::TimelineLayout layout;
    layout.append(script.events());
    return layout;
}

} // namespace

class TestTimelineLayout : public QObject {
    Q_OBJECT

private slots:
    void refusedThenHealed();
    void stalled();
    void interrupted();
    void countsWhatLeftBeforeTheReset_data();
    void countsWhatLeftBeforeTheReset();
    void nothingIsWaitedForOnceTheAnswerBegins();
    void appendingEqualsAtOnce();
    void eventsKnowTheirItems();
    void failuresAreSaid();
    void everyStepEndsWithTheAttempt_data();
    void everyStepEndsWithTheAttempt();
    void serverSeat();
    void manyEventsStayCheap();
};

void TestTimelineLayout::refusedThenHealed()
{
    const auto script = support::refusedThenHealed();
    const auto layout = layoutOf(script);
    QCOMPARE(layout.lanes().size(), std::size_t(2));
    QVERIFY(layout.lanes()[0].expect == model::TimelineLane::Expect::With);
    QVERIFY(layout.lanes()[1].expect == model::TimelineLane::Expect::Without);
    const auto *pause = find(layout, ItemKind::Pause, 0);
    QVERIFY(pause);
    QCOMPARE(pause->begin, 431'000);
    QCOMPARE(pause->end, 2'063'000);
    QCOMPARE(pause->code, static_cast<int>(wire::GateOutcome::FinalStatus));
    QCOMPARE(find(layout, ItemKind::Response, 0)->code, 417);
    QVERIFY(!find(layout, ItemKind::Body, 0));
    const auto *body = find(layout, ItemKind::Body, 1);
    QCOMPARE(body->bytes, quint64(4 << 20));
    QCOMPARE(body->total, quint64(4 << 20));
    QVERIFY(!body->cut && !body->open);
    const auto *think = find(layout, ItemKind::Think, 1);
    QCOMPARE(think->begin, 5'102'000);
    QCOMPARE(think->end, 5'600'000);
    QCOMPARE(layout.links().size(), std::size_t(1));
    QCOMPARE(layout.links()[0].toLane, 1);
    QCOMPARE(layout.items()[static_cast<std::size_t>(layout.links()[0].fromItem)].code, 417);
    QCOMPARE(layout.lanes()[0].bodyTotal, quint64(4 << 20));
    QCOMPARE(layout.lanes()[0].bodyBytes, quint64(0));
}

void TestTimelineLayout::stalled()
{
    const auto layout = layoutOf(support::stalled());
    const int index = layout.longestPause();
    QVERIFY(index >= 0);
    const auto &pause = layout.items()[static_cast<std::size_t>(index)];
    QCOMPARE(pause.code, static_cast<int>(wire::GateOutcome::TimedOut));
    QVERIFY(pause.end - pause.begin > 1'000'000'000);
    QVERIFY(layout.lanes()[0].bodyDone);
    QVERIFY(!layout.lanes()[0].continued);
    const auto gaps = layout.gaps();
    QVERIFY(std::any_of(gaps.begin(), gaps.end(), [](const auto &g) { return g.end - g.begin > 990'000'000; }));
}

void TestTimelineLayout::interrupted()
{
    const auto layout = layoutOf(support::interruptedUpload());
    std::vector<int> interims;
    for (const auto &item : layout.items()) {
        if (item.kind == ItemKind::Interim)
            interims.push_back(item.code);
    }
    QCOMPARE(interims, (std::vector<int>{103, 102, 100}));
    QVERIFY(layout.lanes()[0].continued);
    const auto *body = find(layout, ItemKind::Body, 0);
    QVERIFY(body->cut);
    QVERIFY(body->bytes > 0 && body->bytes <= body->total / 2);
    QCOMPARE(body->end, 3'000'000); // the answer ended it, not the reset
    QCOMPARE(find(layout, ItemKind::Response, 0)->code, 413);
    QVERIFY(find(layout, ItemKind::Close, 0)->failed);
}

void TestTimelineLayout::countsWhatLeftBeforeTheReset_data()
{
    QTest::addColumn<bool>("stopped");
    QTest::newRow("by the reset") << false;
    QTest::newRow("by the answer") << true;
}

/// The last piece of content comes after the close that ended it: it is counted, and the bar stays where it ended.
void TestTimelineLayout::countsWhatLeftBeforeTheReset()
{
    QFETCH(bool, stopped);
    support::Script s;
    const auto head = support::requestHead(1 << 20, false);
    s.attempt(0, 0, "first").connect(0, 100).submit(110, head, 1 << 20, false).sent(120, head);
    s.sent(200, std::string(100'000, 'x'));
    if (stopped)
        s.decision(300, "stop-upload");
    s.peerClosed(400, wire::CloseHow::Reset).attemptEnd(410);
    const auto layout = layoutOf(s);
    const auto *body = find(layout, ItemKind::Body, 0);
    QCOMPARE(body->bytes, quint64(100'000));
    QCOMPARE(layout.lanes()[0].bodyBytes, quint64(100'000));
    QCOMPARE(layout.lanes()[0].progress.at(body->end), quint64(100'000));
    QCOMPARE(body->end, stopped ? 300'000 : 400'000);
    QVERIFY(body->cut && !body->open && !layout.busy());
}

/// An answer whose head never ends.
void TestTimelineLayout::nothingIsWaitedForOnceTheAnswerBegins()
{
    support::Script s;
    const auto head = support::requestHead(0, false);
    s.attempt(0, 0, "first").connect(0, 100).submit(110, head, 0, false).sent(120, head);
    s.received(400, "HTTP/1.1 102 Processing\r\n\r\n")
        .received(500, "HTTP/1.1 200 OK\r\nA: 1\r\n")
        .received(700, "A: 2\r\n");
    auto layout = layoutOf(s);
    QVERIFY(!find(layout, ItemKind::Think, 0)->open);
    QCOMPARE(find(layout, ItemKind::Think, 0)->end, 500'000);
    s.timeout(900, "head").closed(910).attemptEnd(920);
    layout = layoutOf(s);
    QCOMPARE(find(layout, ItemKind::Think, 0)->end, 500'000);
    QCOMPARE(find(layout, ItemKind::Response, 0)->begin, 500'000);
}

void TestTimelineLayout::appendingEqualsAtOnce()
{
    const auto script = support::interruptedUpload();
    const auto whole = layoutOf(script);
    model::TimelineLayout live;
    std::vector<wire::Event> events;
    for (const auto &event : script.events()) {
        events.push_back(event);
        live.append(events);
    }
    QCOMPARE(live.items().size(), whole.items().size());
    for (std::size_t i = 0; i < whole.items().size(); ++i) {
        QCOMPARE(live.items()[i].begin, whole.items()[i].begin);
        QCOMPARE(live.items()[i].end, whole.items()[i].end);
        QCOMPARE(live.items()[i].seq, whole.items()[i].seq);
        QVERIFY(live.items()[i].kind == whole.items()[i].kind);
    }
}

void TestTimelineLayout::eventsKnowTheirItems()
{
    const auto script = support::refusedThenHealed();
    const auto layout = layoutOf(script);
    const auto kindOf = [&](quint64 seq) { return layout.items()[static_cast<std::size_t>(layout.itemOf(seq))].kind; };
    QVERIFY(kindOf(script.seqOf(Kind::FinalResponse, 417)) == ItemKind::Response);
    QVERIFY(kindOf(script.seqOf(Kind::RequestHead)) == ItemKind::Head);
    QVERIFY(kindOf(script.seqOf(Kind::Pause)) == ItemKind::Pause);
    QVERIFY(kindOf(script.seqOf(Kind::ContentData)) == ItemKind::Response); // of the 417, the first content there is
    QVERIFY(kindOf(script.seqOf(Kind::FieldLine)) == ItemKind::Head);
    QCOMPARE(layout.itemOf(999'999), -1);
    for (const auto &item : layout.items())
        QCOMPARE(&layout.items()[static_cast<std::size_t>(layout.itemOf(item.seq))], &item);
}

void TestTimelineLayout::failuresAreSaid()
{
    support::Script refused;
    refused.attempt(0, 0, "first").connect(0, 120, 1).attemptEnd(125, "connect-failed", "connection refused");
    auto layout = layoutOf(refused);
    QVERIFY(find(layout, ItemKind::Tcp, 0)->failed);
    QCOMPARE(layout.lanes()[0].error, std::string("connection refused"));
    support::Script odd;
    const auto head = support::requestHead(0, false);
    odd.attempt(0, 0, "first").connect(0, 100).submit(110, head, 0, false).sent(120, head);
    odd.received(500, "SSH-2.0-OpenSSH_9.2p1\r\n").timeout(900, "head").closed(910).attemptEnd(920);
    layout = layoutOf(odd);
    std::vector<std::string> names;
    for (const auto &item : layout.items()) {
        if (item.kind == ItemKind::Failure)
            names.push_back(item.name);
    }
    QCOMPARE(names, (std::vector<std::string>{"not-http", "timeout-head"}));
}

void TestTimelineLayout::everyStepEndsWithTheAttempt_data()
{
    using record::FactKind;
    QTest::addColumn<int>("begin");
    QTest::newRow("look-up") << static_cast<int>(FactKind::LookupBegin);
    QTest::newRow("connect") << static_cast<int>(FactKind::ConnectBegin);
    QTest::newRow("proxy") << static_cast<int>(FactKind::ProxyBegin);
    QTest::newRow("tls") << static_cast<int>(FactKind::TlsBegin);
}

/// Of a recording that was cut, or of a step that nobody ended.
void TestTimelineLayout::everyStepEndsWithTheAttempt()
{
    QFETCH(int, begin);
    support::Script s;
    s.attempt(0, 0, "first").fact(100, static_cast<record::FactKind>(begin), "", "a.test");
    auto layout = layoutOf(s);
    QCOMPARE(layout.items().size(), std::size_t(1));
    QVERIFY(layout.items()[0].open);
    s.attemptEnd(900, "aborted");
    layout = layoutOf(s);
    QVERIFY(!layout.items()[0].open);
    QCOMPARE(layout.items()[0].end, 900'000);
}

void TestTimelineLayout::serverSeat()
{
    support::Script lab(wire::Role::Server);
    const auto head = support::requestHead(5, true);
    lab.attempt(0, 0, "first").received(100, head).sent(200, "HTTP/1.1 100 Continue\r\n\r\n").received(300, "hello");
    lab.sent(400, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").attemptEnd(500);
    model::TimelineLayout layout;
    layout.append(lab.events());
    QCOMPARE(find(layout, ItemKind::Body, 0)->bytes, quint64(5));
    QCOMPARE(find(layout, ItemKind::Interim, 0)->code, 100);
    QCOMPARE(find(layout, ItemKind::Response, 0)->code, 200);
    QVERIFY(layout.lanes()[0].expect == model::TimelineLane::Expect::With);
}

void TestTimelineLayout::manyEventsStayCheap()
{
    support::Script s;
    const auto head = support::requestHead(1 << 20, true);
    s.attempt(0, 0, "first").connect(0, 100).submit(110, head, 1 << 20, true).sent(120, head);
    for (int i = 0; i < 2000; ++i)
        s.received(200 + i, "HTTP/1.1 102 Processing\r\n\r\n");
    s.body(3000, 9000, 1 << 20, 4000);
    const auto layout = layoutOf(s);
    QCOMPARE(layout.consumed(), s.events().size());
    QVERIFY(layout.lanes()[0].progress.size() <= 512);
    QVERIFY(layout.gaps().size() <= 24);
    QCOMPARE(layout.items().size(), std::size_t(2000 + 5)); // and connect, head, pause, body, think
}

INTERIM_SUITE(TestTimelineLayout)
#include "tst_timeline_layout.moc"
