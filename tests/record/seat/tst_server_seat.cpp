// SPDX-License-Identifier: GPL-3.0-or-later
// Every scenario of resources/ in an in-memory pair under a virtual clock: what the client sees, cut in any
// way, and that both seats replay.
#include "record/seat/server_seat.h"

#include "lab/pair.h"
#include "record/file.h"
#include "support/scenario_files.h"

#include <QTest>

using namespace Qt::StringLiterals;

using support::Pair;
using support::PairOptions;
using support::story;

namespace {

std::vector<QByteArray> pieces(const QByteArray &line)
{
    std::vector<QByteArray> parts;
    for (const QByteArray &part : line.split('|'))
        parts.push_back(part.trimmed());
    return parts;
}

/// Saved as a file and read back.
record::Record throughFile(const record::Record &record)
{
    const std::string bytes = record::serialize(record);
    auto read = record::deserialize(bytes);
    auto *back = std::get_if<record::Record>(&read);
    return back ? std::move(*back) : record::Record();
}

std::string requests(int count, const std::string &target)
{
    std::string bytes;
    for (int i = 0; i < count; ++i)
        bytes += "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    return bytes;
}

/// Plays a connection without a client machine: what goes in, and what the lab sends.
class Wire {
public:
    explicit Wire(std::shared_ptr<const lab::Library> library, lab::OwnHosts own = {})
        : seat(
            [library = std::move(library), own = std::move(own)] {
                return std::make_unique<lab::Peer>(
                    *library, [] { return 784111777; }, own);
            },
            {"127.0.0.1", 80, "127.0.0.1", false})
    {}
    void in(const std::string &bytes) { take(seat.received(now, bytes)); }
    void fin() { take(seat.closed(now, wire::CloseHow::Fin, {})); }

    void take(std::vector<record::Responder::Action> actions)
    {
        for (record::Responder::Action &action : actions) {
            if (action.kind == record::Responder::ActionKind::Send) {
                sent += action.bytes;
                take(seat.flushed(now, action.bytes, true));
            } else if (action.kind == record::Responder::ActionKind::ArmTimer) {
                now += action.ns;
                take(seat.timer(now));
            } else {
                last = action.kind;
            }
        }
        for (auto &one : seat.takeFinished())
            finished.push_back(std::move(one));
    }

    int count(const std::string &part) const
    {
        return static_cast<int>(QByteArray::fromStdString(sent).count(QByteArray::fromStdString(part)));
    }

    record::ServerSeat seat;
    std::int64_t now = 1000;
    std::string sent;
    std::optional<record::Responder::ActionKind> last;
    std::vector<record::ServerSeat::Finished> finished;
};

std::string outcomeOf(const record::Record &record)
{
    for (const record::Fact &fact : record.facts) {
        if (fact.kind == record::FactKind::AttemptEnd)
            return fact.name;
    }
    return {};
}

} // namespace

class TestServerSeat : public QObject {
    Q_OBJECT
private slots:
    void scenarios_data();
    void scenarios();
    void everyScenarioHasAStory();
    void http10GetsNoInterim();
    void refusesWithoutHost();
    void datesItsAnswers();
    void keepsWhatItSaysOfTheConnection();
    void serversView();
    void keepsAlive();
    void pipelines();
    void nextBehindARefusedBody();
    void answersUnreadableRequests();
    void endsAsTold();
    void answersForItselfAlone();
    void keepsLittleOfContent();
};

void TestServerSeat::scenarios_data()
{
    QTest::addColumn<PairOptions>("options");
    QTest::addColumn<QByteArray>("expected");
    QFile file(u"" INTERIM_SOURCE_DIR "/tests/lab/stories.txt"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const auto parts = pieces(line);
        QCOMPARE(parts.size(), 4u);
        PairOptions options;
        options.target = parts[0].toStdString();
        options.bodySize = parts[1].toULongLong();
        if (!parts[2].isEmpty())
            options.fields = parts[2].toStdString() + "\r\n";
        QTest::newRow((parts[0] + ' ' + parts[1] + ' ' + parts[2]).constData()) << options << parts[3];
    }
}

