// SPDX-License-Identifier: GPL-3.0-or-later
// What the parser read as a head, told again by its events.
#include "wire/head_builder.h"

#include "wire/http1/parser.h"

#include <QTest>

using namespace wire;

namespace {

/// Holds what the builder says against what the parser itself holds, at the end of each head.
class BuildingSink : public ParserSink {
public:
    explicit BuildingSink(MessageType type) : parser(type, Direction::Received), built(type == MessageType::Request) {}
    void onEvent(Event event, std::uint64_t) override
    {
        built.add(event);
        const bool whole =
            event.kind == Kind::RequestHead || event.kind == Kind::InterimResponse || event.kind == Kind::FinalResponse;
        if (!whole)
            return;
        Head expected = parser.head();
        expected.isRequest = built.head().isRequest;
        same = same && built.head() == expected;
        heads.push_back(built.head());
    }
    void onBytes(ByteClass, std::string_view) override {}
    void onCheckpoint(const Checkpoint &) override {}

    Parser parser;
    HeadBuilder built;
    std::vector<Head> heads;
    bool same = true;
};

} // namespace

class TestHeadBuilder : public QObject {
    Q_OBJECT
private slots:
    void isTheParsersHead()
    {
        BuildingSink request(MessageType::Request);
        request.parser.feed("POST /a HTTP/1.0\r\nHost: a\r\nX: one\r\n two\r\nX:\r\n\r\n", request);
        QCOMPARE(request.heads.size(), std::size_t(1));
        QVERIFY(request.same);
        QCOMPARE(request.heads.front().target, std::string("/a"));
        QCOMPARE(request.heads.front().fields.at(1).value, std::string("one two"));
    }

    // The second head has nothing of the first.
    void beginsAnewWithEachHead()
    {
        BuildingSink responses(MessageType::Response);
        responses.parser.feed("HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                              responses);
        QCOMPARE(responses.heads.size(), std::size_t(2));
        QVERIFY(responses.same);
        QCOMPARE(responses.heads.back().status, 200);
        QCOMPARE(responses.heads.back().reason, std::string("OK"));
        QCOMPARE(responses.heads.back().fields.size(), std::size_t(1));
    }

    void aFoldWithoutAFieldIsPassedOver()
    {
        HeadBuilder built;
        Event fold;
        fold.kind = Kind::FieldFold;
        fold.text = "lost";
        built.add(fold);
        QVERIFY(built.head() == Head());
    }
};

INTERIM_SUITE(TestHeadBuilder)
#include "tst_head_builder.moc"
