// SPDX-License-Identifier: GPL-3.0-or-later
// The fold on prefixes, on events without their beginnings, and on events in any order.
#include "record/exchange_fold.h"

#include "record/script.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <tuple>

using namespace Qt::StringLiterals;

using namespace record;

namespace {

// What a comparison of two exchanges looks at.
QString line(const Exchange &exchange)
{
    QString text = QString::fromUtf8(keyOf(exchange.outcome).data());
    for (const auto &attempt : exchange.attempts) {
        text += u" | %1 %2 %3"_s.arg(attempt.index).arg(attempt.connection).arg(attempt.request.bodyBytes);
        text += u" %1 %2"_s.arg(attempt.handshake.pauseBegan).arg(attempt.handshake.pauseEnded);
        text += u" %1 %2"_s.arg(attempt.interims.size()).arg(attempt.strays.size());
        text += attempt.final ? u" %1 %2"_s.arg(attempt.final->status).arg(attempt.final->bodySize) : QString();
    }
    return text;
}

} // namespace

class TestExchangeFold : public QObject {
    Q_OBJECT
private slots:
    void everyPrefixIsAnExchange()
    {
        Script script;
        playRefusedAndRetried(script);
        ExchangeFold fold;
        std::vector<wire::Event> prefix;
        Outcome before = Outcome::Pending;
        for (const auto &event : script.events()) {
            prefix.push_back(event);
            fold.add(event);
            QCOMPARE(line(fold.value()), line(summarize(prefix)));
            QVERIFY(fold.value().duration == event.at);
            before = fold.value().outcome;
        }
        QCOMPARE(before, Outcome::FinalStatus);
    }

    // Each step to the peer is one value, with both its moments; each address that is tried is a step.
    void stepsArePaired()
    {
        using enum FactKind;
        Script script;
        script.attempt(0, 0);
        script.at(1);
        script.text(LookupBegin, "a.test");
        script.at(3);
        script.text(LookupEnd, "192.0.2.1, 192.0.2.2");
        script.text(ConnectBegin, "192.0.2.1:80");
        script.at(5);
        script.text(ConnectEnd, "connection refused", 1);
        script.text(ConnectBegin, "192.0.2.2:80");
        script.at(9);
        script.text(ConnectEnd, "192.0.2.2:80");
        script.text(ProxyBegin, "b.test:443");
        const auto attempt = summarize(script.events()).attempts.at(0);
        QCOMPARE(attempt.steps.size(), std::size_t(4));
        const auto &[lookup, refused, connected, proxy] =
            std::tie(attempt.steps[0], attempt.steps[1], attempt.steps[2], attempt.steps[3]);
        QVERIFY(lookup.what == Step::Lookup && lookup.done() && lookup.asked == "a.test");
        QCOMPARE(lookup.ended - lookup.began, std::int64_t(2'000'000));
        QCOMPARE(lookup.answer, std::string("192.0.2.1, 192.0.2.2"));
        QVERIFY(refused.failed && refused.answer == "connection refused" && refused.asked == "192.0.2.1:80");
        QVERIFY(connected.done() && connected.endedSeq == connected.beganSeq + 1);
        QVERIFY(proxy.what == Step::Proxy && proxy.ended < 0 && proxy.asked == "b.test:443");
        QCOMPARE(attempt.roundTrip().value_or(-1), std::int64_t(4'000'000));
    }

    void whatWasDecidedAndWhatFailedIsKept()
    {
        Script script;
        script.attempt(0, 0);
        script.named(FactKind::Decision, "host-in-ascii", "Host as xn--");
        script.named(FactKind::Decision, "of-a-later-version", "?");
        script.named(FactKind::Timeout, "connect", "no answer");
        script.named(FactKind::Error, "body-source", "the file is gone");
        script.peerClosed();
        script.peerClosed(wire::CloseHow::Reset);
        const auto attempt = summarize(script.events()).attempts.at(0);
        QCOMPARE(attempt.decisions.size(), std::size_t(1));
        QVERIFY(attempt.decisions.front().what == Decision::HostInAscii);
        QCOMPARE(attempt.failures.size(), std::size_t(2));
        QVERIFY(attempt.failures.at(0).timeout && attempt.failures.at(0).key == "connect");
        QVERIFY(!attempt.failures.at(1).timeout && attempt.failures.at(1).text == "the file is gone");
        QCOMPARE(attempt.closings.size(), std::size_t(2));
        QVERIFY(attempt.closings.at(0).byPeer && attempt.closings.at(1).how == wire::CloseHow::Reset);
    }

