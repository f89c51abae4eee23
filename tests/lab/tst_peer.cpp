// SPDX-License-Identifier: GPL-3.0-or-later
// The interpreter step by step; whole exchanges are in tst_server_seat.
#include "lab/peer.h"

#include "support/scenario_files.h"
#include "wire/anomaly.h"

#include <QTest>

using namespace lab;

namespace {

wire::Event event(wire::Kind kind, std::string name = {}, std::string text = {}, std::uint64_t value = 0)
{
    wire::Event made;
    made.kind = kind;
    made.direction = wire::Direction::Received;
    made.phase = kind == wire::Kind::RequestHead ? wire::Phase::End : wire::Phase::Instant;
    made.name = std::move(name);
    made.text = std::move(text);
    made.value = value;
    return made;
}

/// A peer that plays `steps`, and what it did so far, one word an action.
class Stage {
public:
    explicit Stage(const char *steps)
        : library_(support::libraryOf(
            "s.scenario", std::string("title t\nabout a\ngroup basics\nparam gap duration 7ms x\n") + steps))
        , peer(*library_, [] { return 784111777; })
    {}

    std::string head(const char *target = "/s", std::uint64_t length = 5, const char *method = "POST")
    {
        std::vector<wire::Event> events{event(wire::Kind::StartLine, method, target, 11),
                                        event(wire::Kind::FieldLine, "Host", "lab")};
        if (length > 0)
            events.push_back(event(wire::Kind::FieldLine, "Content-Length", std::to_string(length)));
        events.push_back(event(wire::Kind::FieldLine, "Expect", "100-"));
        events.push_back(event(wire::Kind::FieldFold, {}, "x"));
        events.push_back(event(wire::Kind::RequestHead, method, target));
        return feed(events, 0);
    }

    /// A head with one field, `spaced` before its colon, and perhaps with another one whose value is 5.
    std::string fields(const std::string &name, const std::string &value, bool spaced, const std::string &other = {})
    {
        std::vector<wire::Event> events{event(wire::Kind::StartLine, "POST", "/s", 11),
                                        event(wire::Kind::FieldLine, "Host", "lab"),
                                        event(wire::Kind::FieldLine, name, value)};
        if (!other.empty())
            events.push_back(event(wire::Kind::FieldLine, other, "5"));
        if (spaced) {
            events.push_back(event(wire::Kind::Anomaly));
            events.back().code = static_cast<int>(wire::Anomaly::SpaceBeforeColon);
        }
        events.push_back(event(wire::Kind::RequestHead, "POST", "/s"));
        return feed(events, 0);
    }

    std::string body(std::uint64_t bytes, bool all)
    {
        std::vector<wire::Event> events;
        if (all)
            events = {event(wire::Kind::ContentEnd, {}, {}, bytes), event(wire::Kind::MessageEnd)};
        return feed(events, bytes);
    }

    std::string input(Peer::InputKind kind)
    {
        Peer::Input in;
        in.kind = kind;
        return words(peer.handle(in));
    }

    std::string flushed() { return input(Peer::InputKind::Flushed); }

private:
    std::string feed(const std::vector<wire::Event> &events, std::uint64_t bytes)
    {
        Peer::Input in;
        in.events = events;
        in.bodyBytes = bytes;
        return words(peer.handle(in));
    }

    static std::string words(const std::vector<Peer::Action> &actions)
    {
        static constexpr const char *names[] = {"send ", "timer ", "off", "on", "close", "drop", "reset", "done"};
        std::string line;
        for (const Peer::Action &action : actions) {
            line += (line.empty() ? "" : ", ") + std::string(names[static_cast<int>(action.kind)]) + action.bytes;
            if (action.kind == Peer::ActionKind::ArmTimer)
                line += std::to_string(action.ns / 1'000'000);
        }
        return line;
    }

    std::shared_ptr<const Library> library_;

public:
    Peer peer;
};

} // namespace

class TestPeer : public QObject {
    Q_OBJECT
private slots:
    void sendsOneThingAtATime()
    {
        Stage stage("bytes \"a\"\nbytes \"b\"\nwait $gap\nbytes \"c\"\nclose");
        QCOMPARE(stage.head(), std::string("send a"));
        QCOMPARE(stage.input(Peer::InputKind::Timer), std::string()); // none was asked for
        QCOMPARE(stage.flushed(), std::string("send b"));
        QCOMPARE(stage.flushed(), std::string("timer 7"));
        QCOMPARE(stage.body(5, true), std::string());
        QCOMPARE(stage.input(Peer::InputKind::Timer), std::string("send c"));
        QCOMPARE(stage.flushed(), std::string("close"));
        QVERIFY(stage.peer.over());
        QCOMPARE(stage.flushed() + stage.input(Peer::InputKind::Closed), std::string());
    }

    void readsPartsAndAll()
    {
        Stage stage("read 3\nbytes \"$received\"\nread\nbytes \"$received!\"");
        QCOMPARE(stage.head(), std::string());
        QCOMPARE(stage.body(2, false), std::string());
        QCOMPARE(stage.body(4, false), std::string("send 4"));
        QCOMPARE(stage.flushed(), std::string());
        QCOMPARE(stage.body(5, true), std::string("send 5!"));
        QCOMPARE(stage.flushed(), std::string("done"));
    }

