// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes and stamps of one connection, and what is left to read when the peer breaks it.
#include "engine/net/transport.h"

#include "engine/net/clock.h"
#include "support/script_server.h"

#include <QTest>

#include <atomic>
#include <cerrno>
#include <functional>

#include <linux/sockios.h>
#include <sys/ioctl.h>

using engine::Transport;
using support::Peer;

namespace {

bool dial(Transport &transport, std::uint16_t port)
{
    bool up = false;
    QObject::connect(&transport, &Transport::connected, &transport, [&up] { up = true; });
    transport.connectTo("127.0.0.1", port);
    const bool done = QTest::qWaitFor([&up] { return up; }, 20'000);
    QObject::disconnect(&transport, &Transport::connected, nullptr, nullptr);
    return done;
}

Transport::Read next(Transport &transport)
{
    Transport::Read got;
    (void)QTest::qWaitFor([&] { return (got = transport.read()).what != Transport::Read::What::Later; }, 20'000);
    return got;
}

/// Sends, and breaks the connection once that has arrived and the other end has seen that it stands.
std::function<void(Peer &)> sendAndReset(const std::atomic<bool> &dialled)
{
    return [&dialled](Peer &peer) {
        peer.send("last words");
        int unacknowledged = 1;
        while (!dialled || (ioctl(peer.fd(), SIOCOUTQ, &unacknowledged) == 0 && unacknowledged > 0))
            QTest::qSleep(1);
        peer.reset();
    };
}

} // namespace

class TestTransport : public QObject {
    Q_OBJECT
private slots:
    void carriesAndStamps();
    void refused();
    void resetLeavesWhatCame();
    void writeFailureLeavesWhatCame();
    void peerHalfCloses();
};

void TestTransport::carriesAndStamps()
{
    support::ScriptServer server({[](Peer &peer) {
        peer.send(peer.read(9));
        peer.awaitClose();
    }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    const std::string_view pieces[] = {"one", "two", "end"};
    const std::int64_t before = engine::Clock::now();
    const Transport::Written written = transport.write(pieces);
    QCOMPARE(written.taken, std::size_t(9));
    QVERIFY(written.at >= before && written.at <= engine::Clock::now());
    QTest::qSleep(100); // the answer lies there meanwhile
    const Transport::Read got = next(transport);
    QCOMPARE(std::string(got.bytes), std::string("onetwoend"));
    QVERIFY(got.at >= written.at);
    // The kernel's stamp of arrival, not the time at which we looked; bounded generously.
    QVERIFY(got.at <= engine::Clock::now());
    QCOMPARE(transport.read().what, Transport::Read::What::Later);
}

void TestTransport::refused()
{
    Transport transport;
    int error = 0;
    connect(&transport, &Transport::connectFailed, this, [&error](int got) { error = got; });
    transport.connectTo("127.0.0.1", support::unusedPort());
    QVERIFY(QTest::qWaitFor([&error] { return error != 0; }, 20'000));
    QCOMPARE(error, ECONNREFUSED);
}

void TestTransport::resetLeavesWhatCame()
{
    std::atomic<bool> dialled = false;
    support::ScriptServer server({sendAndReset(dialled)});
    Transport transport;
    const bool stands = dial(transport, server.port());
    dialled = true;
    QVERIFY(stands);
    QCOMPARE(std::string(next(transport).bytes), std::string("last words"));
    const Transport::Read end = next(transport);
    QCOMPARE(end.what, Transport::Read::What::Closed);
    QCOMPARE(end.how, wire::CloseHow::Reset);
}

void TestTransport::writeFailureLeavesWhatCame()
{
    std::atomic<bool> dialled = false;
    support::ScriptServer server({sendAndReset(dialled)});
    Transport transport;
    const bool stands = dial(transport, server.port());
    dialled = true;
    QVERIFY(stands);
    server.join();
    const std::string_view piece[] = {"too late"};
    QTRY_VERIFY(transport.write(piece).error != 0);
    QCOMPARE(std::string(next(transport).bytes), std::string("last words"));
    QCOMPARE(next(transport).what, Transport::Read::What::Closed);
}

void TestTransport::peerHalfCloses()
{
    std::string came;
    support::ScriptServer server({[&came](Peer &peer) {
        peer.finish();
        came = peer.read(5);
    }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    const Transport::Read end = next(transport);
    QCOMPARE(end.what, Transport::Read::What::Closed);
    QCOMPARE(end.how, wire::CloseHow::Fin);
    const std::string_view piece[] = {"still"};
    QCOMPARE(transport.write(piece).taken, std::size_t(5)); // our side is open yet
    server.join();
    QCOMPARE(came, std::string("still"));
}

INTERIM_SUITE(TestTransport)
#include "tst_transport.moc"
