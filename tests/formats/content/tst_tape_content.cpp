// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/content/tape_content.h"

#include "formats/har/har_sample.h"

#include <QTest>

using namespace formats;

class TestTapeContent : public QObject {
    Q_OBJECT
    static std::uint64_t seqOf(const std::vector<wire::Event> &events, wire::Kind kind)
    {
        for (const wire::Event &event : events) {
            if (event.kind == kind)
                return event.seq;
        }
        return UINT64_MAX;
    }
    static std::string bytesOf(const support::Recorded &one, const MessageContent &content)
    {
        std::string out;
        readPieces(one.record.tapes.at(content.connection).of(content.direction), content.pieces, {}, out);
        return out;
    }

private slots:
    void bothDirections()
    {
        const auto one = support::continued(support::textSpec("question"), "", "answer");
        const MessageContent asked = contentOf(one.events, seqOf(one.events, wire::Kind::RequestHead));
        QVERIFY(asked.direction == wire::Direction::Sent && asked.complete);
        QCOMPARE(bytesOf(one, asked), std::string("question"));
        const MessageContent answered = contentOf(one.events, seqOf(one.events, wire::Kind::FinalResponse));
        QCOMPARE(answered.size, std::uint64_t(6));
        QCOMPARE(bytesOf(one, answered), std::string("answer"));
        QVERIFY(contentOf(one.events, seqOf(one.events, wire::Kind::InterimResponse)).pieces.empty());
        QVERIFY(contentOf(one.events, UINT64_MAX).pieces.empty());
    }

    void chunkFramingIsTakenOut()
    {
        support::SampleMaker maker(support::textSpec(""));
        maker.at(0).begin("first").head().at(10);
        maker.received("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
            .end("final-status");
        const auto one = support::recorded(maker, support::textSpec(""));
        const MessageContent content = contentOf(one.events, seqOf(one.events, wire::Kind::FinalResponse));
        QCOMPARE(bytesOf(one, content), std::string("abcde"));
        QVERIFY(content.complete);
    }

    void cutShort()
    {
        support::SampleMaker maker(support::textSpec(""));
        maker.at(0)
            .begin("first")
            .head()
            .received("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            .closed()
            .end("closed-early");
        const auto one = support::recorded(maker, support::textSpec(""));
        const MessageContent content = contentOf(one.events, seqOf(one.events, wire::Kind::FinalResponse));
        QVERIFY(!content.complete);
        QCOMPARE(bytesOf(one, content), std::string("abc"));
    }

    void gapsAreTold()
    {
        record::TapeLimits limits;
        limits.firstContent = 4096;
        limits.lastContent = 4096;
        record::Recorder recorder({}, limits);
        record::Fact fact;
        fact.kind = record::FactKind::Submit;
        fact.submission.method = "GET";
        fact.submission.headLength = 18;
        recorder.apply(fact);
        fact = {};
        fact.kind = record::FactKind::Flushed;
        recorder.apply(fact, "GET / HTTP/1.1\r\n\r\n");
        fact.kind = record::FactKind::Received;
        recorder.apply(fact, "HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n");
        for (int i = 0; i < 400; ++i)
            recorder.apply(fact, std::string(10'000, 'x'));
        const auto events = recorder.events();
        const record::Record record = recorder.take();
        const MessageContent content = contentOf(events, seqOf(events, wire::Kind::FinalResponse));
        QCOMPARE(content.size, std::uint64_t(4'000'000));
        std::string out;
        QVERIFY(readPieces(record.tapes.at(0).received, content.pieces, {}, out));
        QVERIFY(out.size() >= 4096 && out.size() < 4'000'000);
    }
};

INTERIM_SUITE(TestTapeContent)
#include "tst_tape_content.moc"
