// SPDX-License-Identifier: GPL-3.0-or-later
// Whole exchanges that end early, late or without an answer: by the peer, by the clock, by hand.
#include "engine/client/runner.h"

#include "engine/answers.h"

#include <QTimer>

using namespace answers;
using namespace support;
using record::ConnectionAfter;
using record::Outcome;
using wire::GateOutcome;
using wire::Kind;

class TestRunnerEnds : public QObject {
    Q_OBJECT
private slots:
    void resetLeavesTheAnswer();
    void peerEndsMidBody_data();
    void peerEndsMidBody();
    void silenceTimesOut_data();
    void silenceTimesOut();
    void cancelled_data();
    void cancelled();
    void noHttp();
    void beyondLimits();
    void contentUntilClose();
    void lateBytesAreSeen();
};

// The hard case: 413, then a reset because the server closes with our content unread.
void TestRunnerEnds::resetLeavesTheAnswer()
{
    for (int round = 0; round < 20; ++round) {
        ScriptServer server({[](Peer &peer) {
            peer.readHead();
            peer.skip(300'000);
            peer.send(tooLarge);
        }});
        request::RequestSpec spec = post(server.url(), 1ull << 32);
        spec.expect.rule = request::ExpectRule::Off;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
        QCOMPARE(run.attempt(0).final->status, 413);
        QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(9));
    }
}

void TestRunnerEnds::peerEndsMidBody_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<std::string>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("fin") << false << std::string() << "closed-by-server";
    QTest::newRow("reset") << true << std::string() << "reset";
    QTest::newRow("fin in the answer") << false << std::string("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
                                       << "closed-by-server";
}

void TestRunnerEnds::peerEndsMidBody()
{
    QFETCH(bool, reset);
    QFETCH(std::string, before);
    QFETCH(QString, after);
    ScriptServer server({[=](Peer &peer) {
        peer.readHead();
        peer.skip(1 << 20);
        peer.send(before);
        if (reset)
            return peer.reset();
        peer.finish();
        peer.skip(1ull << 40);
    }});
    request::RequestSpec spec = post(server.url(), 1ull << 34);
    spec.expect.rule = request::ExpectRule::Off;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::ClosedEarly);
    QCOMPARE(QString::fromUtf8(keyOf(run.attempt(0).after).data()), after);
    QVERIFY2(run.exchange.error.find("127.0.0.1:") != std::string::npos, run.exchange.error.c_str());
    QVERIFY2(run.exchange.error.find("of 17,179,869,184 bytes of content") != std::string::npos,
             run.exchange.error.c_str());
}

void TestRunnerEnds::silenceTimesOut_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("head") << "head";
    QTest::newRow("idle") << "idle";
    QTest::newRow("whole") << "whole";
}

void TestRunnerEnds::silenceTimesOut()
{
    QFETCH(QString, which);
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.url = server.url();
    spec.timeouts.headNs = which == "head" ? 400'000'000 : 0;
    spec.timeouts.idleNs = which == "idle" ? 400'000'000 : 0;
    spec.timeouts.wholeNs = which == "whole" ? 400'000'000 : 0;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::TimedOut);
    QCOMPARE(run.count(Kind::Timeout, which.toStdString()), 1);
    QVERIFY2(run.exchange.error.find("400 ms") != std::string::npos, run.exchange.error.c_str());
    QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByClient);
}

void TestRunnerEnds::cancelled_data()
{
    QTest::addColumn<int>("at"); // the kind whose coming brings the cancel
    QTest::newRow("at once") << int(Kind::Attempt);
    QTest::newRow("connecting") << int(Kind::Connect);
    QTest::newRow("waiting") << int(Kind::Pause);
    QTest::newRow("uploading") << int(Kind::ContentBegin);
    QTest::newRow("final") << int(Kind::FinalResponse);
}

void TestRunnerEnds::cancelled()
{
    QFETCH(int, at);
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.skip(10);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        peer.skip(1ull << 40);
    }});
    request::RequestSpec spec = expecting(server.url(), 1ull << 34);
    spec.expect.waitNs = 20'000'000;
    const Run run = runExchange(spec, [&](engine::Runner &runner) {
        for (const wire::Event &event : runner.events())
            if (int(event.kind) == at)
                return runner.cancel();
    });
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::Aborted);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
    QVERIFY(run.find(Kind::Error));
}

void TestRunnerEnds::noHttp()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.send("SSH-2.0-OpenSSH_9.2\r\n");
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.url = server.url();
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::ProtocolError);
    QCOMPARE(run.count(Kind::Timeout, "resync"), 1);
}

/// HTTP it was; that it was not read to its end is our own limit.
void TestRunnerEnds::beyondLimits()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        std::string head = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 20'000; ++i)
            head += "a: b\r\n";
        peer.send(head);
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.url = server.url("/");
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::ProtocolError);
    QVERIFY2(run.exchange.error.ends_with("has more fields than Interim reads"), run.exchange.error.c_str());
}

void TestRunnerEnds::contentUntilClose()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.0 200 OK\r\n\r\n");
        for (int i = 0; i < 100; ++i)
            peer.send(std::string(10'000, 'x'));
    }});
    request::RequestSpec spec;
    spec.url = server.url();
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(1'000'000));
    QVERIFY(run.attempt(0).final->complete);
}

void TestRunnerEnds::lateBytesAreSeen()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        QTest::qSleep(20);
        peer.send(goOn);
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.lingerNs = 2'000'000'000;
    bool late = false;
    const Run run = runExchange(spec, [&](engine::Runner &runner) {
        if (!late && runner.events().back().code == 100 && runner.events().back().kind != Kind::Attempt) {
            late = true;
            QTimer::singleShot(0, &runner, &engine::Runner::cancel); // no need to sit it out
        }
    });
    checkRecord(run);
    // Nothing asked for it: after the final response the 100 is not the exchange's any more.
    QVERIFY2(run.attempt(0).strays.size() == 1, describeAll(run.events));
    QCOMPARE(run.attempt(0).strays[0].status, 100);
    QVERIFY(run.attempt(0).interims.empty());
}

INTERIM_SUITE(TestRunnerEnds)
#include "tst_runner_ends.moc"
