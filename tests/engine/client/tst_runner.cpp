// SPDX-License-Identifier: GPL-3.0-or-later
// Whole exchanges against scripted servers on loopback: what comes back, and what the record says of it.
#include "engine/client/runner.h"

#include "engine/runs.h"

#include <QTemporaryFile>
#include <QTimer>

using namespace support;
using record::ConnectionAfter;
using record::Outcome;
using wire::GateOutcome;
using wire::Kind;

namespace {

constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
constexpr std::string_view created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view refused = "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view tooLarge =
    "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 9\r\n\r\ntoo large";

request::RequestSpec expecting(const std::string &url, std::uint64_t size = 5)
{
    request::RequestSpec spec = post(url, size);
    spec.expect.rule = request::ExpectRule::Always;
    return spec;
}

} // namespace

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
    void resetLeavesTheAnswer();
    void peerEndsMidBody_data();
    void peerEndsMidBody();
    void silenceTimesOut_data();
    void silenceTimesOut();
    void cancelled_data();
    void cancelled();
    void noHttp();
    void beyondLimits();
    void bodyFileShrinks();
    void bodyFileIsMissing();
    void badUrl();
    void contentUntilClose();
    void lateBytesAreSeen();
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

// The hard case: 413, then a reset because the server closes with our content unread.
void TestRunner::resetLeavesTheAnswer()
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

void TestRunner::peerEndsMidBody_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<std::string>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("fin") << false << std::string() << "closed-by-server";
    QTest::newRow("reset") << true << std::string() << "reset";
    QTest::newRow("fin in the answer") << false << std::string("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
                                       << "closed-by-server";
}

void TestRunner::peerEndsMidBody()
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

void TestRunner::silenceTimesOut_data()
{
    QTest::addColumn<QString>("which");
    QTest::newRow("head") << "head";
    QTest::newRow("idle") << "idle";
    QTest::newRow("whole") << "whole";
}

void TestRunner::silenceTimesOut()
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

void TestRunner::cancelled_data()
{
    QTest::addColumn<int>("at"); // the kind whose coming brings the cancel
    QTest::newRow("at once") << int(Kind::Attempt);
    QTest::newRow("connecting") << int(Kind::Connect);
    QTest::newRow("waiting") << int(Kind::Pause);
    QTest::newRow("uploading") << int(Kind::ContentBegin);
    QTest::newRow("final") << int(Kind::FinalResponse);
}

void TestRunner::cancelled()
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

void TestRunner::noHttp()
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
void TestRunner::beyondLimits()
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

void TestRunner::contentUntilClose()
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

void TestRunner::lateBytesAreSeen()
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

INTERIM_SUITE(TestRunner)
#include "tst_runner.moc"
