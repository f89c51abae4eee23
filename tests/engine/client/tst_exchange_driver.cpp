// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way over TLS (plain ways are in tst_runner): content whole and in step, large both ways, a refusal
// in the middle, and the closing alert.
#include "engine/client/exchange_driver.h"

#include "engine/net/tls_peer.h"
#include "engine/runs.h"

#include <QCryptographicHash>

#include <atomic>

using support::Peer;
using wire::Kind;

namespace {

request::RequestSpec overTls(const support::ScriptServer &server, std::uint64_t size)
{
    request::RequestSpec spec = post("https://127.0.0.1:" + std::to_string(server.port()) + "/", size);
    spec.tls.verify = false;
    spec.expect.rule = request::ExpectRule::Off;
    spec.body.pattern = "random";
    return spec;
}

QByteArray digestOf(const request::BodySpec &body)
{
    auto made = engine::BodySource::open(body, false);
    auto &source = *std::get<std::unique_ptr<engine::BodySource>>(made);
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (auto pieces = source.peek(); !pieces.empty(); pieces = source.peek()) {
        const auto n = pieces.front().size();
        hash.addData(QByteArrayView(pieces.front().data(), static_cast<qsizetype>(n)));
        source.advance(n);
    }
    return hash.result();
}

} // namespace

class TestExchangeDriver : public QObject {
    Q_OBJECT
private slots:
    void contentIsWhole_data();
    void contentIsWhole();
    void continuesOverTls();
    void answerMidBody();
    void endsWithoutAnswer();
    void cutWithoutGoodbye_data();
    void cutWithoutGoodbye();
    void statusLineWithoutStatus();
    void invalidCodesAreAnswers_data();
    void invalidCodesAreAnswers();
    void busyReaderIsNoSilence();
};

void TestExchangeDriver::contentIsWhole_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("keys");
    QTest::newRow("plain") << false << false;
    QTest::newRow("tls") << true << false;
    QTest::newRow("tls, new keys all the while") << true << true;
}

void TestExchangeDriver::contentIsWhole()
{
    QFETCH(bool, tls);
    QFETCH(bool, keys);
    constexpr std::uint64_t size = (64 << 20) + 321;
    const SelfSigned identity;
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n" + std::string(8'000'000, 'a');
    support::ScriptServer server({[&](Peer &peer) {
        std::unique_ptr<TlsPeer> sealed = tls ? std::make_unique<TlsPeer>(peer.fd(), identity) : nullptr;
        (void)(sealed ? sealed->readHead() : peer.readHead());
        for (std::uint64_t got = 0; got < size;) {
            const std::size_t n = std::min<std::uint64_t>(size - got, 1 << 20);
            const std::string piece = sealed ? sealed->read(n) : peer.read(n);
            if (piece.empty())
                return;
            hash.addData(QByteArrayView(piece.data(), static_cast<qsizetype>(piece.size())));
            got += piece.size();
            if (keys)
                sealed->updateKeys();
        }
        if (sealed)
            sealed->send(answer);
        else
            peer.send(answer);
        peer.awaitClose();
    }});
    request::RequestSpec spec = overTls(server, size);
    if (!tls)
        spec.url = server.url();
    const Run run = runExchange(spec);
    server.join();
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).request.bodyBytes, size);
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(8'000'000));
    QCOMPARE(hash.result(), digestOf(spec.body));
}

void TestExchangeDriver::continuesOverTls()
{
    const SelfSigned identity;
    std::string body;
    support::ScriptServer server({[&](Peer &peer) {
        TlsPeer tls(peer.fd(), identity);
        tls.readHead();
        tls.send("HTTP/1.1 100 Continue\r\n\r\n");
        body = tls.read(9);
        tls.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        tls.goodbye();
        peer.awaitClose();
    }});
    request::RequestSpec spec = overTls(server, 9);
    spec.expect.rule = request::ExpectRule::Always;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.attempt(0).handshake.outcome, wire::GateOutcome::Continued);
    QCOMPARE(run.attempt(0).final->status, 201);
    QCOMPARE(run.attempt(0).after, record::ConnectionAfter::ClosedByServer); // the alert closes as FIN does
    QCOMPARE(body.size(), std::size_t(9));
}

// A refusal while records are under way stops the content; what was sealed may go, no more.
void TestExchangeDriver::answerMidBody()
{
    const SelfSigned identity;
    support::ScriptServer server({[&](Peer &peer) {
        TlsPeer tls(peer.fd(), identity);
        tls.readHead();
        tls.read(100'000);
        tls.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
        QTest::qSleep(50);
    }});
    const Run run = runExchange(overTls(server, 1ull << 34));
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->status, 413);
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(3));
    QCOMPARE(run.count(Kind::Decision, "stop-upload"), 1);
}

