// SPDX-License-Identifier: GPL-3.0-or-later
// What may follow a response on its connection, and what the end of the watch behind it changes: nothing.
#include "engine/client/runner.h"

#include "engine/answers.h"

#include <QSemaphore>
#include <QTimer>

using namespace support;
using record::ConnectionAfter;
using record::Outcome;
using wire::Kind;

class TestRunnerFollows : public QObject {
    Q_OBJECT
private slots:
    // RFC 9112 section 9.2: what stands behind the 417 is not the answer to the retry.
    void aRetryKeepsAwayFromStrays_data()
    {
        QTest::addColumn<std::string>("behind");
        QTest::addColumn<int>("connection");
        QTest::newRow("nothing") << std::string() << 0;
        QTest::newRow("half a response") << std::string("HTTP/1.1 200 OK\r\nX: half") << 1;
        QTest::newRow("a response") << std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << 1;
        QTest::newRow("a page") << std::string("<html>") << 1;
    }
    void aRetryKeepsAwayFromStrays()
    {
        QFETCH(std::string, behind);
        QFETCH(int, connection);
        const auto retried = [](Peer &peer) {
            peer.readHead();
            peer.skip(5);
            peer.send(answers::created);
            peer.awaitClose();
        };
        ScriptServer server({[&](Peer &peer) {
                                 peer.readHead();
                                 peer.send(answers::goOn);
                                 peer.read(5);
                                 peer.send("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n" + behind);
                                 if (connection == 0)
                                     retried(peer);
                                 else
                                     peer.awaitClose();
                             },
                             retried});
        const Run run = runExchange(expecting(server.url()));
        checkRecord(run);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(2));
        QCOMPARE(int(run.attempt(1).connection), connection);
        QCOMPARE(run.attempt(1).final->status, 201);
    }

    // Neither a 417 nor a redirection waits for content that only a close, or nothing, ends.
    void theHeadDecides_data()
    {
        QTest::addColumn<std::string>("head");
        QTest::addColumn<QByteArray>("decided");
        QTest::newRow("417") << std::string("HTTP/1.1 417 No\r\n\r\nsome")
                             << QByteArray("a close would end the content");
        QTest::newRow("307") << std::string("HTTP/1.1 307 There\r\nLocation: /x\r\n\r\n")
                             << QByteArray("a close would end the content");
        QTest::newRow("307, long") << std::string(
            "HTTP/1.1 307 There\r\nLocation: /x\r\nContent-Length: 99\r\n\r\nsome")
                                   << QByteArray("the head of the 307 decides");
    }
    void theHeadDecides()
    {
        QFETCH(std::string, head);
        QFETCH(QByteArray, decided);
        ScriptServer server({[&](Peer &peer) {
                                 peer.readHead();
                                 peer.send(head);
                                 peer.awaitClose();
                             },
                             [](Peer &peer) {
                                 peer.readHead();
                                 peer.skip(5);
                                 peer.send(answers::created);
                                 peer.awaitClose();
                             }});
        auto spec = expecting(server.url());
        spec.redirects = 1;
        spec.expect.waitNs = 100'000'000;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(2));
        QCOMPARE(run.attempt(0).outcome, Outcome::FinalStatus);
        QCOMPARE(run.attempt(1).final->status, 201);
        const std::string text = textOf(run, "content-left");
        QVERIFY2(text.find(decided.toStdString()) != std::string::npos, text.c_str());
    }
    // Where nothing follows, the content is waited for.
    void withoutAFollowerItIsWaitedFor()
    {
        ScriptServer server({[](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 307 There\r\nLocation: /x\r\nContent-Length: 4\r\n\r\nso");
            QTest::qSleep(1500);
            peer.send("me");
            peer.awaitClose();
        }});
        request::RequestSpec spec;
        spec.url = server.url();
        const Run run = runExchange(spec);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
        QVERIFY(textOf(run, "content-left").empty());
    }

    // RFC 9110 section 10.1.1: the repeat is for 100-continue alone; and not at once where Retry-After says later.
    void whatIsRepeatedAfter417_data()
    {
        QTest::addColumn<std::string>("value");
        QTest::addColumn<bool>("any");
        QTest::addColumn<std::string>("more");
        QTest::addColumn<QByteArray>("first");
        const std::string none;
        const QByteArray repeated("begin fields-added ... retry-without-expect ... end"); // we close in between
        const QByteArray stays("begin fields-added ... no-retry ... end");
        QTest::newRow("100-continue") << std::string("100-continue") << false << none << repeated;
        QTest::newRow("among others") << std::string("a, 100-Continue") << false << none << repeated;
        QTest::newRow("another value") << std::string("200-ok") << false << none
                                       << QByteArray("begin fields-added not-waited ... no-retry end");
        QTest::newRow("another value, asked for") << std::string("200-ok") << true << none << repeated;
        QTest::newRow("later") << std::string("100-continue") << false << std::string("Retry-After: 120\r\n") << stays;
        QTest::newRow("no time") << std::string("100-continue") << false << std::string("Retry-After: soon\r\n")
                                 << repeated;
        QTest::newRow("another value, later")
            << std::string("200-ok") << true << std::string("Retry-After: 1\r\n") << stays;
    }
    void whatIsRepeatedAfter417()
    {
        QFETCH(std::string, value);
        QFETCH(bool, any);
        QFETCH(std::string, more);
        QFETCH(QByteArray, first);
        ScriptServer server({[&](Peer &peer) {
                                 peer.readHead();
                                 peer.send("HTTP/1.1 417 No\r\n" + more
                                           + "Content-Length: 0\r\nConnection: close\r\n\r\n");
                                 peer.awaitClose();
                             },
                             [](Peer &peer) {
                                 peer.readHead();
                                 peer.skip(5);
                                 peer.send(answers::created);
                                 peer.awaitClose();
                             }});
        request::RequestSpec spec = post(server.url(), 5);
        spec.expect.rule = request::ExpectRule::Custom;
        spec.expect.custom = value;
        spec.expect.anyValue = any;
        spec.lingerNs = 0;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(decisionsOf(run, 0), first);
        const bool repeats = first.contains("retry-without");
        QCOMPARE(run.exchange.attempts.size(), std::size_t(repeats ? 2 : 1));
        if (repeats)
            QCOMPARE(decisionsOf(run, 1), QByteArray("begin fields-added ... end"));
    }

    // Content to which no 100-continue was attached is not held back.
    void anotherValueHoldsNothingBack()
    {
        std::string content;
        ScriptServer server({[&](Peer &peer) {
            peer.readHead();
            content = peer.read(5);
            peer.send(answers::created);
            peer.awaitClose();
        }});
        request::RequestSpec spec = post(server.url(), 5);
        spec.headers = {{"Expect", "foo"}};
        spec.expect.waitNs = 3'600'000'000'000;
        const Run run = runExchange(spec);
        server.join();
        checkRecord(run);
        QCOMPARE(content.size(), std::size_t(5));
        QCOMPARE(run.attempt(0).handshake.outcome, wire::GateOutcome::NotWaited);
        QCOMPARE(run.count(Kind::Decision, "not-waited"), 1);
    }

    // RFC 9112 section 9.6, 9.3, RFC 9110 section 15.2.2: the response itself ends the connection for requests.
    void nothingFollowsAnEnd_data()
    {
        QTest::addColumn<std::string>("answer");
        QTest::newRow("close") << std::string("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("HTTP/1.0") << std::string("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("101") << std::string(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
    }
    void nothingFollowsAnEnd()
    {
        QFETCH(std::string, answer);
        std::string more;
        ScriptServer server({[&](Peer &peer) {
            peer.readHead();
            peer.send(answer);
            more = peer.read(1);
        }});
        request::RequestSpec spec;
        spec.url = server.url();
        spec.headers = {{"Upgrade", "x"}};
        spec.followUp = true;
        spec.lingerNs = 0;
        const Run run = runExchange(spec);
        server.join();
        checkRecord(run);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
        QCOMPARE(run.count(Kind::Decision, "follow-up-skipped"), 1);
        QCOMPARE(more, std::string());
    }

    void followUpSeesTheStep()
    {
        std::string next;
        ScriptServer server({[&](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            next = peer.readHead(); // not out of step: this server takes no content after a refusal
            peer.send(answers::created);
            peer.awaitClose();
        }});
        request::RequestSpec spec = expecting(server.url("/x"));
        spec.followUp = true;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(2));
        QVERIFY(run.attempt(1).reason == record::Reason::FollowUp);
        QCOMPARE(run.attempt(1).connection, std::uint32_t(0));
        QCOMPARE(run.attempt(1).final->status, 201);
        QVERIFY(next.starts_with("GET / HTTP/1.1\r\nHost: 127.0.0.1:"));
    }

    void followUpIsSkipped()
    {
        ScriptServer server({[](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        }});
        request::RequestSpec spec;
        spec.url = server.url();
        spec.followUp = true;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
        QCOMPARE(run.attempt(0).after, ConnectionAfter::ClosedByServer);
        QCOMPARE(run.count(Kind::Decision, "follow-up-skipped"), 1);
    }

    void aSwallowedFollowUpIsARequest()
    {
        ScriptServer server({[&](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
            peer.read(5); // the content that it still waits for
            peer.send("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        }});
        request::RequestSpec spec = expecting(server.url());
        spec.followUp = true;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.attempt(0).request.bodyBytes, std::uint64_t(0));
        QCOMPARE(run.attempt(1).request.head.method, std::string("GET"));
        QCOMPARE(run.attempt(1).final->status, 400);
        QCOMPARE(run.count(Kind::RequestHead), 2);
    }

    // RFC 9110 section 9.3.6: the answer is the proxy's, and the request never left.
    void withoutATunnelNothingIsSent()
    {
        std::string connect;
        ScriptServer proxy({[&](Peer &peer) {
            connect = peer.readHead();
            peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        }});
        request::RequestSpec spec = expecting("https://example.test/up");
        spec.proxy = "http://u:p@" + proxy.url().substr(7);
        const Run run = runExchange(spec);
        proxy.join();
        checkRecord(run);
        QVERIFY2(connect.starts_with("CONNECT example.test:443 "), connect.c_str());
        QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
        QCOMPARE(run.attempt(0).final->status, 403);
        QCOMPARE(run.exchange.outcome, Outcome::ConnectFailed);
        QCOMPARE(textOf(run, "fields-added"), std::string("fields added: Proxy-Authorization, Host and User-Agent"));
        QVERIFY2(run.exchange.error.ends_with("answered 403 to CONNECT, so the request itself was not sent"),
                 run.exchange.error.c_str());
    }

    void theEndOfTheWatchChangesNothing_data()
    {
        QTest::addColumn<bool>("cancel");
        QTest::newRow("the time is over") << false;
        QTest::newRow("cancelled") << true;
    }
    void theEndOfTheWatchChangesNothing()
    {
        QFETCH(bool, cancel);
        ScriptServer server({[](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        }});
        request::RequestSpec spec;
        spec.url = server.url();
        spec.lingerNs = 3'600'000'000'000;
        spec.timeouts.wholeNs = cancel ? 0 : 300'000'000;
        bool seen = false;
        const Run run = runExchange(spec, [&](engine::Runner &runner) {
            for (const wire::Event &event : runner.events()) {
                if (cancel && !seen && event.kind == Kind::FinalResponse) {
                    seen = true;
                    QTimer::singleShot(0, &runner, &engine::Runner::cancel);
                }
            }
        });
        checkRecord(run);
        QCOMPARE(run.exchange.outcome, Outcome::FinalStatus);
        QCOMPARE(run.exchange.error, std::string());
        QCOMPARE(run.count(Kind::Timeout), 0);
        QCOMPARE(run.attempt(0).final->status, 200);
    }

    void aHeadThatCannotLeaveIsIdle()
    {
        QSemaphore over;
        ScriptServer server({[&](Peer &) { over.acquire(); }}); // and reads nothing
        request::RequestSpec spec = expecting(server.url());
        spec.headers = {{"X", std::string(48 << 20, 'x')}}; // more than the socket's buffers take
        spec.timeouts.idleNs = 300'000'000;
        const Run run = runExchange(spec);
        over.release();
        checkRecord(run);
        QCOMPARE(run.exchange.outcome, Outcome::TimedOut);
        QCOMPARE(run.count(Kind::Timeout, "idle"), 1);
        QCOMPARE(run.attempt(0).handshake.pauseBegan, std::int64_t(-1));
    }
};

INTERIM_SUITE(TestRunnerFollows)
#include "tst_runner_follows.moc"
