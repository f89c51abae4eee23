// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches the caller's thread: all events, once, in order, in few batches, and the record at the end.
#include "session/live/sending.h"

#include "record/recorder.h"
#include "session/workbench.h"
#include "support/script_server.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using session::Sending;
using session::Workbench;
using support::Peer;

namespace {

constexpr int patienceMs = 60'000;

request::RequestSpec asked(const std::string &url, std::uint64_t size = 0)
{
    request::RequestSpec made;
    made.url = url;
    if (size > 0) {
        made.method = "POST";
        made.body.kind = request::BodyKind::Generated;
        made.body.size = size;
        made.expect.rule = request::ExpectRule::Always;
    }
    return made;
}

bool awaitKind(const Sending &sending, wire::Kind kind)
{
    const auto seen = [&] {
        return std::ranges::any_of(sending.events(), [kind](const wire::Event &event) { return event.kind == kind; });
    };
    return QTest::qWaitFor(seen, patienceMs);
}

const auto patient = [](Peer &peer) {
    peer.readHead();
    peer.skip(1ull << 40);
};

} // namespace

class TestSending : public QObject {
    Q_OBJECT
private slots:
    void eventsArriveOnce();
    void releasedAndCancelled();
    void tapeIsReadLive();
    void deletedWhileRunning();
    void workbenchGoesFirst();
};

// 5 000 interim responses: thousands of events, few batches.
void TestSending::eventsArriveOnce()
{
    support::ScriptServer server({[](Peer &peer) {
        peer.readHead();
        for (int i = 0; i < 5000; ++i)
            peer.send("HTTP/1.1 102 Processing\r\n\r\n");
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        peer.awaitClose();
    }});
    Workbench workbench;
    Sending *sending = workbench.send(asked(server.url()), this);
    QVERIFY(sending->running());
    int next = 0;
    int batches = 0;
    connect(sending, &Sending::eventsAppended, this, [&](int first, int count) {
        QCOMPARE(first, next);
        next += count;
        ++batches;
        QCOMPARE(sending->events().size(), std::size_t(next));
    });
    QSignalSpy finished(sending, &Sending::finished);
    QVERIFY(finished.wait(patienceMs));
    QVERIFY(!sending->running());
    QVERIFY(next > 5000);
    QVERIFY2(batches < 1000, qPrintable(QString::number(batches)));
    QVERIFY(sending->record());
    QVERIFY(record::replay(*sending->record()) == sending->events());
    QCOMPARE(record::summarize(sending->events()).outcome, record::Outcome::FinalStatus);
    QCOMPARE(sending->elapsedNs(), sending->events().back().at);
    QTest::qWait(50);
    QCOMPARE(finished.count(), 1);
}

void TestSending::releasedAndCancelled()
{
    support::ScriptServer server({patient});
    Workbench workbench;
    request::RequestSpec spec = asked(server.url(), 1ull << 36);
    spec.expect.afterWait = wire::AfterWait::Keep;
    Sending *sending = workbench.send(spec, this);
    QSignalSpy finished(sending, &Sending::finished);
    QVERIFY(awaitKind(*sending, wire::Kind::Pause));
    QCOMPARE(sending->sentBytes(), quint64(0));
    QCOMPARE(sending->toSendBytes(), quint64(1) << 36);
    sending->releaseBody();
    QVERIFY(QTest::qWaitFor([sending] { return sending->sentBytes() > (8 << 20); }, patienceMs));
    QVERIFY(sending->running());
    sending->cancel();
    QVERIFY(finished.count() == 1 || finished.wait(patienceMs));
    const auto exchange = record::summarize(sending->events());
    QCOMPARE(exchange.outcome, record::Outcome::Aborted);
    QCOMPARE(exchange.attempts.at(0).handshake.outcome, wire::GateOutcome::ReleasedByUser);
    QVERIFY(record::replay(*sending->record()) == sending->events());
}

void TestSending::tapeIsReadLive()
{
    support::ScriptServer server({patient});
    Workbench workbench;
    Sending *sending = workbench.send(asked(server.url("/live")), this);
    QVERIFY(awaitKind(*sending, wire::Kind::RequestHead));
    QByteArray bytes;
    connect(sending, &Sending::tapeRead, this,
            [&bytes](quint32, wire::Direction, wire::Span, const QByteArray &read) { bytes = read; });
    sending->requestTape(0, wire::Direction::Sent, {4, 5});
    QVERIFY(QTest::qWaitFor([&bytes] { return !bytes.isEmpty(); }, patienceMs));
    QCOMPARE(bytes, QByteArray("/live"));
    QSignalSpy finished(sending, &Sending::finished);
    sending->cancel();
    QVERIFY(finished.wait(patienceMs));
}

void TestSending::deletedWhileRunning()
{
    support::ScriptServer server({patient});
    Workbench workbench;
    Sending *sending = workbench.send(asked(server.url()), nullptr);
    QVERIFY(QTest::qWaitFor([&server] { return server.accepted() == 1; }, patienceMs));
    delete sending;
    server.join(); // its connection is closed, or this would not end
}

void TestSending::workbenchGoesFirst()
{
    support::ScriptServer server({patient});
    auto workbench = std::make_unique<Workbench>();
    Sending *sending = workbench->send(asked(server.url()), this);
    QSignalSpy finished(sending, &Sending::finished);
    QVERIFY(QTest::qWaitFor([&server] { return server.accepted() == 1; }, patienceMs));
    workbench.reset();
    QVERIFY(finished.count() == 1 || finished.wait(patienceMs)); // what it had recorded is not lost
    QVERIFY(sending->record());
    sending->cancel(); // and does nothing
}

INTERIM_SUITE(TestSending)
#include "tst_sending.moc"