    // What a file alone can hold must not make the value as large again.
    void whatIsNotedIsBounded()
    {
        Script script;
        script.attempt(0, 0);
        const std::string words(100'000, 'x');
        for (int i = 0; i < 50; ++i)
            script.named(FactKind::Decision, "fields-added", words);
        const auto attempt = summarize(script.events()).attempts.at(0);
        QVERIFY(!attempt.decisions.empty() && attempt.decisions.size() <= mostNoted / words.size());
    }

    void bothSidesHaveAFirstAndALastByte()
    {
        Script script;
        script.attempt(0, 0);
        script.at(1);
        script.submit(postHead, 5);
        script.sent(postHead);
        script.at(2);
        script.received("HTTP/1.1 10");
        const auto half = summarize(script.events()).attempts.at(0);
        QVERIFY(half.begun && half.begun->at == 2'000'000 && !half.begun->hasLine);
        script.at(3);
        script.received("0 Continue\r\n\r\n");
        script.at(4);
        script.sent("hello");
        script.at(5);
        script.received("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        script.at(6);
        script.received("0\r\nContent-Length: 1\r\nX: y\r\n\r\n");
        const auto attempt = summarize(script.events()).attempts.at(0);
        QVERIFY(!attempt.begun);
        QCOMPARE(attempt.requestBytes.first, std::int64_t(1'000'000));
        QCOMPARE(attempt.requestBytes.last, std::int64_t(4'000'000));
        QCOMPARE(attempt.responseBytes.first, std::int64_t(2'000'000));
        QCOMPARE(attempt.responseBytes.last, std::int64_t(6'000'000));
        QCOMPARE(attempt.interims.at(0).begunAt, std::int64_t(2'000'000));
        QCOMPARE(attempt.interims.at(0).at, std::int64_t(3'000'000));
        QCOMPARE(attempt.final->requestLastAt, std::int64_t(4'000'000));
        QCOMPARE(attempt.final->endedAt, std::int64_t(6'000'000));
        QVERIFY(attempt.final->lastChunk);
        QVERIFY(attempt.final->framingTrailers == std::vector<std::string>{"Content-Length"});
    }

    // Where a value's bytes are on the tape, and which of the attempts an event told of.
    void valuesKnowTheirBytes()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5, false);
        script.sent(std::string(postHead) + "hello");
        const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        script.received(head + "ok");
        script.end();
        script.attempt(1, 0, "follow-up");
        ExchangeFold fold;
        for (const auto &event : script.events()) {
            fold.add(event);
            QCOMPARE(fold.touched(), std::size_t(event.attempt));
        }
        const auto &attempt = fold.value().attempts.at(0);
        QVERIFY((attempt.request.span == wire::Span{0, postHead.size()}));
        QVERIFY((attempt.request.body == wire::Span{postHead.size(), 5}));
        QVERIFY((attempt.request.message == wire::Span{0, postHead.size() + 5}));
        QVERIFY((attempt.final->span == wire::Span{0, head.size()}));
        QVERIFY((attempt.final->message == wire::Span{0, head.size() + 2}));
        QCOMPARE(attempt.request.bodySeq, attempt.request.bodyEndedSeq);
    }

