// SPDX-License-Identifier: GPL-3.0-or-later
// The line form of events: what fixtures compare must say everything that matters, and only once.
#include "wire/event.h"

#include "wire/expect_gate.h"

#include <QTest>

#include <set>

using namespace wire;

namespace {

Event make(Kind kind, Phase phase, Direction direction, Span span, std::int32_t code = 0, std::uint64_t value = 0,
           std::string name = {}, std::string text = {})
{
    Event event;
    event.kind = kind;
    event.phase = phase;
    event.direction = direction;
    event.span = span;
    event.code = code;
    event.value = value;
    event.name = std::move(name);
    event.text = std::move(text);
    return event;
}

constexpr auto here = Direction::Received;
constexpr auto now = Phase::Instant;
constexpr int lastKind = static_cast<int>(Kind::Proxy); // the key of the number behind it is "unknown"

} // namespace

class TestEvent : public QObject {
    Q_OBJECT

private slots:
    void sidesBelongToSeats()
    {
        QVERIFY(sideOf(Role::Client, Direction::Sent) == Side::Request);
        QVERIFY(sideOf(Role::Client, Direction::Received) == Side::Response);
        QVERIFY(sideOf(Role::Server, Direction::Sent) == Side::Response);
        QVERIFY(sideOf(Role::Server, Direction::Received) == Side::Request);
        for (const Role role : {Role::Client, Role::Server})
            for (const Side side : {Side::Local, Side::Request, Side::Response})
                QVERIFY(sideOf(role, directionOf(role, side)) == side);
        QVERIFY(sideOf(Role::Client, Direction::Local) == Side::Local);
        QVERIFY(sideOf(Role::Server, Direction::Local) == Side::Local);
    }

    void kindsHaveDistinctKeys()
    {
        std::set<std::string_view> keys;
        for (int kind = 0; kind <= lastKind; ++kind)
            keys.insert(keyOf(static_cast<Kind>(kind)));
        QCOMPARE(keys.size(), static_cast<std::size_t>(lastKind) + 1);
        QVERIFY(!keys.contains("unknown"));
        QCOMPARE(keyOf(static_cast<Kind>(lastKind + 1)), std::string_view("unknown"));
        QCOMPARE(keyOf(Kind::Attempt), std::string_view("attempt"));
        QCOMPARE(keyOf(Kind::RequestHead), std::string_view("request-head"));
        QCOMPARE(keyOf(Kind::FieldLine), std::string_view("field-line"));
        QCOMPARE(keyOf(Kind::ContentEnd), std::string_view("content-end"));
        QCOMPARE(keyOf(Kind::TrailerEnd), std::string_view("trailer-end"));
        QCOMPARE(keyOf(Kind::Unparsed), std::string_view("unparsed"));
        QCOMPARE(keyOf(static_cast<Kind>(200)), std::string_view("unknown"));
        QCOMPARE(keyOf(Phase::End), std::string_view("end"));
        QCOMPARE(keyOf(static_cast<Phase>(9)), std::string_view("unknown"));
        QCOMPARE(keyOf(Direction::Sent), std::string_view("sent"));
        QCOMPARE(keyOf(static_cast<Direction>(9)), std::string_view("unknown"));
    }

    void leavesAreTheKindsThatTile()
    {
        std::string leaves;
        for (int kind = 0; kind <= lastKind; ++kind) {
            if (isLeaf(static_cast<Kind>(kind)))
                leaves.append(keyOf(static_cast<Kind>(kind))).append(" ");
        }
        QCOMPARE(leaves,
                 std::string("empty-line start-line field-line field-fold head-end chunk-line content-data "
                             "chunk-end trailer-line trailer-end unparsed "));
    }

    void localOnesCarryNoBytes()
    {
        std::string local;
        for (int kind = 0; kind <= lastKind; ++kind) {
            QVERIFY(!isLocal(static_cast<Kind>(kind)) || !isLeaf(static_cast<Kind>(kind)));
            if (isLocal(static_cast<Kind>(kind)))
                local.append(keyOf(static_cast<Kind>(kind))).append(" ");
        }
        QCOMPARE(local, std::string("attempt lookup connect tls pause wait-over decision timeout close error proxy "));
    }