void TestServerSeat::scenarios()
{
    QFETCH(PairOptions, options);
    QFETCH(QByteArray, expected);
    for (const std::size_t cut : {std::size_t(1 << 20), std::size_t(1000), std::size_t(7)}) {
        options.cut = cut;
        Pair pair(support::allScenarios(), options);
        pair.run();
        QCOMPARE(QByteArray::fromStdString(story(pair.clientEvents())), expected);
        QVERIFY(record::replay(pair.clientRecord(), options.limits) == pair.clientEvents());
        QVERIFY(record::replay(throughFile(pair.clientRecord()), options.limits) == pair.clientEvents());
        QCOMPARE(pair.finished.size(), 1u);
        const record::Record &seen = pair.finished[0].record;
        QCOMPARE(seen.role(), wire::Role::Server);
        const auto events = record::replay(seen);
        QVERIFY(record::replay(throughFile(seen)) == events);
        QVERIFY(story(events).starts_with("got head"));
        for (std::size_t i = 1; i < events.size(); ++i)
            QVERIFY(events[i].at >= events[i - 1].at && events[i].seq > events[i - 1].seq);
    }
}

void TestServerSeat::everyScenarioHasAStory()
{
    QFile file(u"" INTERIM_SOURCE_DIR "/tests/lab/stories.txt"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    const auto library = support::allScenarios();
    for (const auto &scenario : library->scenarios())
        QVERIFY2(all.contains("\n/" + QByteArray::fromStdString(scenario->name)), scenario->name.c_str());
}

/// RFC 9110 section 15.2, and 10.1.1: the expectation is ignored.
void TestServerSeat::http10GetsNoInterim()
{
    const auto library = support::allScenarios();
    for (const auto &scenario : library->scenarios()) {
        if (scenario->name == "endless-headers") // for ever
            continue;
        Wire wire(library);
        wire.in("POST /" + scenario->name + " HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");
        QVERIFY2(wire.count("HTTP/1.1 1") == 0 && wire.count("HTTP/1.0 1") == 0, scenario->name.c_str());
        QVERIFY2(wire.count(" 417 ") == 0 && wire.count("Transfer-Encoding") == 0, scenario->name.c_str());
        QVERIFY2(wire.count(": keep-alive") == 0, scenario->name.c_str()); // the lab closes
    }
}

/// RFC 9112 section 3.2: whatever the scenario.
void TestServerSeat::refusesWithoutHost()
{
    const auto library = support::allScenarios();
    for (const auto &scenario : library->scenarios()) {
        for (const char *hosts : {"", "Host: a\r\nHost: a\r\n", "Host: a/b\r\n"}) {
            Wire wire(library);
            wire.in("POST /" + scenario->name + " HTTP/1.1\r\n" + hosts
                    + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            QVERIFY2(wire.sent.starts_with("HTTP/1.1 400 Bad Request\r\n"), scenario->name.c_str());
            QVERIFY2(wire.count("\r\nConnection: close\r\n") == 1
                         && wire.count("HTTP/") == 1 + wire.count("HTTP/1.1 request"),
                     wire.sent.c_str());
            QCOMPARE(wire.last, std::optional(record::Responder::ActionKind::Close));
        }
    }
}

/// RFC 9110 section 6.6.1: final responses have a Date, once; what is played as bytes and 1xx have none.
void TestServerSeat::datesItsAnswers()
{
    const auto library = support::allScenarios();
    for (const auto &scenario : library->scenarios()) {
        if (scenario->name == "endless-headers" || scenario->name == "endless-1xx")
            continue;
        Wire wire(library);
        wire.in(requests(1, "/" + scenario->name));
        const bool silent = scenario->name == "hang" || scenario->name == "garbage";
        QCOMPARE(wire.count("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"),
                 silent || scenario->name == "reset-mid-body" ? 0 : 1);
    }
    Wire hints(library);
    hints.in("GET /early-hints HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(hints.sent.find("Date") > hints.sent.find("200 OK"));
}

/// A keep-alive that is typed in a scenario is no promise to a client that asks to close.
void TestServerSeat::keepsWhatItSaysOfTheConnection()
{
    for (const char *asks : {"", "Connection: close\r\n"}) {
        Wire wire(support::allScenarios());
        wire.in(std::string("GET /status/426?connection=keep-alive HTTP/1.1\r\nHost: x\r\n") + asks + "\r\n");
        const bool closes = *asks != 0;
        QCOMPARE(wire.count(closes ? "Connection: upgrade, close\r\n" : "Connection: upgrade, keep-alive\r\n"), 1);
        QCOMPARE(wire.last == record::Responder::ActionKind::Close, closes);
    }
}

void TestServerSeat::serversView()
{
    PairOptions options;
    options.target = "/silent";
    options.policy.waitNs = 300'000'000;
    Pair pair(support::allScenarios(), options);
    pair.run();
    QCOMPARE(pair.finished.size(), 1u);
    const auto events = record::replay(pair.finished[0].record);
    std::int64_t headAt = -1;
    std::int64_t contentAt = -1;
    for (const wire::Event &event : events) {
        if (event.kind == wire::Kind::RequestHead)
            headAt = event.at;
        if (event.kind == wire::Kind::ContentBegin && event.direction == wire::Direction::Received)
            contentAt = event.at;
    }
    QCOMPARE(contentAt - headAt, 300'000'000);
    QCOMPARE(pair.finished[0].record.scenario, std::string("silent"));
    QCOMPARE(outcomeOf(pair.finished[0].record), std::string("final-status"));
}

void TestServerSeat::keepsAlive()
{
    Wire wire(support::allScenarios());
    for (int i = 0; i < 3000; ++i) {
        wire.in(requests(1, "/silent"));
        QVERIFY(!wire.seat.busy()); // nothing is kept between exchanges
    }
    QCOMPARE(wire.count("HTTP/1.1 200 OK"), 3000);
    QCOMPARE(wire.finished.size(), 3000u);
    QCOMPARE(wire.finished.back().record.facts.front().at, 0);
    QVERIFY(!wire.last || *wire.last == record::Responder::ActionKind::Done);
}

void TestServerSeat::pipelines()
{
    for (const std::size_t cut : {1u, 50u, 100000u}) {
        Wire wire(support::allScenarios());
        const std::string all = requests(20, "/silent") + requests(1, "/refuse-417");
        for (std::size_t at = 0; at < all.size(); at += cut)
            wire.in(all.substr(at, cut));
        QCOMPARE(wire.count("HTTP/1.1 200 OK"), 20);
        QVERIFY(wire.sent.ends_with("Received 5 bytes of content.\n"));
        QCOMPARE(wire.finished.size(), 21u);
        QCOMPARE(wire.finished[20].record.scenario, std::string("refuse-417"));
        QVERIFY(!wire.seat.full());
    }
}

/// The rest of a request that was refused and sent all the same, and the next request behind it in one piece: the
/// first exchange ends while its bytes are looked at (AddressSanitizer saw its parser read after that).
void TestServerSeat::nextBehindARefusedBody()
{
    Wire wire(support::allScenarios());
    wire.in("POST /refuse-417?connection=keep-alive HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
            "5\r\n\r\n");
    QCOMPARE(wire.count("HTTP/1.1 417 "), 1);
    QCOMPARE(wire.finished.size(), 0u);
    wire.in("hello" + requests(1, "/silent"));
    QCOMPARE(wire.finished.size(), 2u);
    QCOMPARE(wire.finished[1].record.scenario, std::string("silent"));
    QCOMPARE(wire.count("HTTP/1.1 200 OK"), 1);
    QCOMPARE(wire.count("HTTP/1.1 400 "), 0);
}

void TestServerSeat::answersUnreadableRequests()
{
    Wire foreign(support::allScenarios());
    foreign.in(std::string("\x16\x03\x01\x02", 4)); // a TLS hello on the plain port
    QCOMPARE(foreign.count("HTTP/1.1 400 Bad Request"), 1);
    QCOMPARE(foreign.last, std::optional(record::Responder::ActionKind::Close));
    foreign.fin();
    QCOMPARE(foreign.finished.size(), 1u);

    Wire chunk(support::allScenarios());
    chunk.in("POST /continue HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    QCOMPARE(chunk.count("HTTP/1.1 400 Bad Request"), 1);

    Wire blank(support::allScenarios());
    blank.in("\r\n\r\n");
    blank.fin();
    QVERIFY(blank.finished.empty()); // RFC 9112 section 2.2: no request
}

void TestServerSeat::endsAsTold()
{
    Wire idle(support::allScenarios());
    idle.in("POST /hang HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    QVERIFY(idle.seat.busy() && idle.seat.requestComplete());
    idle.seat.gone(idle.now + 5, record::ServerSeat::Gone::Idle, "nothing moved");
    QCOMPARE(outcomeOf(idle.seat.takeFinished().at(0).record), std::string("timed-out"));

    Wire stopped(support::allScenarios());
    stopped.in("POST /hang HTTP/1.1\r\nConte");
    stopped.seat.gone(stopped.now, record::ServerSeat::Gone::Ended, "the lab was stopped");
    const auto record = stopped.seat.takeFinished().at(0).record;
    QCOMPARE(outcomeOf(record), std::string("aborted"));
    QCOMPARE(record.facts.back().text, std::string("the lab was stopped"));

    Wire gave(support::allScenarios());
    gave.in("POST /silent HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe");
    gave.fin();
    QCOMPARE(gave.last, std::optional(record::Responder::ActionKind::Close));
    QCOMPARE(outcomeOf(gave.finished.at(0).record), std::string("closed-early"));

    Wire half(support::libraryOf("late.scenario", "title t\nabout a\ngroup delays\nread\nwait 1s\nfinal 200\n"));
    const auto first = half.seat.received(half.now, "GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(first.size(), 1u);
    QCOMPARE(first[0].kind, record::Responder::ActionKind::ArmTimer);
    half.fin(); // a client may say that it has said all
    QVERIFY(half.seat.busy());
    half.take(half.seat.timer(half.now + first[0].ns));
    QCOMPARE(half.count("HTTP/1.1 200 OK"), 1);
}

void TestServerSeat::answersForItselfAlone()
{
    Wire wire(support::allScenarios(), {false, {}});
    wire.in("GET /continue HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QCOMPARE(wire.count("HTTP/1.1 421 Misdirected Request\r\n"), 1);
    QCOMPARE(wire.count("Connection: close\r\n"), 1);
    Wire without(support::allScenarios(), {false, {}});
    without.in("GET /continue HTTP/1.1\r\n\r\n");
    QCOMPARE(without.count("HTTP/1.1 400 Bad Request\r\n"), 1);
    Wire own(support::allScenarios(), {false, {}});
    own.in("GET /continue HTTP/1.1\r\nHost: localhost:80\r\n\r\n");
    QCOMPARE(own.count("HTTP/1.1 200 OK\r\n"), 1);
}

// A lab has hundreds of exchanges at once.
void TestServerSeat::keepsLittleOfContent()
{
    Wire wire(support::allScenarios());
    wire.in("POST /continue HTTP/1.1\r\nHost: x\r\nContent-Length: 67108864\r\n\r\n");
    const std::string block(1 << 20, 'x');
    for (int i = 0; i < 64; ++i)
        wire.in(block);
    QVERIFY2(wire.finished.size() == 1, "the request is whole");
    const record::Tape &tape = wire.finished[0].record.tapes.at(0).received;
    QVERIFY(tape.size() > 64 << 20);
    QVERIFY2(tape.held() < 1 << 20, qPrintable(QString::number(tape.held())));
}

INTERIM_SUITE(TestServerSeat)
#include "tst_server_seat.moc"