    void aHeadThatIsCutIsKept()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 0, false);
        script.sent(postHead);
        script.received("HTTP/1.1 200 OK\r\nA: b");
        script.peerClosed();
        const auto attempt = summarize(script.events()).attempts.at(0);
        QVERIFY(attempt.begun && !attempt.final);
        QCOMPARE(attempt.begun->status, 200);
        QCOMPARE(attempt.begun->reason, std::string("OK"));
    }

    void irregularitiesAreCountedBySide()
    {
        Script script;
        script.attempt(0, 0);
        script.submit("GET /\x01 HTTP/1.1\r\nA: b\n\r\n", 0, false);
        script.sent("GET /\x01 HTTP/1.1\r\nA: b\n\r\n");
        script.received("HTTP/1.1 200 OK\nA: b\nContent-Length: 0\r\n\r\nleft");
        const auto attempt = summarize(script.events()).attempts.at(0);
        const auto count = [&](wire::Anomaly what, bool ofRequest) {
            for (const auto &one : attempt.irregular)
                if (one.what == what && one.ofRequest == ofRequest)
                    return one.count;
            return 0u;
        };
        QCOMPARE(count(wire::Anomaly::BareLf, true), 1u);
        QCOMPARE(count(wire::Anomaly::BareLf, false), 2u);
        QCOMPARE(attempt.request.badTarget, std::string("\x01"));
    }

    // A server takes the next request for the content that it still waits for; what we sent is a request all the same.
    void bytesBelongToTheRequestThatTheyWereSentFor()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5);
        script.sent(postHead);
        script.received("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        script.end();
        script.attempt(1, 0, "follow-up");
        const std::string_view get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        script.submit(get, 0, false);
        script.sent(get);
        script.received("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        script.end();
        const auto exchange = summarize(script.events());
        QCOMPARE(exchange.attempts.at(0).request.bodyBytes, std::uint64_t(0));
        QVERIFY(!exchange.attempts.at(0).request.complete);
        QCOMPARE(exchange.attempts.at(1).request.head.method, std::string("GET"));
        QVERIFY(exchange.attempts.at(1).request.complete);
        QCOMPARE(exchange.attempts.at(1).final->status, 400);
        QVERIFY(exchange.attempts.at(0).strays.empty());
    }

    // Recorder::finish() stamps the last attempt on what it says of all connections.
    void theConnectionFindsTheAttempt()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(postHead, 5, false);
        script.sent(std::string(postHead) + "he");
        script.received("HTTP/1.1 417 No\r\n\r\nuntil close");
        script.end();
        script.attempt(1, 1, "retry-without-expect");
        script.recorder().finish(5);
        const auto exchange = summarize(script.events());
        QCOMPARE(exchange.attempts.size(), std::size_t(2));
        QCOMPARE(exchange.attempts[0].request.bodyBytes, std::uint64_t(2));
        QCOMPARE(exchange.attempts[0].final->bodySize, std::uint64_t(11));
        QVERIFY(!exchange.attempts[0].final->complete);
        QVERIFY(!exchange.attempts[1].request.seen);
    }

    // Content events come piece by piece, and pieces are long.
    void anAnswerKnowsHowMuchContentHadLeft()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(plainHead, 5, false);
        script.sent(std::string(plainHead) + "hel");
        script.received("HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n");
        const auto exchange = summarize(script.events());
        QCOMPARE(exchange.attempts.at(0).final->bodySentBefore, std::uint64_t(3));
        QVERIFY(!exchange.attempts.at(0).serversTurnAt());
    }

    void anyOrderIsBorne()
    {
        Script script;
        playRefusedAndRetried(script);
        auto events = script.events();
        std::mt19937 random(1);
        for (int round = 0; round < 300; ++round) {
            std::shuffle(events.begin(), events.end(), random);
            events[0].attempt = static_cast<std::uint32_t>(random());
            events[1].connection = static_cast<std::uint32_t>(random());
            events[2].span = {random(), ~0ull - random()};
            events[3].code = static_cast<int>(random());
            for (const auto role : {wire::Role::Client, wire::Role::Server}) {
                for (auto &event : events)
                    event.role = role;
                const auto exchange = summarize(events);
                QVERIFY(!exchange.attempts.empty());
                for (const auto &attempt : exchange.attempts)
                    judgeClient(attempt);
            }
        }
    }
};

INTERIM_SUITE(TestExchangeFold)
#include "tst_exchange_fold.moc"