    void describes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("described");
        const auto row = [](const char *line, const Event &event) {
            QTest::newRow(line) << QByteArray(line) << QByteArray::fromStdString(describe(event));
        };
        row("received 0+17 start-line 200 HTTP/1.1 \"OK\"",
            make(Kind::StartLine, now, here, {0, 17}, 200, 11, "", "OK"));
        row("sent 0+16 start-line \"GET\" \"/\" HTTP/1.0",
            make(Kind::StartLine, now, Direction::Sent, {0, 16}, 0, 10, "GET", "/"));
        row("received 17+20 field-line \"Content-Length\" \"5\"",
            make(Kind::FieldLine, now, here, {17, 20}, 0, 0, "Content-Length", "5"));
        row("received 9+4 field-line \"\" \"\\\"\\x1b\\\\\"",
            make(Kind::FieldLine, now, here, {9, 4}, 0, 0, "", "\"\x1b\\"));
        row("received 9+4 field-fold \"x\"", make(Kind::FieldFold, now, here, {9, 4}, 0, 0, "", "x"));
        row("received 37+2 head-end", make(Kind::HeadEnd, now, here, {37, 2}));
        row("received 0+0 head-begin begin", make(Kind::HeadBegin, Phase::Begin, here, {}));
        row("received 0+39 final-response end 200",
            make(Kind::FinalResponse, Phase::End, here, {0, 39}, 200, 11, "", "OK"));
        row("sent 0+60 request-head end \"PUT\" \"/x\"",
            make(Kind::RequestHead, Phase::End, Direction::Sent, {0, 60}, 0, 11, "PUT", "/x"));
        row("received 39+5 content-data 5", make(Kind::ContentData, now, here, {39, 5}, 0, 5));
        row("received 39+15 content-data 5 framed", make(Kind::ContentData, now, here, {39, 15}, 1, 5));
        row("received 39+5 content-end end 5", make(Kind::ContentEnd, Phase::End, here, {39, 5}, 0, 5));
        row("received 0+44 message-end", make(Kind::MessageEnd, now, here, {0, 44}));
        row("received 0+44 message-end cut", make(Kind::MessageEnd, now, here, {0, 44}, 1));
        row("received 39+3 chunk-line 5", make(Kind::ChunkLine, now, here, {39, 3}, 0, 5));
        row("received 39+7 chunk-line 0 \";a=b\"", make(Kind::ChunkLine, now, here, {39, 7}, 0, 0, "", ";a=b"));
        row("received 60+6 trailer-line \"a\" \"b\"", make(Kind::TrailerLine, now, here, {60, 6}, 0, 0, "a", "b"));
        row("received 15+1 anomaly bare-lf \"x\"", make(Kind::Anomaly, now, here, {15, 1}, 0, 0, "bare-lf", "x"));
        row("local pause begin", make(Kind::Pause, Phase::Begin, Direction::Local, {}));
        row("local pause end continued",
            make(Kind::Pause, Phase::End, Direction::Local, {}, static_cast<std::int32_t>(GateOutcome::Continued)));
        row("local pause end unknown", make(Kind::Pause, Phase::End, Direction::Local, {}, 258));
        row("received close reset \"peer\"",
            make(Kind::Close, now, here, {}, static_cast<std::int32_t>(CloseHow::Reset), 0, "", "peer"));
        row("received close unknown", make(Kind::Close, now, here, {}, 7));
        row("local attempt begin first value=2",
            make(Kind::Attempt, Phase::Begin, Direction::Local, {}, 0, 2, "first"));
        row("local lookup end code=1 \"no such name\"",
            make(Kind::Lookup, Phase::End, Direction::Local, {}, 1, 0, "", "no such name"));
        row("local proxy begin \"h:443\"", make(Kind::Proxy, Phase::Begin, Direction::Local, {}, 0, 0, "", "h:443"));
        row("local proxy end SOCKS5 code=1 \"refused\"",
            make(Kind::Proxy, Phase::End, Direction::Local, {}, 1, 0, "SOCKS5", "refused"));
        row("local decision \"a b\"", make(Kind::Decision, now, Direction::Local, {}, 0, 0, "a b"));
        auto second = make(Kind::HeadEnd, now, here, {37, 2});
        second.stream = 3;
        row("received 37+2 head-end stream=3", second);
    }
    void describes()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, described);
        QCOMPARE(described, line);
    }

    void noWireTextCanForgeALine()
    {
        // Two different events never share a line, whatever their texts hold.
        std::set<std::string> lines;
        const std::string texts[] = {"", "\"", "\\\"", "\" \"", "a\nreceived 0+0 head-end", " ", "\\x20", "\\"};
        for (const auto &name : texts) {
            for (const auto &text : texts)
                lines.insert(describe(make(Kind::FieldLine, now, here, {1, 1}, 0, 0, name, text)));
        }
        QCOMPARE(lines.size(), std::size(texts) * std::size(texts));
        for (const auto &line : lines)
            QVERIFY(line.find('\n') == std::string::npos);
    }
};

INTERIM_SUITE(TestEvent)
#include "tst_event.moc"
