// SPDX-License-Identifier: GPL-3.0-or-later
// What ends an exchange where the response cannot be read to its end: not the time, whatever time-out there is.
#include "engine/client/exchange_driver.h"

#include "engine/runs.h"

using support::Peer;
using wire::Kind;

class TestExchangeDriverEnd : public QObject {
    Q_OBJECT
private slots:
    void brokenContentIsNotWaitedFor_data();
    void brokenContentIsNotWaitedFor();
    void theCloseIsNotBlamed_data();
    void theCloseIsNotBlamed();
    void noTimeOutIsBlamed_data();
    void noTimeOutIsBlamed();
    void aLengthBeyondAllMeasureIsTheReason();
    void chunksWithoutLineEndsAreRead();
};

namespace {

const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

void addBroken()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no size") << QByteArray("5\r\nhello\r\nzz\r\nfoo\r\n0\r\n\r\n")
                             << QByteArray("the chunk size \"zz\" of");
    QTest::newRow("0x5") << QByteArray("0x5\r\nhello\r\n0\r\n\r\n") << QByteArray("the chunk size \"0x5\" of");
    QTest::newRow("-5") << QByteArray("-5\r\nhello\r\n0\r\n\r\n") << QByteArray("the chunk size \"-5\" of");
    QTest::newRow("too large") << QByteArray("FFFFFFFFFFFFFFFFF\r\nhello\r\n") << QByteArray("above 2^63-1");
    QTest::newRow("longer than its size")
        << QByteArray("5\r\nhello world\r\n0\r\n\r\n") << QByteArray("does not end where its size says");
}

request::RequestSpec waiting(const support::ScriptServer &server)
{
    request::RequestSpec spec = post(server.url(), 5);
    spec.expect.rule = request::ExpectRule::Off;
    return spec;
}

void checkUnreadable(const Run &run, const QByteArray &says)
{
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::ProtocolError);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
    QVERIFY2(run.exchange.error.find(says.toStdString()) != std::string::npos, run.exchange.error.c_str());
}

} // namespace

void TestExchangeDriverEnd::brokenContentIsNotWaitedFor_data()
{
    addBroken();
}

// Nothing that could come would mend it (RFC 9112 section 7.1), so not even the second of bytes that are no HTTP
// passes.
void TestExchangeDriverEnd::brokenContentIsNotWaitedFor()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.skip(5);
        peer.send(chunked + content.toStdString());
        peer.awaitClose();
    }});
    request::RequestSpec spec = waiting(server);
    spec.timeouts = {};
    const Run run = runExchange(spec);
    server.join();
    checkUnreadable(run, says);
    QCOMPARE(run.attempt(0).after, record::ConnectionAfter::ClosedByClient);
    QCOMPARE(run.count(Kind::Timeout), 0);
}

void TestExchangeDriverEnd::theCloseIsNotBlamed_data()
{
    addBroken();
    QTest::newRow("no size, no end of its line")
        << QByteArray("<html>hello</html>") << QByteArray("the chunk size \"<html>hello</html>\" of");
}

// It was broken before the close came.
void TestExchangeDriverEnd::theCloseIsNotBlamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.skip(5);
        peer.send(chunked + content.toStdString());
        peer.finish();
        peer.awaitClose();
    }});
    checkUnreadable(runExchange(waiting(server)), says);
}

void TestExchangeDriverEnd::noTimeOutIsBlamed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("which");
    QTest::addColumn<QByteArray>("says");
    for (const char *which : {"whole", "idle", "head", "none"}) {
        const auto row = [which](const char *name, const QByteArray &answer, const char *says) {
            QTest::addRow("%s, %s", name, which) << answer << QByteArray(which) << QByteArray(says);
        };
        row("a length", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok", "is no number: \"+2\"");
        row("no HTTP", "SSH-2.0-x\r\n", "cannot be read as HTTP");
        row("a size begun", QByteArray::fromStdString(chunked) + "5\r\nhello\r\nzz", "the chunk size \"zz\" of");
        row("a chunk's end", QByteArray::fromStdString(chunked) + "5\r\nhellob", "does not end where its size says");
    }
}

// What could still mend it is waited for, a second at most; a shorter time-out ends that wait and is not the reason.
void TestExchangeDriverEnd::noTimeOutIsBlamed()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, which);
    QFETCH(QByteArray, says);
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.skip(5);
        peer.send(answer.toStdString());
        peer.awaitClose();
    }});
    request::RequestSpec spec = waiting(server);
    spec.timeouts = {};
    (which == "whole"      ? spec.timeouts.wholeNs
         : which == "idle" ? spec.timeouts.idleNs
                           : spec.timeouts.headNs) = which == "none" ? 0 : 300'000'000;
    const Run run = runExchange(spec);
    server.join();
    checkUnreadable(run, says);
    QCOMPARE(run.attempt(0).after, record::ConnectionAfter::ClosedByClient);
    QCOMPARE(run.count(Kind::Timeout, "resync"), 1);
    QCOMPARE(run.count(Kind::Timeout), 1);
}

void TestExchangeDriverEnd::aLengthBeyondAllMeasureIsTheReason()
{
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok");
        peer.finish();
        peer.awaitClose();
    }});
    const Run run = runExchange(waiting(server));
    server.join();
    QVERIFY2(run.exchange.error.find("whose Content-Length is larger than 2^63-1") != std::string::npos,
             run.exchange.error.c_str());
}

// The size of each chunk is behind its data at once: odd, but its end is known when it has come.
void TestExchangeDriverEnd::chunksWithoutLineEndsAreRead()
{
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.skip(5);
        peer.send(chunked + "5\r\nhello");
        peer.send("2\r\nyo");
        QTest::qSleep(100);
        peer.send("0\r\n\r\n");
        peer.awaitClose();
    }});
    request::RequestSpec spec = waiting(server);
    spec.lingerNs = 0;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(7));
    QCOMPARE(run.count(Kind::Anomaly, "chunk-end-missing"), 2);
}

INTERIM_SUITE(TestExchangeDriverEnd)
#include "tst_exchange_driver_end.moc"
