// SPDX-License-Identifier: GPL-3.0-or-later
// Whole exchanges against scripted servers on loopback: what comes back, and what the record says of it.
#include "engine/client/runner.h"

#include "engine/answers.h"

#include <QTemporaryFile>
#include <QTimer>

using namespace answers;
using namespace support;
using record::ConnectionAfter;
using record::Outcome;
using wire::GateOutcome;
using wire::Kind;

class TestRunner : public QObject {
    Q_OBJECT
private slots:
    void get();
    void continues();
    void waitRunsOut();
    void refusedIsRetried();
    void refusedIsRetriedOnTheSameConnection();
    void refusedIsShown();
    void rulesGiveUp();
    void releasedByHand();
    void aKeptWaitHasAnEnd();
    void anAnswerInTheKeptWait();
    void earlyErrorStopsTheUpload();
    void bodyFileShrinks();
    void bodyFileIsMissing();
    void badUrl();
};

void TestRunner::get()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.send(ok);
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.url = server.url("/a?b");
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->status, 200);
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(2));
    QCOMPARE(run.attempt(0).after, ConnectionAfter::Open);
    QCOMPARE(run.attempt(0).handshake.outcome, GateOutcome::NotSent);
    QVERIFY(run.find(Kind::Connect, wire::Phase::End));
    QVERIFY(!run.find(Kind::Lookup, wire::Phase::Begin)); // a literal needs none
}

void TestRunner::continues()
{
    std::string body;
    ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.send(goOn);
        body = peer.read(5);
        peer.send(created);
        peer.awaitClose();
    }});
    const Run run = runExchange(expecting(server.url()));
    checkRecord(run);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
    QCOMPARE(run.attempt(0).final->status, 201);
    QCOMPARE(run.attempt(0).handshake.outcome, GateOutcome::Continued);
    QVERIFY(run.attempt(0).handshake.pauseNs() > 0);
    QCOMPARE(run.attempt(0).interims.at(0).bodySentBefore, std::uint64_t(0));
    QCOMPARE(body.size(), std::size_t(5));
}

void TestRunner::waitRunsOut()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.read(5);
        peer.send(ok);
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.expect.waitNs = 20'500'000;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.attempt(0).handshake.outcome, GateOutcome::TimedOut);
    QVERIFY(run.attempt(0).handshake.pauseNs() >= 20'500'000);
    QCOMPARE(run.attempt(0).final->status, 200);
}

void TestRunner::refusedIsRetried()
{
    std::string second;
    ScriptServer server({[](Peer &peer) {
                             peer.readHead();
                             peer.send(refused);
                             peer.awaitClose();
                         },
                         [&](Peer &peer) {
                             second = peer.readHead();
                             peer.skip(5);
                             peer.send(created);
                             peer.awaitClose();
                         }});
    const Run run = runExchange(expecting(server.url()));
    checkRecord(run);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(2));
    QCOMPARE(run.attempt(0).final->status, 417);
    QCOMPARE(run.attempt(0).request.bodyBytes, std::uint64_t(0));
    QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByClient); // its content is unsent
    QVERIFY(run.attempt(1).reason == record::Reason::RetryWithoutExpect);
    QCOMPARE(run.attempt(1).connection, std::uint32_t(1));
    QCOMPARE(run.attempt(1).final->status, 201);
    QCOMPARE(run.count(Kind::Decision, "retry-without-expect"), 1);
    QVERIFY(second.find("Expect") == std::string::npos);
}

void TestRunner::refusedIsRetriedOnTheSameConnection()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.skip(5);
        peer.send(refused);
        peer.readHead();
        peer.skip(5);
        peer.send(created);
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.expect.waitNs = 0;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(2));
    QCOMPARE(run.attempt(1).connection, std::uint32_t(0));
    QCOMPARE(run.attempt(1).final->status, 201);
}

void TestRunner::refusedIsShown()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.send(refused);
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.expect.on417 = request::On417::Show;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
    QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).handshake.outcome, GateOutcome::FinalStatus);
    QCOMPARE(run.count(Kind::Decision, "no-retry"), 1);
}

void TestRunner::rulesGiveUp()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.expect.waitNs = 10'000'000;
    spec.expect.afterWait = wire::AfterWait::Stop;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::TimedOut);
    QCOMPARE(run.attempt(0).request.bodyBytes, std::uint64_t(0));
    QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByClient);
    QVERIFY2(run.exchange.error.find("within 10 ms") != std::string::npos, run.exchange.error.c_str());
}