void TestExchangeDriver::endsWithoutAnswer()
{
    const SelfSigned identity;
    support::ScriptServer server({[&](Peer &peer) {
        TlsPeer tls(peer.fd(), identity);
        tls.readHead();
        tls.goodbye();
        peer.awaitClose();
    }});
    request::RequestSpec spec = overTls(server, 0);
    spec.method = "GET";
    spec.body = {};
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::ClosedEarly);
    QVERIFY2(run.exchange.error.find("before a final response") != std::string::npos, run.exchange.error.c_str());
}

// RFC 9112 section 9.8: without close_notify only a length, or a last chunk, says that a response is whole.
void TestExchangeDriver::cutWithoutGoodbye()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, whole);
    const SelfSigned identity;
    support::ScriptServer server({[&](Peer &peer) {
        TlsPeer tls(peer.fd(), identity);
        tls.readHead();
        tls.send("HTTP/1.1 200 OK\r\n" + fields.toStdString() + "\r\nhello");
        peer.finish();
        peer.awaitClose();
    }});
    request::RequestSpec spec = overTls(server, 0);
    spec.method = "GET";
    spec.body = {};
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, whole ? record::Outcome::FinalStatus : record::Outcome::ClosedEarly);
    QCOMPARE(run.attempt(0).final->complete, whole);
    QCOMPARE(run.attempt(0).after, record::ConnectionAfter::ClosedByServer);
    QVERIFY(whole || run.exchange.error.find("close_notify") != std::string::npos);
}

void TestExchangeDriver::cutWithoutGoodbye_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("whole");
    QTest::newRow("to the close") << QByteArray() << false;
    QTest::newRow("length") << QByteArray("Content-Length: 5\r\nConnection: close\r\n") << true;
}

void TestExchangeDriver::statusLineWithoutStatus()
{
    const SelfSigned identity;
    support::ScriptServer server({[&](Peer &peer) {
        TlsPeer tls(peer.fd(), identity);
        tls.readHead();
        tls.send("HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n");
        peer.awaitClose();
    }});
    request::RequestSpec spec = overTls(server, 0);
    spec.method = "GET";
    spec.body = {};
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::ProtocolError);
    QVERIFY2(run.exchange.error.find("without a status") != std::string::npos, run.exchange.error.c_str());
}

void TestExchangeDriver::invalidCodesAreAnswers_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {0, 99, 600, 999})
        QTest::addRow("%03d", status) << status;
}

// RFC 9110 section 15: as a 5xx, so the content stays here, and the answer is one.
void TestExchangeDriver::invalidCodesAreAnswers()
{
    QFETCH(int, status);
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 " + QByteArray::number(status).rightJustified(3, '0').toStdString()
                  + " X\r\nContent-Length: 0\r\n\r\n");
        peer.awaitClose();
    }});
    request::RequestSpec spec = post(server.url(), 9);
    spec.expect.rule = request::ExpectRule::Always;
    const Run run = runExchange(spec);
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->status, status);
    QCOMPARE(run.attempt(0).handshake.outcome, wire::GateOutcome::FinalStatus);
    QCOMPARE(run.attempt(0).request.bodyBytes, std::uint64_t(0));
    QCOMPARE(run.attempt(0).after, record::ConnectionAfter::ClosedByClient);
}

// The program is held up for longer than the idle time-out, while the answer comes in: that is no silence of the
// server.
void TestExchangeDriver::busyReaderIsNoSilence()
{
    std::atomic<bool> busy = false, answered = false, taken = false;
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 103 Early Hints\r\n\r\n");
        while (!busy)
            QTest::qSleep(1);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        answered = true;
        while (!taken)
            QTest::qSleep(1);
        QTest::qSleep(50);
        peer.send("ok");
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.url = server.url();
    spec.timeouts.idleNs = 700'000'000;
    const Run run = runExchange(spec, [&](engine::Runner &runner) {
        const auto has = [&](Kind kind) {
            return std::ranges::any_of(runner.events(),
                                       [kind](const wire::Event &event) { return event.kind == kind; });
        };
        taken = has(Kind::FinalResponse) || runner.done();
        if (busy || !has(Kind::InterimResponse))
            return;
        busy = true;
        while (!answered)
            QTest::qSleep(1);
        QTest::qSleep(800);
    });
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(2));
}

INTERIM_SUITE(TestExchangeDriver)
#include "tst_exchange_driver.moc"
