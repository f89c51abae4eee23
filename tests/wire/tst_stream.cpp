// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of an exchange, by its states.
#include "wire/stream.h"

#include <QTest>

using namespace wire;

class TestStream : public QObject {
    Q_OBJECT
    static Stream answered(int status, Stream::Response state)
    {
        Stream stream;
        stream.answer.emplace().head.status = status;
        stream.response = state;
        return stream;
    }

private slots:
    void nothingBeforeTheFirstByte()
    {
        const Stream stream;
        QVERIFY(!stream.finalSeen() && !stream.responseDone() && !stream.statusRead() && !stream.invalidLength());
        QVERIFY(!stream.contentOwed() && !stream.requestFlushed() && !stream.brokenContent());
        QCOMPARE(stream.bodyBytes(), std::uint64_t(0));
        QCOMPARE(stream.finalStatus(), 0);
    }

    void contentIsWhatLeavesBehindTheHead()
    {
        Stream stream;
        stream.submission.headLength = 100;
        stream.submission.bodyLength = 10;
        stream.request = Stream::Request::Head;
        stream.flushed = 99;
        QCOMPARE(stream.bodyBytes(), std::uint64_t(0));
        QVERIFY(stream.contentOwed());
        stream.request = Stream::Request::Content;
        stream.flushed = 107;
        QCOMPARE(stream.bodyBytes(), std::uint64_t(7));
        QVERIFY(stream.contentOwed() && !stream.requestFlushed());
        stream.request = Stream::Request::Stopped;
        QVERIFY(!stream.contentOwed() && !stream.requestFlushed());
        stream.request = Stream::Request::Sent;
        QVERIFY(!stream.contentOwed() && stream.requestFlushed());
        stream.request = Stream::Request::Head;
        stream.submission.bodyLength = 0;
        QVERIFY(!stream.contentOwed());
    }

    void endsOfAnAnswer()
    {
        const Stream begun = answered(200, Stream::Response::Final);
        QVERIFY(begun.finalSeen() && begun.statusRead() && !begun.responseDone() && !begun.responseCut());
        QVERIFY(answered(200, Stream::Response::Complete).responseDone());
        QVERIFY(answered(200, Stream::Response::Cut).responseDone());
        QVERIFY(answered(200, Stream::Response::Cut).responseCut());
        Stream none = answered(0, Stream::Response::Cut);
        QVERIFY(none.statusRead()); // 000 is invalid, but there
        none.answer->noStatus = true;
        QVERIFY(!none.statusRead() && !none.responseCut());
    }

    /// A chunk that broke is told until the answer is complete all the same.
    void brokenChunks()
    {
        Stream stream = answered(200, Stream::Response::Final);
        stream.hopeless = "zz";
        QCOMPARE(stream.brokenContent(), std::optional(BrokenContent{Anomaly::BadChunkSize, "zz"}));
        QVERIFY(!stream.contentLost());
        stream.lost = true;
        QVERIFY(stream.contentLost());
        stream.broken = BrokenContent{Anomaly::ChunkEndMissing, "x"};
        QCOMPARE(stream.brokenContent(), stream.broken);
        stream.response = Stream::Response::Cut;
        QCOMPARE(stream.brokenContent(), stream.broken);
        stream.response = Stream::Response::Complete;
        QVERIFY(!stream.brokenContent() && !stream.contentLost());
    }
};

INTERIM_SUITE(TestStream)
#include "tst_stream.moc"