void TestRunner::releasedByHand()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.skip(5);
        peer.send(ok);
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.expect.afterWait = wire::AfterWait::Keep;
    spec.expect.waitNs = 1'000'000;
    spec.timeouts.headNs = spec.timeouts.idleNs = 1'000'000'000; // neither runs while the gate waits
    const Run run = runExchange(spec, [](engine::Runner &runner) {
        const bool waiting = !runner.events().empty() && runner.events().back().kind == Kind::WaitOver;
        if (waiting)
            QTimer::singleShot(1200, &runner, &engine::Runner::releaseBody);
    });
    checkRecord(run);
    QCOMPARE(run.attempt(0).handshake.outcome, GateOutcome::ReleasedByUser);
    QVERIFY(run.attempt(0).handshake.pauseNs() >= 1'200'000'000);
    QCOMPARE(run.attempt(0).final->status, 200);
}

void TestRunner::aKeptWaitHasAnEnd()
{
    ScriptServer server({[](Peer &peer) {
        peer.readHead();
        peer.awaitClose();
    }});
    request::RequestSpec spec = expecting(server.url());
    spec.expect.afterWait = wire::AfterWait::Keep;
    spec.expect.waitNs = 50'000'000;
    spec.timeouts.keepNs = 200'000'000;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::TimedOut);
    QCOMPARE(run.count(Kind::WaitOver), 1);
    QCOMPARE(run.count(Kind::Timeout, "keep"), 1);
    QVERIFY(run.attempt(0).handshake.pauseNs() >= 250'000'000);
    QCOMPARE(run.attempt(0).request.bodyBytes, std::uint64_t(0));
    QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByClient);
    QVERIFY2(run.exchange.error.ends_with(" within 200 ms after the wait of 50 ms (--keep-limit)"),
             run.exchange.error.c_str());
}

// The limit is of the wait, not of what comes after it; and 0 is none.
void TestRunner::anAnswerInTheKeptWait()
{
    for (const std::int64_t keepNs : {std::int64_t(500'000'000), std::int64_t(0)}) {
        ScriptServer server({[](Peer &peer) {
            peer.readHead();
            QTest::qSleep(200);
            peer.send(goOn);
            peer.read(5);
            QTest::qSleep(500);
            peer.send(ok);
            peer.awaitClose();
        }});
        request::RequestSpec spec = expecting(server.url());
        spec.expect.afterWait = wire::AfterWait::Keep;
        spec.expect.waitNs = 1'000'000;
        spec.timeouts.keepNs = keepNs;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
        QCOMPARE(run.attempt(0).handshake.outcome, GateOutcome::Continued);
        QCOMPARE(run.attempt(0).final->status, 200);
    }
}

void TestRunner::earlyErrorStopsTheUpload()
{
    std::uint64_t came = 0;
    ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.skip(1 << 20);
        peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
        came = peer.skip(1ull << 34);
    }});
    request::RequestSpec spec = post(server.url(), 1ull << 34);
    spec.expect.rule = request::ExpectRule::Off;
    const Run run = runExchange(spec);
    server.join();
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->status, 413);
    QCOMPARE(run.count(Kind::Decision, "stop-upload"), 1);
    QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByClient);
    QVERIFY2(came < (64 << 20), qPrintable(QString::number(came)));
    QCOMPARE(run.attempt(0).request.bodyBytes, came + (1 << 20)); // what we say has left, has
}

void TestRunner::bodyFileShrinks()
{
    QTemporaryFile file;
    QVERIFY(file.open() && file.resize(64 << 20));
    ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.skip(1 << 20);
        QFile(file.fileName()).resize(0);
        peer.skip(1ull << 40);
    }});
    request::RequestSpec spec = post(server.url(), 0);
    spec.body.kind = request::BodyKind::File;
    spec.body.path = file.fileName().toStdString();
    spec.expect.rule = request::ExpectRule::Off;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.record.spec.body.size, std::uint64_t(64 << 20));
    QCOMPARE(run.exchange.outcome, Outcome::Aborted);
    QCOMPARE(run.count(Kind::Error, "body-source"), 1);
    QVERIFY2(run.exchange.error.find("became shorter") != std::string::npos, run.exchange.error.c_str());
    QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByClient);
}

void TestRunner::bodyFileIsMissing()
{
    request::RequestSpec spec = post("http://127.0.0.1:9/", 0);
    spec.body.kind = request::BodyKind::File;
    spec.body.path = "/nonexistent/file";
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::Aborted);
    QVERIFY2(run.exchange.error.find("/nonexistent/file") != std::string::npos, run.exchange.error.c_str());
    QCOMPARE(run.count(Kind::Connect), 0);
}

void TestRunner::badUrl()
{
    request::RequestSpec spec;
    spec.url = "http://a b/";
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, Outcome::Aborted);
    QVERIFY(!run.exchange.error.empty());
}

INTERIM_SUITE(TestRunner)
#include "tst_runner.moc"
