// SPDX-License-Identifier: GPL-3.0-or-later
// Content by length, chunked and to the close: what is taken, what is left, and resuming from a checkpoint. (The
// events themselves, at every cut, are the parser's cases.)
#include "wire/http1/content_reader.h"

#include <QTest>

using namespace wire;

namespace {

class Sink : public ParserSink {
public:
    void onEvent(Event event, std::uint64_t) override { events.push_back(std::move(event)); }
    void onBytes(ByteClass, std::string_view piece) override { bytes += piece; }
    void onCheckpoint(const Checkpoint &checkpoint) override { checkpoints.push_back(checkpoint); }
    bool has(std::string_view anomaly) const
    {
        for (const Event &event : events)
            if (event.kind == Kind::Anomaly && event.name == anomaly)
                return true;
        return false;
    }
    std::vector<Event> events;
    std::vector<Checkpoint> checkpoints;
    std::string bytes;
};

using Result = ContentReader::Result;

} // namespace

class TestContentReader : public QObject {
    Q_OBJECT
private slots:
    void lengthTakesNoByteMore()
    {
        Sink sink;
        ContentReader reader(Direction::Received, {});
        reader.begin(FramingMode::Length, 5, 40);
        QCOMPARE(reader.feed("abc", sink), std::size_t(3));
        QCOMPARE(reader.result(), Result::More);
        QCOMPARE(reader.feed("deHTTP", sink), std::size_t(2));
        QCOMPARE(reader.result(), Result::Done);
        QCOMPARE(reader.contentBytes(), std::uint64_t(5));
        QCOMPARE(reader.offset(), std::uint64_t(45));
        QCOMPARE(sink.bytes, std::string("abcde"));
    }

    void chunksEndAtTheTrailers()
    {
        Sink sink;
        ContentReader reader(Direction::Received, {});
        reader.begin(FramingMode::Chunked, 0, 0);
        const std::string wire = "3;x=y\r\nabc\r\n0\r\nTrailer: 1\r\n\r\n";
        QCOMPARE(reader.feed(wire, sink), wire.find("Trailer"));
        QCOMPARE(reader.result(), Result::Trailers);
        QCOMPARE(reader.contentBytes(), std::uint64_t(3));
        QVERIFY(sink.has("chunk-extension"));
    }

    void brokenChunksAreLost()
    {
        Sink sink;
        ContentReader reader(Direction::Received, {});
        reader.begin(FramingMode::Chunked, 0, 0);
        reader.feed("3\r\nabc\r\nxyz\r\n", sink);
        QCOMPARE(reader.result(), Result::Lost);
        QVERIFY(sink.has("bad-chunk-size"));
        std::uint64_t content = 0;
        for (const Event &event : sink.events)
            content += event.kind == Kind::ContentData ? event.value : 0;
        QCOMPARE(content, std::uint64_t(3)); // what came before the break stands
    }

    void theCloseEndsOpenContent()
    {
        Sink sink;
        ContentReader reader(Direction::Received, {});
        reader.begin(FramingMode::UntilClose, 0, 7);
        reader.feed("all of it", sink);
        QCOMPARE(reader.result(), Result::More);
        reader.finish(sink);
        QCOMPARE(reader.contentBytes(), std::uint64_t(9));
        const Event &last = sink.events.back();
        QCOMPARE(last.span.end(), std::uint64_t(16));
    }

    void aCheckpointResumes()
    {
        const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
        Sink whole;
        ContentReader reader(Direction::Sent, {});
        reader.begin(FramingMode::Chunked, 0, 0);
        std::string wire;
        for (int i = 0; i < 4; ++i)
            wire += chunk;
        wire += "0\r\n";
        reader.feed(wire, whole);
        QCOMPARE(reader.result(), Result::Trailers);
        QVERIFY(whole.checkpoints.size() >= 3);
        for (const Checkpoint &checkpoint : whole.checkpoints) {
            Sink rest;
            ContentReader resumed(Direction::Sent, {});
            resumed.begin(FramingMode::Chunked, 0, 0);
            resumed.jump(checkpoint);
            QCOMPARE(resumed.feed(std::string_view(wire).substr(checkpoint.offset), rest),
                     wire.size() - checkpoint.offset);
            QCOMPARE(resumed.result(), Result::Trailers);
            QCOMPARE(resumed.contentBytes(), reader.contentBytes());
            QVERIFY(rest.events.back() == whole.events.back());
        }
    }

    void piecesGrow()
    {
        // 64 KiB each up to 16 MiB, then 128 KiB up to 48 MiB, and so on: 100 GiB stay a few thousand events.
        QCOMPARE(pieceEnd(0), std::uint64_t(64 << 10));
        QCOMPARE(pieceEnd(1), std::uint64_t(64 << 10));
        QCOMPARE(pieceEnd(64 << 10), std::uint64_t(128 << 10));
        QCOMPARE(pieceEnd(16 << 20), std::uint64_t((16 << 20) + (128 << 10)));
        std::uint64_t pieces = 0;
        for (std::uint64_t at = 0; at < (std::uint64_t(100) << 30); at = pieceEnd(at))
            ++pieces;
        QVERIFY2(pieces < 4000, qPrintable(QString::number(pieces)));
    }

    void chunkSizes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<qlonglong>("size"); // -1: none
        QTest::newRow("hex") << QByteArray("1aF") << qlonglong(0x1af);
        QTest::newRow("zeros before") << QByteArray("00000000000000000000a") << qlonglong(10);
        QTest::newRow("extension") << QByteArray("5;a=b") << qlonglong(5);
        QTest::newRow("space") << QByteArray("5 ;a") << qlonglong(5);
        QTest::newRow("largest") << QByteArray("7fffffffffffffff") << qlonglong(INT64_MAX);
        QTest::newRow("too large") << QByteArray("8000000000000000") << qlonglong(-1);
        QTest::newRow("17 digits") << QByteArray("10000000000000000") << qlonglong(-1);
        QTest::newRow("negative") << QByteArray("-1") << qlonglong(-1);
        QTest::newRow("0x") << QByteArray("0x10") << qlonglong(-1);
        QTest::newRow("empty") << QByteArray("") << qlonglong(-1);
    }
    void chunkSizes()
    {
        QFETCH(QByteArray, line);
        std::vector<Found> found;
        const auto chunk = parseChunkSize(line.toStdString(), 0, found);
        QTEST(chunk.size ? qlonglong(*chunk.size) : qlonglong(-1), "size");
    }

    // RFC 9112 section 7.1.1, with what RFC 9110 says of tokens and quoted strings.
    void chunkExtensions()
    {
        const auto found = [](const char *line) {
            std::vector<Found> all;
            const auto chunk = parseChunkSize(line, 0, all);
            return chunk.size == 2 && !all.empty() ? all.back().what : Anomaly::NotHttp;
        };
        for (const char *line :
             {"2;a", "2;a=b", "2; a = b", "2;a=\"b\"", "2;a=\"\\\"; x\"", "2;a;b=c ; d", "2;a=\"\"", "2;a=\"\t\xe4\""})
            QVERIFY2(found(line) == Anomaly::ChunkExtension, line);
        for (const char *line : {"2;", "2;;", "2;=x", "2;a=", "2;a=\"b", "2;a=\"b\\", "2;a=\"b\\\"", "2;a b", "2;a=b c",
                                 "2;\"a\"", "2;a=\"\x01\"", "2;a=b\"c\"", "2;\xe4", "2;a;"})
            QVERIFY2(found(line) == Anomaly::BadChunkExtension, line);
    }
};

INTERIM_SUITE(TestContentReader)
#include "tst_content_reader.moc"
