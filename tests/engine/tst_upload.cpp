// SPDX-License-Identifier: GPL-3.0-or-later
// Head and content leave in order, when they may, and no byte after stop(); over a real socket.
#include "engine/upload.h"

#include "support/script_server.h"

#include <QTest>

using engine::Transport;
using engine::Upload;
using support::Peer;

namespace {

std::unique_ptr<engine::BodySource> zeros(std::uint64_t size)
{
    wire::BodySpec body;
    body.kind = wire::BodyKind::Generated;
    body.pattern = "zeros";
    body.size = size;
    auto made = engine::BodySource::open(body, false);
    return std::move(std::get<std::unique_ptr<engine::BodySource>>(made));
}

bool dial(Transport &transport, std::uint16_t port)
{
    bool up = false;
    QObject::connect(&transport, &Transport::connected, &transport, [&up] { up = true; });
    transport.connectTo("127.0.0.1", port);
    return QTest::qWaitFor([&up] { return up; }, 20'000);
}

} // namespace

class TestUpload : public QObject {
    Q_OBJECT
private slots:
    void waitsForLeave();
    void stopsAndKeepsToItsBudget();
};

void TestUpload::waitsForLeave()
{
    std::string came;
    support::ScriptServer server({[&came](Peer &peer) { came = peer.read(100'000); }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    Upload upload("HEAD", zeros(7));
    std::vector<std::string> flushed;
    const auto note = [&flushed](std::string_view bytes, std::int64_t) { flushed.emplace_back(bytes); };
    QVERIFY(!upload.pump(transport, 1 << 20, note).more);
    QVERIFY(flushed.empty());
    upload.allowHead();
    (void)upload.pump(transport, 1 << 20, note);
    QCOMPARE(flushed, std::vector<std::string>{"HEAD"});
    upload.allowBody();
    (void)upload.pump(transport, 1 << 20, note);
    QCOMPARE(flushed.size(), std::size_t(2)); // the head and the content, apart
    QCOMPARE(flushed[1], std::string(7, '\0'));
    QVERIFY(!upload.pump(transport, 1 << 20, note).more);
    transport.close();
    server.join();
    QCOMPARE(came, "HEAD" + std::string(7, '\0'));
}

void TestUpload::stopsAndKeepsToItsBudget()
{
    std::uint64_t came = 0;
    support::ScriptServer server({[&came](Peer &peer) { came = peer.skip(1 << 30); }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    Upload upload("HEAD", zeros(1 << 30));
    upload.allowHead();
    upload.allowBody();
    std::uint64_t left = 0;
    const auto count = [&left](std::string_view bytes, std::int64_t) { left += bytes.size(); };
    QVERIFY(upload.pump(transport, 300'000, count).more);
    QVERIFY(left > 0 && left < 2'000'000);
    upload.stop();
    const std::uint64_t before = left;
    QVERIFY(!upload.pump(transport, 300'000, count).more);
    QCOMPARE(left, before);
    transport.close();
    server.join();
    QCOMPARE(came, left);
}

INTERIM_SUITE(TestUpload)
#include "tst_upload.moc"
