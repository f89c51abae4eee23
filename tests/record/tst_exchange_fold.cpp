// SPDX-License-Identifier: GPL-3.0-or-later
// The fold on prefixes, on events without their beginnings, and on events in any order.
#include "record/exchange_fold.h"

#include "record/script.h"

#include <QTest>

#include <algorithm>
#include <random>

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
        ExchangeFold fold(wire::Role::Client);
        std::vector<wire::Event> prefix;
        Outcome before = Outcome::Pending;
        for (const auto &event : script.recorder.events()) {
            prefix.push_back(event);
            fold.add(event);
            QCOMPARE(line(fold.value()), line(summarize(wire::Role::Client, prefix)));
            QVERIFY(fold.value().duration == event.at);
            before = fold.value().outcome;
        }
        QCOMPARE(before, Outcome::FinalStatus);
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
        const auto exchange = summarize(wire::Role::Client, script.recorder.events());
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
        script.recorder.finish(5);
        const auto exchange = summarize(wire::Role::Client, script.recorder.events());
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
        const auto exchange = summarize(wire::Role::Client, script.recorder.events());
        QCOMPARE(exchange.attempts.at(0).final->bodySentBefore, std::uint64_t(3));
        QVERIFY(!exchange.attempts.at(0).serversTurnAt());
    }

    void anyOrderIsBorne()
    {
        Script script;
        playRefusedAndRetried(script);
        auto events = script.recorder.events();
        std::mt19937 random(1);
        for (int round = 0; round < 300; ++round) {
            std::shuffle(events.begin(), events.end(), random);
            events[0].attempt = static_cast<std::uint32_t>(random());
            events[1].connection = static_cast<std::uint32_t>(random());
            events[2].span = {random(), ~0ull - random()};
            events[3].code = static_cast<int>(random());
            for (const auto role : {wire::Role::Client, wire::Role::Server}) {
                const auto exchange = summarize(role, events);
                QVERIFY(!exchange.attempts.empty());
                for (const auto &attempt : exchange.attempts)
                    judgeClient(attempt);
            }
        }
    }
};

INTERIM_SUITE(TestExchangeFold)
#include "tst_exchange_fold.moc"
