// SPDX-License-Identifier: GPL-3.0-or-later
// Head and content leave in order, when they may, and no byte after stop(); over a real socket.
#include "engine/client/upload.h"

#include "support/script_server.h"

#include <QTest>

using engine::Transport;
using engine::Upload;
using support::Peer;

namespace {

std::unique_ptr<engine::BodySource> zeros(std::uint64_t size)
{
    request::BodySpec body;
    body.kind = request::BodyKind::Generated;
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
    void stopsAndKeepsToItsMeasure();
    void holdsAndGoesOn();
};

// Writes until nothing is ready or the kernel is full.
void writeAll(Upload &upload, Transport &transport, const Upload::Flushed &flushed)
{
    while (upload.ready(transport) && !upload.write(transport, 1 << 20, flushed).full) {}
}

void TestUpload::waitsForLeave()
{
    std::string came;
    support::ScriptServer server({[&came](Peer &peer) { came = peer.read(100'000); }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    Upload upload(zeros(7));
    std::vector<std::string> flushed;
    const auto note = [&flushed](std::string_view bytes, std::int64_t) { flushed.emplace_back(bytes); };
    QVERIFY(!upload.ready(transport));
    QVERIFY(!upload.write(transport, 1 << 20, note).full);
    QVERIFY(flushed.empty());
    upload.sendHead("HEAD");
    QVERIFY(upload.ready(transport) && !upload.contentReady());
    writeAll(upload, transport, note);
    QCOMPARE(flushed, std::vector<std::string>{"HEAD"});
    upload.allowBody();
    QVERIFY(upload.ready(transport) && upload.contentReady());
    writeAll(upload, transport, note);
    QCOMPARE(flushed.size(), std::size_t(2)); // the head and the content, apart
    QCOMPARE(flushed[1], std::string(7, '\0'));
    QVERIFY(!upload.ready(transport));
    transport.close();
    server.join();
    QCOMPARE(came, "HEAD" + std::string(7, '\0'));
}

void TestUpload::stopsAndKeepsToItsMeasure()
{
    std::uint64_t came = 0;
    support::ScriptServer server({[&came](Peer &peer) { came = peer.skip(1 << 30); }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    Upload upload(zeros(1 << 30));
    upload.sendHead("HEAD");
    upload.allowBody();
    std::uint64_t left = 0;
    const auto count = [&left](std::string_view bytes, std::int64_t) { left += bytes.size(); };
    QVERIFY(upload.ready(transport) && upload.contentReady());
    for (int i = 0; i < 3; ++i) {
        const std::size_t taken = upload.write(transport, 1000, count).taken;
        QVERIFY(taken > 0 && taken <= (i == 0 ? 1004 : 1000)); // the head counts apart
    }
    upload.stop();
    const std::uint64_t before = left;
    QVERIFY(!upload.ready(transport));
    QCOMPARE(upload.write(transport, 1000, count).taken, std::size_t(0));
    QCOMPARE(left, before);
    transport.close();
    server.join();
    QCOMPARE(came, left);
}

void TestUpload::holdsAndGoesOn()
{
    std::string came;
    support::ScriptServer server({[&came](Peer &peer) { came = peer.read(100'000); }});
    Transport transport;
    QVERIFY(dial(transport, server.port()));
    Upload upload(zeros(7));
    std::uint64_t left = 0;
    const auto count = [&left](std::string_view bytes, std::int64_t) { left += bytes.size(); };
    upload.sendHead("HEAD");
    upload.allowBody();
    upload.hold(true);
    writeAll(upload, transport, count);
    QCOMPARE(left, std::uint64_t(4)); // the head alone
    upload.hold(false);
    writeAll(upload, transport, count);
    transport.close();
    server.join();
    QCOMPARE(came, "HEAD" + std::string(7, '\0'));
}

INTERIM_SUITE(TestUpload)
#include "tst_upload.moc"
