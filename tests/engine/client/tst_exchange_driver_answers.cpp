// SPDX-License-Identifier: GPL-3.0-or-later
// What ends the sending of content, or holds it: early answers, closes, and bytes that are no HTTP; plain and over TLS.
#include "engine/client/exchange_driver.h"

#include "engine/net/clock.h"
#include "engine/net/tls_peer.h"
#include "engine/runs.h"

#include <array>
#include <atomic>

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

using support::Peer;
using wire::Kind;

namespace {

/// A driver with its record, in the test's thread, which hears of every byte that leaves before the next one does.
class DriverSeat : private record::Budget {
public:
    explicit DriverSeat(std::function<void()> left) : left_(std::move(left)) {}

    bool open(const support::ScriptServer &server, bool tls)
    {
        auto made = std::make_unique<engine::Transport>();
        transport = made.get();
        bool up = false;
        QObject::connect(transport, &engine::Transport::connected, transport, [this, tls, &up] {
            request::TlsSettings settings;
            settings.verify = false;
            if (tls)
                transport->startTls(settings, "localhost");
            up = !tls;
        });
        QObject::connect(transport, &engine::Transport::encrypted, transport, [&up] { up = true; });
        transport->connectTo("127.0.0.1", server.port());
        if (!QTest::qWaitFor([&up] { return up; }, 20'000))
            return false;
        driver = std::make_unique<engine::ExchangeDriver>(std::move(made), "there", scribe);
        QObject::connect(driver.get(), &engine::ExchangeDriver::ended, driver.get(),
                         [this](const engine::Ending &how) { ending = how; });
        return true;
    }

    bool upload(std::uint64_t size)
    {
        engine::ExchangeDriver::Request request;
        request.head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
        request::BodySpec body;
        body.kind = request::BodyKind::Generated;
        body.size = size;
        request.body = std::move(std::get<std::unique_ptr<engine::BodySource>>(engine::BodySource::open(body, false)));
        request.submission.headLength = request.head.size();
        request.submission.bodyLength = size;
        request.submission.method = "PUT";
        request.timeouts.idleNs = 1'000'000'000;
        driver->run(std::move(request));
        return QTest::qWaitFor([this] { return ending.has_value(); }, 20'000);
    }

    const wire::Machine *machine() const { return recorder.machine(0); }
    record::Recorder recorder;
    record::Scribe scribe{recorder, 0, this};
    engine::Transport *transport = nullptr;
    std::unique_ptr<engine::ExchangeDriver> driver;
    std::optional<engine::Ending> ending;

private:
    std::size_t mostOf(std::size_t bytes) const override { return bytes; }
    void spent(const record::Recorder &now) override
    {
        const std::uint64_t sent = now.recording().tapes[0].sent.size();
        if (sent > std::exchange(sent_, sent))
            left_();
    }
    std::uint64_t sent_ = 0;
    std::function<void()> left_;
};

/// All that was sent there has arrived.
void awaitArrival(int fd)
{
    int unacknowledged = 1;
    while (ioctl(fd, SIOCOUTQ, &unacknowledged) == 0 && unacknowledged > 0)
        QTest::qSleep(1);
}

bool takeSome(int fd)
{
    std::array<char, 65536> bytes{};
    return recv(fd, bytes.data(), bytes.size(), MSG_DONTWAIT) > 0;
}

const QByteArray settingsFrame("\0\0\0\4\0\0\0\0\0", 9);

} // namespace

class TestExchangeDriverAnswers : public QObject {
    Q_OBJECT
private slots:
    void notAByteBehindTheAnswer_data();
    void notAByteBehindTheAnswer();
    void breathesBehindTheFirstSlice_data();
    void breathesBehindTheFirstSlice();
    void foreignBytesHoldTheContent_data();
    void foreignBytesHoldTheContent();
    void heldContentGoesOn();
    void invalidLengthIsNoAnswer_data();
    void invalidLengthIsNoAnswer();
};

// RFC 9112 section 9.5. The answer is given between two writes, so that what leaves behind it can be counted: nothing,
// but for what TLS had sealed by then; and after 4 MiB at most 256 KiB, unless 1 ms has passed.
void TestExchangeDriverAnswers::notAByteBehindTheAnswer()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, answer);
    QFETCH(std::uint64_t, after);
    QFETCH(bool, slow);
    const SelfSigned identity;
    std::atomic<Peer *> there = nullptr;
    std::atomic<bool> over = false;
    const bool late = after >= (4 << 20);
    std::unique_ptr<TlsPeer> sealed;
    support::ScriptServer server({[&](Peer &peer) {
        if (tls)
            sealed = std::make_unique<TlsPeer>(peer.fd(), identity);
        there = &peer;
        while (!over) {
            if (!late || !takeSome(peer.fd())) // the kernels hold a few MiB
                QTest::qSleep(1);
        }
    }});
    std::uint64_t atAnswer = 0, mayLeave = 0;
    DriverSeat *mine = nullptr;
    const auto left = [&] {
        if (atAnswer > 0 || mine->machine()->stream().bodyBytes() < after)
            return;
        atAnswer = mine->machine()->stream().bodyBytes();
        mayLeave = mine->transport->committed();
        if (answer.isEmpty() && tls)
            sealed->goodbye();
        else if (answer.isEmpty())
            (*there).finish();
        else if (tls)
            sealed->send(answer.toStdString());
        else
            (*there).send(answer.toStdString());
        awaitArrival((*there).fd());
        if (slow)
            QTest::qSleep(2); // as long as a look may be put off
    };
    DriverSeat seat(left);
    mine = &seat;
    QVERIFY(seat.open(server, tls));
    QVERIFY(QTest::qWaitFor([&] { return there != nullptr; }, 20'000));
    const bool ended = seat.upload(1ull << 34);
    over = true;
    QVERIFY(ended);
    QVERIFY(atAnswer >= after && atAnswer < after + (late ? 256 << 10 : 64 << 10)); // a slice is no larger
    QVERIFY(mayLeave <= (80 << 10));                                                // in sealed records
    if (late && !slow)
        mayLeave += 256 << 10;
    QVERIFY2(seat.machine()->stream().bodyBytes() <= atAnswer + mayLeave,
             QByteArray::number(qulonglong(seat.machine()->stream().bodyBytes() - atAnswer)));
    seat.driver->close();
}

void TestExchangeDriverAnswers::notAByteBehindTheAnswer_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<std::uint64_t>("after");
    QTest::addColumn<bool>("slow");
    for (const bool tls : {false, true}) {
        for (const std::uint64_t after : {1ull, 1'000'000ull, 8'100'000ull, 8'100'001ull}) {
            if (tls && after > 1'000'000) // this peer would have to open records on two threads
                continue;
            const bool slow = after == 8'100'001;
            const auto row = [&](const char *name, const QByteArray &answer) {
                QTest::addRow("%s, %s, %llu%s", name, tls ? "tls" : "plain", static_cast<unsigned long long>(after),
                              slow ? ", slow" : "")
                    << tls << answer << after << slow;
            };
            row("200 and close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            row("413", "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
            row("600", "HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n");
            row("half a 413", "HTTP/1.1 413 Content Too Large\r\nContent-Length: 5\r\n\r\nha\0");
            row("a close", {});
            row("settings", settingsFrame);
        }
    }
}

void TestExchangeDriverAnswers::breathesBehindTheFirstSlice_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

// One millisecond, in which a refusal of the first bytes can come.
void TestExchangeDriverAnswers::breathesBehindTheFirstSlice()
{
    QFETCH(bool, tls);
    constexpr std::uint64_t size = 300'000;
    const SelfSigned identity;
    support::ScriptServer server({[&](Peer &peer) {
        std::unique_ptr<TlsPeer> sealed = tls ? std::make_unique<TlsPeer>(peer.fd(), identity) : nullptr;
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        (void)(sealed ? sealed->readHead() : peer.readHead());
        (void)(sealed ? sealed->read(size) : peer.read(size));
        if (sealed)
            sealed->send(answer);
        else
            peer.send(answer);
        peer.awaitClose();
    }});
    std::int64_t paused = -1, wentOn = -1;
    DriverSeat *mine = nullptr;
    DriverSeat seat([&] {
        const std::uint64_t sent = mine->machine()->stream().bodyBytes();
        if (sent == (64 << 10) && paused < 0)
            paused = engine::Clock::now();
        else if (sent > (64 << 10) && wentOn < 0)
            wentOn = engine::Clock::now();
    });
    mine = &seat;
    QVERIFY(seat.open(server, tls));
    QVERIFY(seat.upload(size));
    QCOMPARE(seat.ending->outcome, record::Outcome::FinalStatus);
    QVERIFY(paused > 0);
    QVERIFY2(wentOn - paused >= 900'000, QByteArray::number(qlonglong(wentOn - paused)));
    seat.driver->close();
}

void TestExchangeDriverAnswers::foreignBytesHoldTheContent_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<bool>("expects");
    for (const bool expects : {true, false}) {
        const char *how = expects ? "expecting" : "at once";
        QTest::addRow("HTTP/2 settings, %s", how) << settingsFrame << expects;
        QTest::addRow("SSH, %s", how) << QByteArray("SSH-2.0-x\r\n") << expects;
        QTest::addRow("SMTP, %s", how) << QByteArray("220 smtp ESMTP\r\n") << expects;
    }
}

void TestExchangeDriverAnswers::foreignBytesHoldTheContent()
{
    QFETCH(QByteArray, greeting);
    QFETCH(bool, expects);
    std::uint64_t came = 0;
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        came = expects ? 0 : peer.skip(100'000);
        peer.send(greeting.toStdString());
        came += peer.skip(1ull << 34);
    }});
    request::RequestSpec spec = post(server.url(), 1ull << 34);
    spec.expect.rule = expects ? request::ExpectRule::Always : request::ExpectRule::Off;
    spec.expect.waitNs = 50'000'000; // shorter than the second in which HTTP may still come
    std::optional<std::uint64_t> atDecision;
    const Run run = runExchange(spec, [&](engine::Runner &runner) {
        const auto isHold = [](const wire::Event &event) {
            return event.kind == Kind::Decision && event.name == "hold-content";
        };
        if (!atDecision && std::ranges::any_of(runner.events(), isHold))
            atDecision = runner.progress().sent;
    });
    server.join();
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::ProtocolError);
    QCOMPARE(run.count(Kind::Decision, "hold-content"), 1);
    QCOMPARE(run.count(Kind::Decision, "stop-upload"), 0);
    QCOMPARE(run.attempt(0).handshake.outcome, expects ? wire::GateOutcome::TimedOut : wire::GateOutcome::NotSent);
    QCOMPARE(came, run.attempt(0).request.bodyBytes);
    QCOMPARE(atDecision, std::optional(came));
    QVERIFY(!expects || came == 0);
}