    void waitsForTheRestOfTheRequest()
    {
        Stage stage("bytes \"x\"");
        QCOMPARE(stage.head(), std::string("send x"));
        QCOMPARE(stage.flushed(), std::string());
        QCOMPARE(stage.body(5, true), std::string("done"));
    }

    void paces()
    {
        Stage stage("pace 2 every $gap\nbytes \"abcde\"\npace off\nbytes \"xyz\"\nhang");
        QCOMPARE(stage.head("/s?gap=1ms"), std::string("send ab"));
        QCOMPARE(stage.flushed(), std::string("timer 1"));
        QCOMPARE(stage.input(Peer::InputKind::Timer), std::string("send cd"));
        QCOMPARE(stage.flushed(), std::string("timer 1"));
        QCOMPARE(stage.input(Peer::InputKind::Timer), std::string("send e"));
        QCOMPARE(stage.flushed(), std::string("send xyz"));
        QCOMPARE(stage.flushed(), std::string());
        QCOMPARE(stage.input(Peer::InputKind::Closed), std::string("close"));
    }

    void branches_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char *condition, bool holds) {
            QTest::newRow(condition) << QByteArray(condition) << holds;
        };
        row("has expect", true);
        row("not has Expect", false);
        row("has If-Match", false);
        row("field Expect is 100- X", true); // the fold belongs to it
        row("length above 4", true);
        row("length above 5", false);
        row("content", true);
        row("expects", false); // "100- x" is not 100-continue
        row("version 1.1", true);
        row("version 1.0", false);
        row("method POST", true);
        row("method post", false);
        row("$gap is 7ms", true);
    }

    void branches()
    {
        QFETCH(QByteArray, condition);
        QFETCH(bool, holds);
        Stage stage(("if " + condition + "\nbytes \"yes\"\nelse\nbytes \"no\"\nend\nhang").constData());
        QCOMPARE(stage.head(), std::string(holds ? "send yes" : "send no"));
        QCOMPARE(stage.flushed(), std::string());
    }

    void repeats()
    {
        Stage stage("repeat 2\nbytes \"$n\"\nrepeat 1\nbytes \"-\"\nend\nend\nrepeat 0\nbytes \"never\"\nend\nreset");
        QCOMPARE(stage.head(), std::string("send 1"));
        QCOMPARE(stage.flushed(), std::string("send -"));
        QCOMPARE(stage.flushed(), std::string("send 2"));
        QCOMPARE(stage.flushed(), std::string("send -"));
        QCOMPARE(stage.flushed(), std::string("reset"));
    }

    /// A loop that waits for nothing gives the thread back.
    void emptyLoopRests()
    {
        Stage stage("repeat forever\nend");
        QCOMPARE(stage.head(), std::string("timer 1"));
        QCOMPARE(stage.input(Peer::InputKind::Timer), std::string("timer 1"));
    }

    void answersToHeadHaveNoContent()
    {
        Stage stage("final 200\n| text");
        const std::string answer = stage.head("/s", 0, "HEAD");
        QVERIFY(answer.find("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n") != std::string::npos);
        QVERIFY(answer.find("Content-Length: 5\r\n") != std::string::npos);
        QVERIFY(answer.ends_with("\r\n\r\n"));
    }

    void reading()
    {
        Stage stage("stop reading\nresume reading\ndrop");
        QCOMPARE(stage.head(), std::string("off, on, drop"));
    }

    // RFC 9112 sections 3.2, 5.1 and 6.3: a server must answer 400 to these, and close.
    void refusesWhatItMust_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("spaced");
        QTest::newRow("no number") << QString("Content-Length") << QString("5x") << false;
        QTest::newRow("two lengths") << QString("Content-Length") << QString("5, 6") << false;
        QTest::newRow("too large") << QString("Content-Length") << QString("99999999999999999999") << false;
        QTest::newRow("chunked is not last") << QString("Transfer-Encoding") << QString("gzip") << false;
        QTest::newRow("two hosts") << QString("host") << QString("lab") << false;
        QTest::newRow("space before the colon") << QString("X") << QString("y") << true;
    }
    void refusesWhatItMust()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(bool, spaced);
        Stage stage("final 200");
        const std::string answer = stage.fields(name.toStdString(), value.toStdString(), spaced);
        QVERIFY(answer.starts_with("send HTTP/1.1 400 "));
        QVERIFY2(answer.find(" request") != answer.npos && answer.find("\r\nDate: ") != answer.npos, answer.c_str());
        QCOMPARE(stage.flushed(), std::string("close"));
    }

    // RFC 9112 section 6.1: others may find another end of the content.
    void closesBehindDoubtfulFraming()
    {
        Stage stage("final 200");
        const std::string answer = stage.fields("Transfer-Encoding", "chunked", false, "Content-Length");
        QVERIFY2(answer.starts_with("send HTTP/1.1 200 ") && answer.find("Connection: close\r\n") != answer.npos,
                 answer.c_str());
    }

    void unreadableInMidContent()
    {
        Stage stage("read\nfinal 200");
        QCOMPARE(stage.head(), std::string());
        QVERIFY(stage.input(Peer::InputKind::Unreadable).starts_with("send HTTP/1.1 400 Bad Request\r\n"));
        QCOMPARE(stage.input(Peer::InputKind::Unreadable), std::string());
        QCOMPARE(stage.flushed(), std::string("close"));
    }
};

INTERIM_SUITE(TestPeer)
#include "tst_peer.moc"
