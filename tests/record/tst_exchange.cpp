// SPDX-License-Identifier: GPL-3.0-or-later
// What recordings amount to, in both seats.
#include "record/exchange.h"

#include "record/script.h"

#include <QTest>

using namespace record;
using wire::GateOutcome;
using wire::Role;

namespace {

Exchange of(Script &script)
{
    return summarize(script.events());
}

} // namespace

class TestExchange : public QObject {
    Q_OBJECT
private slots:
    void keysAreTheContracts()
    {
        QCOMPARE(keyOf(Outcome::Aborted), std::string_view("aborted"));
        QCOMPARE(keyOf(Outcome::FinalStatus), std::string_view("final-status"));
        QCOMPARE(keyOf(ConnectionAfter::ClosedByClient), std::string_view("closed-by-client"));
        QCOMPARE(keyOf(ClientDid::WaitedAndSent), std::string_view("waited-and-sent"));
        QCOMPARE(keyOf(static_cast<Outcome>(99)), std::string_view("unknown"));
    }

    void continued()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5);
        script.at(2);
        script.sent(postHead);
        script.at(4);
        script.received("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
        script.at(5);
        script.sent("hello");
        script.at(6);
        script.received(okResponse);
        QCOMPARE(of(script).outcome, Outcome::Pending);
        script.end();
        const auto exchange = of(script);
        QCOMPARE(exchange.outcome, Outcome::FinalStatus);
        QCOMPARE(exchange.bytesSent, std::uint64_t(postHead.size() + 5));
        QCOMPARE(exchange.duration, std::int64_t(6'000'000));
        const auto &attempt = exchange.attempts.at(0);
        QCOMPARE(attempt.target, (Target{"example.test", 8080, {}, false}));
        const auto &shake = attempt.handshake;
        QVERIFY(shake.sent);
        QCOMPARE(shake.value, std::string("100-continue"));
        QCOMPARE(shake.outcome, GateOutcome::Continued);
        QCOMPARE(shake.pauseBegan, std::int64_t(2'000'000));
        QCOMPARE(shake.pauseNs(), std::int64_t(2'000'000));
        QCOMPARE(shake.waitNs, std::int64_t(1'000'000'000));
        QCOMPARE(script.events().at(shake.pauseSeq).phase, wire::Phase::End);
        QCOMPARE(attempt.interims.size(), std::size_t(2));
        QCOMPARE(attempt.interims[0].fields, (wire::Fields{{"Link", "</a>"}}));
        QCOMPARE(attempt.interims[1].status, 100);
        QCOMPARE(attempt.interims[1].bodySentBefore, std::uint64_t(0));
        QCOMPARE(attempt.final->bodySentBefore, std::uint64_t(5));
        QCOMPARE(attempt.final->bodySize, std::uint64_t(2));
        QVERIFY(attempt.final->complete);
        QVERIFY(attempt.request.complete);
        QCOMPARE(attempt.request.bodyBytes, std::uint64_t(5));
        QCOMPARE(attempt.request.headBytes, std::uint64_t(postHead.size()));
        QCOMPARE(attempt.request.head.method, std::string("POST"));
        QCOMPARE(attempt.after, ConnectionAfter::Open);
    }

    void refusedAndRetried()
    {
        Script script;
        playRefusedAndRetried(script);
        const auto exchange = of(script);
        QCOMPARE(exchange.outcome, Outcome::FinalStatus); // the follow-up's end does not undo it
        QVERIFY(exchange.error.empty());
        QCOMPARE(exchange.attempts.size(), std::size_t(3));
        const auto &first = exchange.attempts[0];
        QCOMPARE(first.target.address, std::string("127.0.0.1"));
        QCOMPARE(first.target.addressPort, std::uint16_t(8080));
        QCOMPARE(first.handshake.outcome, GateOutcome::FinalStatus);
        QCOMPARE(first.handshake.pauseNs(), std::int64_t(3'500'000));
        QCOMPARE(first.final->status, 417);
        QCOMPARE(first.after, ConnectionAfter::ClosedByServer);
        QVERIFY(!first.request.complete);
        QCOMPARE(first.request.bodyBegunAt, std::int64_t(-1));
        const auto &retry = exchange.attempts[1];
        QVERIFY(retry.reason == record::Reason::RetryWithoutExpect);
        QVERIFY(!retry.handshake.sent);
        QCOMPARE(retry.handshake.outcome, GateOutcome::NotSent);
        QCOMPARE(retry.final->status, 201);
        QCOMPARE(retry.final->bodySize, std::uint64_t(2));
        QVERIFY(retry.final->complete);
        QCOMPARE(retry.request.contentBytes, std::uint64_t(5));
        QCOMPARE(retry.after, ConnectionAfter::Open); // the reset came to the follow-up
        const auto &followUp = exchange.attempts[2];
        QCOMPARE(followUp.target.address, retry.target.address); // on the same connection
        QCOMPARE(followUp.target.addressPort, retry.target.addressPort);
        QCOMPARE(followUp.outcome, Outcome::ClosedEarly);
        QCOMPARE(followUp.after, ConnectionAfter::Reset);
        QCOMPARE(followUp.request.head.method, std::string("GET"));
        QVERIFY(!followUp.final);
    }

    void aRetryThatFailsCounts()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5);
        script.sent(postHead);
        script.received("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        script.end();
        script.attempt(1, 1, "retry-without-expect");
        QCOMPARE(of(script).outcome, Outcome::Pending);
        script.connect("127.0.0.1:8080", true);
        script.end("connect-failed", "connection refused");
        QCOMPARE(of(script).outcome, Outcome::ConnectFailed);
        QCOMPARE(of(script).error, std::string("connection refused"));
        QVERIFY(of(script).attempts[1].target.address.empty());
    }

    void theWaitRunsOut()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5, true, {250'000'000, wire::AfterWait::Send, false, false});
        script.sent(postHead);
        auto open = of(script).attempts.at(0).handshake;
        QCOMPARE(open.pauseEnded, std::int64_t(-1));
        QCOMPARE(open.outcome, GateOutcome::NotWaited);
        script.at(250);
        script.timer();
        script.sent("hello");
        const auto shake = of(script).attempts.at(0).handshake;
        QCOMPARE(shake.outcome, GateOutcome::TimedOut);
        QCOMPARE(shake.pauseNs(), std::int64_t(250'000'000));
        QCOMPARE(shake.waitNs, std::int64_t(250'000'000));
    }

    void sentWithoutWaiting()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5, false);
        script.sent(std::string(postHead) + "hello");
        script.received("HTTP/1.1 100 Continue\r\n\r\n");
        const auto attempt = of(script).attempts.at(0);
        QVERIFY(attempt.handshake.sent);
        QCOMPARE(attempt.handshake.outcome, GateOutcome::NotWaited);
        QCOMPARE(attempt.handshake.pauseBegan, std::int64_t(-1));
        QCOMPARE(attempt.interims.at(0).bodySentBefore, std::uint64_t(5));
    }

    void anAnswerBeforeTheHeadHadLeft()
    {
        for (const auto &[answer, outcome] : {std::pair("HTTP/1.1 100 Go\r\n\r\n", GateOutcome::Continued),
                                              std::pair("HTTP/1.1 413 No\r\n\r\n", GateOutcome::FinalStatus)}) {
            Script script;
            script.attempt(0, 0);
            script.submit(postHead, 5);
            script.sent(postHead.substr(0, 30));
            script.received(answer);
            script.sent(postHead.substr(30));
            const auto shake = of(script).attempts.at(0).handshake;
            QCOMPARE(shake.pauseBegan, std::int64_t(-1));
            QVERIFY(shake.outcome == outcome || shake.outcome == GateOutcome::NotWaited);
        }
    }

    void strayResponses()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(plainHead, 5, false);
        script.sent(std::string(plainHead) + "hello");
        script.received(std::string(okResponse)
                        + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx");
        const auto attempt = of(script).attempts.at(0);
        QCOMPARE(attempt.final->status, 200);
        QCOMPARE(attempt.final->bodySize, std::uint64_t(2));
        QVERIFY(attempt.interims.empty());
        QCOMPARE(attempt.strays.size(), std::size_t(2));
        QCOMPARE(attempt.strays[1].status, 404);
        QCOMPARE(attempt.strays[1].bodySize, std::uint64_t(1));
        QVERIFY(attempt.strays[1].complete);
    }

    void howConnectionsEnd()
    {
        const auto after = [](Role role, auto &&steps) {
            Script script(role);
            script.attempt(0, 0);
            steps(script);
            return of(script).attempts.at(0).after;
        };
        using wire::CloseHow;
        const auto fin = [](Script &s) { s.peerClosed(); };
        const auto mine = [](Script &s) { s.closed(); };
        QCOMPARE(after(Role::Client, [](Script &) {}), ConnectionAfter::Open);
        QCOMPARE(after(Role::Client, fin), ConnectionAfter::ClosedByServer);
        QCOMPARE(after(Role::Client, mine), ConnectionAfter::ClosedByClient);
        QCOMPARE(after(Role::Server, fin), ConnectionAfter::ClosedByClient);
        QCOMPARE(after(Role::Server, mine), ConnectionAfter::ClosedByServer);
        QCOMPARE(after(Role::Client, [](Script &s) { s.peerClosed(CloseHow::Reset); }), ConnectionAfter::Reset);
        QCOMPARE(after(Role::Client, [](Script &s) { s.peerClosed(CloseHow::Error); }),
                 ConnectionAfter::ClosedByServer); // TLS broke: no byte was destroyed by that
        QCOMPARE(after(Role::Client,
                       [](Script &s) {
                           s.peerClosed();
                           s.peerClosed(CloseHow::Reset);
                       }),
                 ConnectionAfter::Reset);
        QCOMPARE(after(Role::Client,
                       [](Script &s) {
                           s.peerClosed();
                           s.closed();
                       }),
                 ConnectionAfter::ClosedByServer);
        QCOMPARE(after(Role::Client,
                       [](Script &s) {
                           s.closed();
                           s.peerClosed(CloseHow::Reset);
                       }),
                 ConnectionAfter::ClosedByClient);
    }

    void theLastErrorSpeaksUntilTheEnd()
    {
        Script script;
        script.attempt(0, 0);
        script.text(FactKind::Error, "cannot read the body's file");
        QCOMPARE(of(script).error, std::string("cannot read the body's file"));
        script.end("aborted", "");
        QCOMPARE(of(script).error, std::string("cannot read the body's file"));
        QCOMPARE(of(script).outcome, Outcome::Aborted);
    }

    void foldsAndRepeatedExpects()
    {
        Script script(Role::Server);
        script.attempt(0, 0);
        script.received("POST / HTTP/1.1\r\nexpect:\r\n 100-continue\r\nExpect: x\r\nContent-Length: 1\r\n\r\n");
        const auto attempt = of(script).attempts.at(0);
        QCOMPARE(attempt.handshake.value, std::string("100-continue, x"));
        QCOMPARE(attempt.request.head.fields,
                 (wire::Fields{{"expect", "100-continue"}, {"Expect", "x"}, {"Content-Length", "1"}}));
    }

    void chunkedRequests()
    {
        Script script(Role::Server);
        script.attempt(0, 0);
        script.received("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        auto request = of(script).attempts.at(0).request;
        QCOMPARE(request.bodyBytes, std::uint64_t(8));
        QCOMPARE(request.contentBytes, std::uint64_t(3));
        QVERIFY(!request.complete);
        script.at(3);
        script.received("0\r\nT: v\r\n\r\n");
        request = of(script).attempts.at(0).request;
        QCOMPARE(request.bodyBytes, std::uint64_t(19));
        QCOMPARE(request.contentBytes, std::uint64_t(3));
        QCOMPARE(request.bodyEndedAt, std::int64_t(3'000'000));
        QVERIFY(request.complete);
        QCOMPARE(request.head.fields.size(), std::size_t(1)); // trailers are none of it
    }

    void judgesTheClient_data()
    {
        QTest::addColumn<double>("answerAt");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<double>("contentAt");
        QTest::addColumn<double>("closeAt");
        QTest::addColumn<int>("did");
        QTest::addColumn<double>("waited");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<int>("gate");
        const auto row = [](const char *name, double answerAt, const char *answer, double contentAt, double closeAt,
                            ClientDid did, double waited, const char *first, GateOutcome gate) {
            QTest::newRow(name) << answerAt << QByteArray(answer) << contentAt << closeAt << int(did) << waited
                                << QByteArray(first) << int(gate);
        };
        const char *go = "HTTP/1.1 100 Continue\r\n\r\n";
        const char *no = "HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n";
        row("waits for 100", 31, go, 32, -1, ClientDid::Waited, 30, "100", GateOutcome::Continued);
        row("100 at once", 1, go, 2, -1, ClientDid::Waited, 0, "100", GateOutcome::Continued);
        row("waits for 413", 6, no, -1, 7, ClientDid::Waited, 5, "final", GateOutcome::FinalStatus);
        row("103 is no answer", 6, "HTTP/1.1 103 Hints\r\n\r\n", 1001, -1, ClientDid::WaitedAndSent, 1000, "content",
            GateOutcome::TimedOut);
        row("gives up waiting", -1, "", 1001, -1, ClientDid::WaitedAndSent, 1000, "content", GateOutcome::TimedOut);
        row("gives up, late 100", 1500, go, 1001, -1, ClientDid::WaitedAndSent, 1000, "content", GateOutcome::TimedOut);
        row("does not wait", 5, no, 1, -1, ClientDid::DidNotWait, 0, "content", GateOutcome::NotWaited);
        row("hardly waits", -1, "", 2.5, -1, ClientDid::DidNotWait, 1.5, "content", GateOutcome::NotWaited);
        row("never sends", -1, "", -1, 401, ClientDid::NeverSent, 400, "close", GateOutcome::Closed);
        row("still waiting", -1, "", -1, -1, ClientDid::Waited, 0, "", GateOutcome::NotWaited);
    }

    void judgesTheClient()
    {
        QFETCH(double, answerAt);
        QFETCH(QByteArray, answer);
        QFETCH(double, contentAt);
        QFETCH(double, closeAt);
        Script script(Role::Server);
        script.attempt(0, 0);
        script.at(1);
        script.received(postHead);
        const auto answers = [&] {
            if (answerAt >= 0) {
                script.at(answerAt);
                script.sent(answer.toStdString());
            }
        };
        const bool contentFirst = contentAt >= 0 && (answerAt < 0 || contentAt < answerAt);
        if (!contentFirst)
            answers();
        if (contentAt >= 0) {
            script.at(contentAt);
            script.received("hello");
        }
        if (contentFirst)
            answers();
        if (closeAt >= 0) {
            script.at(closeAt);
            script.peerClosed();
            script.end("closed-early");
        }
        const auto attempt = of(script).attempts.at(0);
        const auto verdict = judgeClient(attempt);
        QTEST(int(verdict.did), "did");
        QTEST(static_cast<double>(verdict.waitedNs) / 1e6, "waited");
        QTEST(QByteArray::fromStdString(verdict.first), "first");
        QTEST(int(attempt.handshake.outcome), "gate");
        QVERIFY((attempt.handshake.pauseBegan < 0) == (verdict.did == ClientDid::DidNotWait));
    }

    void judgesWithoutExpect()
    {
        Script script(Role::Server);
        script.attempt(0, 0);
        QCOMPARE(judgeClient(of(script).attempts.at(0)).did, ClientDid::NoExpect);
        script.received(plainHead);
        script.at(3);
        script.received("hello");
        const auto verdict = judgeClient(of(script).attempts.at(0));
        QCOMPARE(verdict.did, ClientDid::NoExpect);
        QCOMPARE(verdict.first, std::string("content"));
        QCOMPARE(verdict.waitedNs, std::int64_t(3'000'000));
    }

    // The order decides where all times are equal.
    void judgesByOrderAtOneTime()
    {
        Script script(Role::Server);
        script.attempt(0, 0);
        script.received(std::string(postHead) + "hello");
        script.sent("HTTP/1.1 100 Continue\r\n\r\n");
        QCOMPARE(judgeClient(of(script).attempts.at(0)).did, ClientDid::DidNotWait);
    }
};

INTERIM_SUITE(TestExchange)
#include "tst_exchange.moc"