// A proxy's noise, then the server: what was held back goes out when the start line has come.
void TestExchangeDriverAnswers::heldContentGoesOn()
{
    std::string body;
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.send("noise\r\n");
        QTest::qSleep(200);
        peer.send("HTTP/1.1 100 Continue\r\n\r\n");
        body = peer.read(5);
        peer.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        peer.awaitClose();
    }});
    request::RequestSpec spec = post(server.url(), 5);
    spec.expect.rule = request::ExpectRule::Always;
    spec.expect.waitNs = 20'000'000;
    const Run run = runExchange(spec);
    server.join();
    checkRecord(run);
    QCOMPARE(run.exchange.outcome, record::Outcome::FinalStatus);
    QCOMPARE(run.attempt(0).final->status, 201);
    QCOMPARE(run.count(Kind::Decision, "hold-content"), 1);
    QCOMPARE(body.size(), std::size_t(5));
    QCOMPARE(run.attempt(0).interims.at(0).bodySentBefore, std::uint64_t(0));
}

void TestExchangeDriverAnswers::invalidLengthIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("two, complete by the first")
        << QByteArray("Content-Length: 3\r\nContent-Length: 5\r\n") << QByteArray("\"3\" and \"5\"");
    QTest::newRow("two, waiting for more") << QByteArray("Content-Length: 5, 3\r\n") << QByteArray("\"5\" and \"3\"");
    QTest::newRow("no number") << QByteArray("Content-Length: 0x3\r\n") << QByteArray("no number: \"0x3\"");
}

// RFC 9112 section 6.3: discarded, so neither an answer nor a reason to repeat the request; but kept as it came.
void TestExchangeDriverAnswers::invalidLengthIsNoAnswer()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, told);
    support::ScriptServer server({[&](Peer &peer) {
        peer.readHead();
        peer.send("HTTP/1.1 417 No\r\n" + fields.toStdString() + "\r\nabc");
        peer.awaitClose();
    }});
    request::RequestSpec spec = post(server.url(), 5);
    spec.expect.rule = request::ExpectRule::Always;
    const Run run = runExchange(spec);
    server.join();
    checkRecord(run);
    QCOMPARE(run.exchange.attempts.size(), std::size_t(1));
    QCOMPARE(run.exchange.outcome, record::Outcome::ProtocolError);
    QVERIFY2(run.exchange.error.find(told.toStdString()) != std::string::npos, run.exchange.error.c_str());
    QCOMPARE(run.attempt(0).final->bodySize, std::uint64_t(3));
    QCOMPARE(run.attempt(0).after, record::ConnectionAfter::ClosedByClient);
    QCOMPARE(run.attempt(0).request.bodyBytes, std::uint64_t(0));
}

INTERIM_SUITE(TestExchangeDriverAnswers)
#include "tst_exchange_driver_answers.moc"
