// SPDX-License-Identifier: GPL-3.0-or-later
// Look-up, addresses, TLS: the facts of each step, and one plain line when it fails.
#include "engine/net/dialer.h"

#include "engine/net/tls_peer.h"
#include "support/script_server.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include <unistd.h>

using namespace Qt::StringLiterals;

using engine::Dialer;
using record::Fact;
using record::FactKind;
using support::Peer;

namespace {

struct Dial {
    std::vector<Fact> facts;
    record::Outcome outcome = record::Outcome::Pending; // when connected
    std::string line;
    std::string address;
    bool over = false;

    int count(FactKind kind) const
    {
        return static_cast<int>(std::ranges::count_if(facts, [kind](const Fact &f) { return f.kind == kind; }));
    }
    const Fact &last(FactKind kind) const
    {
        return *std::ranges::find_if(facts.rbegin(), facts.rend(), [kind](const Fact &f) { return f.kind == kind; });
    }
};

request::Url url(const std::string &host, std::uint16_t port, bool tls = false)
{
    request::Url made;
    made.host = host;
    made.port = port;
    made.tls = tls;
    return made;
}

Dial dial(const request::Url &to, const request::RequestSpec &spec = {})
{
    Dial result;
    record::Recorder recorder;
    record::Scribe scribe(recorder);
    Dialer dialer(to, std::get<request::Route>(request::routeOf(spec, to)), spec, scribe);
    QObject::connect(&dialer, &Dialer::connected, &dialer, [&] { result.over = true; });
    QObject::connect(&dialer, &Dialer::failed, &dialer, [&](record::Outcome outcome, const std::string &line) {
        result.outcome = outcome;
        result.line = line;
        result.over = true;
    });
    dialer.start();
    if (!QTest::qWaitFor([&result] { return result.over; }, 60'000))
        qFatal("neither connected nor failed");
    result.address = dialer.address();
    result.facts = recorder.recording().facts;
    return result;
}

const auto patient = [](Peer &peer) { peer.awaitClose(); };

} // namespace

class TestDialer : public QObject {
    Q_OBJECT
private slots:
    void connectsByName();
    void refusedPort();
    void everyAddressIsTried();
    void lookUpThatNeverEnds();
    void manyAddresses();
    void unixSockets();
    void unixSocketsThatAreNone();
    void unixSocketWithAFullQueue();
    void unknownName();
    void selfSigned();
    void unchecked();
    void tlsToPlainHttp();
    void tlsThatNeverAnswers();
    void cancelEndsTheStep();
    void cancelledBeforeTls();
};

void TestDialer::connectsByName()
{
    support::ScriptServer server({patient});
    request::RequestSpec spec;
    spec.family = request::AddressFamily::V4;
    const Dial got = dial(url("localhost", server.port()), spec);
    QCOMPARE(got.line, std::string());
    QCOMPARE(got.address, std::string("127.0.0.1"));
    QCOMPARE(got.count(FactKind::LookupBegin), 1);
    QVERIFY(got.last(FactKind::LookupEnd).text.find("127.0.0.1") != std::string::npos);
    QCOMPARE(got.last(FactKind::ConnectEnd).text, "127.0.0.1:" + std::to_string(server.port()));
    QCOMPARE(got.last(FactKind::ConnectEnd).code, 0);
}

void TestDialer::refusedPort()
{
    const std::uint16_t port = support::unusedPort();
    const Dial got = dial(url("127.0.0.1", port));
    QCOMPARE(got.outcome, record::Outcome::ConnectFailed);
    QCOMPARE(got.line, "connection refused by 127.0.0.1:" + std::to_string(port));
    QCOMPARE(got.count(FactKind::LookupBegin), 0);
    QCOMPARE(got.last(FactKind::ConnectEnd).code, 1);
}

// localhost is two addresses where there is IPv6; each has its own begin and end, and the line names all.
void TestDialer::everyAddressIsTried()
{
    const Dial got = dial(url("localhost", support::unusedPort()));
    QCOMPARE(got.outcome, record::Outcome::ConnectFailed);
    QVERIFY(got.count(FactKind::ConnectBegin) >= 1);
    QCOMPARE(got.count(FactKind::ConnectBegin), got.count(FactKind::ConnectEnd));
    for (const Fact &fact : got.facts)
        QVERIFY(fact.kind != FactKind::ConnectEnd || got.line.find(fact.text) != std::string::npos);
}

// The time to connect covers it, and so does cancel.
void TestDialer::lookUpThatNeverEnds()
{
    // Shared with the look-up's thread, which may still stand in it when this function is over.
    struct Gate {
        std::mutex mutex;
        std::condition_variable free;
        bool open = false;
    };
    const auto gate = std::make_shared<Gate>();
    engine::Resolver::answerBy([gate](const std::string &, request::AddressFamily) {
        std::unique_lock lock(gate->mutex);
        gate->free.wait(lock, [&] { return gate->open; });
        return engine::Resolved{{"127.0.0.1"}, {}};
    });
    request::RequestSpec spec;
    spec.timeouts.connectNs = 50'000'000;
    const Dial got = dial(url("h.example", 80), spec);
    QCOMPARE(got.outcome, record::Outcome::ConnectFailed);
    QVERIFY2(got.line.starts_with("no answer to the look-up of h.example within 50 ms"), got.line.c_str());
    QCOMPARE(got.last(FactKind::LookupEnd).code, 1);
    QCOMPARE(got.count(FactKind::Timeout), 1);
    {
        record::Recorder recorder;
        record::Scribe scribe(recorder);
        Dialer dialer(url("h.example", 80), std::get<request::Route>(request::routeOf({}, url("h.example", 80))), {},
                      scribe);
        dialer.start();
        dialer.cancel("over");
    }
    {
        const std::lock_guard lock(gate->mutex);
        gate->open = true;
    }
    gate->free.notify_all();
    engine::Resolver::answerBy({});
}

void TestDialer::manyAddresses()
{
    const std::uint16_t port = support::unusedPort();
    engine::Resolver::answerBy([](const std::string &, request::AddressFamily) {
        engine::Resolved many;
        for (int i = 1; i <= 200; ++i)
            many.addresses.push_back("127.0.0." + std::to_string(i));
        return many;
    });
    const Dial got = dial(url("h.example", port));
    engine::Resolver::answerBy({});
    QCOMPARE(got.count(FactKind::ConnectBegin), 16);
    QVERIFY(got.last(FactKind::LookupEnd).text.ends_with("127.0.0.16 and 184 more"));
    QCOMPARE(got.last(FactKind::Decision).name, std::string("addresses-left-out"));
    QCOMPARE(got.last(FactKind::Decision).text,
             std::string("h.example has 200 addresses: the first 16 are tried, the others are not"));
}

// No look-up, no address: one step, which names the socket. Under TLS the name is the URL's.
void TestDialer::unixSockets()
{
    const QTemporaryDir folder;
    const SelfSigned signedFor("DNS:name.example");
    const QString authority = folder.filePath(u"ca.pem"_s);
    QFile pem(authority);
    QVERIFY(pem.open(QIODevice::WriteOnly) && pem.write(QByteArray::fromStdString(signedFor.pem())) > 0);
    pem.close();
    for (const std::string &path :
         {folder.filePath(u"a b.sock"_s).toStdString(), "@interim-dialer-" + std::to_string(getpid())}) {
        const auto speaksTls = [&](Peer &peer) {
            const TlsPeer tls(peer.fd(), signedFor);
            peer.awaitClose();
        };
        support::ScriptServer server(path, {patient, speaksTls, speaksTls});
        request::RequestSpec spec;
        spec.unixSocket = path;
        const Dial got = dial(url("name.example", 80), spec);
        QCOMPARE(got.line, std::string());
        QCOMPARE(got.address, std::string());
        QCOMPARE(got.count(FactKind::LookupBegin), 0);
        QCOMPARE(got.count(FactKind::ConnectBegin), 1);
        QCOMPARE(got.last(FactKind::ConnectEnd).text, path);
        QCOMPARE(got.last(FactKind::ConnectEnd).name, std::string(wire::unixStep));
        const Dial tls = dial(url("name.example", 443, true), spec);
        QCOMPARE(tls.outcome, record::Outcome::TlsFailed); // the certificate is its own
        QCOMPARE(tls.last(FactKind::TlsBegin).text, std::string("name.example"));
        QVERIFY2(tls.line.find("Unix socket") != std::string::npos, tls.line.c_str());
        spec.tls.caFile = authority.toStdString();
        const Dial trusted = dial(url("name.example", 443, true), spec);
        QCOMPARE(trusted.line, std::string());
        QCOMPARE(trusted.last(FactKind::TlsBegin).text, std::string("name.example"));
        QCOMPARE(trusted.count(FactKind::LookupBegin), 0);
    }
}

void TestDialer::unixSocketsThatAreNone()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(u"s"_s).toStdString();
    request::RequestSpec spec;
    spec.unixSocket = path;
    Dial got = dial(url("h", 80), spec);
    QCOMPARE(got.line, "the Unix socket " + path + " does not exist: check its path, and whether its server runs");
    QCOMPARE(got.last(FactKind::ConnectEnd).code, 1);
    QCOMPARE(got.last(FactKind::ConnectEnd).name, std::string(wire::unixStep));
    {
        support::ScriptServer gone(path, {});
    }
    got = dial(url("h", 80), spec);
    QCOMPARE(got.line, "nobody listens at the Unix socket " + path + ": start its server");
    spec.unixSocket = folder.path().toStdString();
    QVERIFY(dial(url("h", 80), spec).line.ends_with(" is no Unix socket: name the one at which the server listens"));
    spec.unixSocket = "@interim-nobody-" + std::to_string(getpid());
    QVERIFY(dial(url("h", 80), spec).line.find("does not exist") != std::string::npos);
}

// The kernel says EAGAIN at once: the server may still come to it, within the time to connect.
void TestDialer::unixSocketWithAFullQueue()
{
    const QTemporaryDir folder;
    request::RequestSpec spec;
    spec.unixSocket = folder.filePath(u"s"_s).toStdString();
    spec.timeouts.connectNs = 300'000'000;
    std::atomic<bool> go = false;
    support::ScriptServer server(spec.unixSocket,
                                 {[&](Peer &peer) {
                                      while (!go)
                                          std::this_thread::sleep_for(std::chrono::milliseconds(5));
                                      peer.awaitClose();
                                  },
                                  patient, patient, patient},
                                 0);
    std::vector<std::unique_ptr<engine::Transport>> waiting;
    for (int i = 0; i < 2; ++i) { // one is served, one stands in the queue
        waiting.push_back(std::make_unique<engine::Transport>());
        bool up = false;
        QObject::connect(waiting.back().get(), &engine::Transport::connected, this, [&up] { up = true; });
        waiting.back()->connectToUnix(spec.unixSocket);
        QTRY_VERIFY_WITH_TIMEOUT(up, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(server.accepted() == 1, 20'000);
    }
    const Dial late = dial(url("h", 80), spec);
    QVERIFY2(late.line.starts_with("no place in the queue of the Unix socket "), late.line.c_str());
    spec.timeouts.connectNs = 20'000'000'000;
    QTimer::singleShot(60, this, [&] {
        go = true;
        waiting.clear();
    });
    QCOMPARE(dial(url("h", 80), spec).line, std::string());
}

void TestDialer::unknownName()
{
    const Dial got = dial(url("no-such-host.invalid", 80));
    QCOMPARE(got.outcome, record::Outcome::ConnectFailed);
    QVERIFY2(got.line.find("no-such-host.invalid") != std::string::npos, got.line.c_str());
    QCOMPARE(got.last(FactKind::LookupEnd).code, 1);
    QCOMPARE(got.count(FactKind::ConnectBegin), 0);
}

void TestDialer::selfSigned()
{
    const SelfSigned identity;
    support::ScriptServer server({[&identity](Peer &peer) { TlsPeer tls(peer.fd(), identity); }});
    const Dial got = dial(url("127.0.0.1", server.port(), true));
    QCOMPARE(got.outcome, record::Outcome::TlsFailed);
    QVERIFY2(got.line.find("not trusted: the certificate is self-signed") != std::string::npos, got.line.c_str());
    QCOMPARE(got.last(FactKind::TlsEnd).code, 1);
    QVERIFY(got.last(FactKind::TlsEnd).text.find("subject CN") != std::string::npos);
}

void TestDialer::unchecked()
{
    const SelfSigned identity;
    support::ScriptServer server({[&identity](Peer &peer) {
        const TlsPeer tls(peer.fd(), identity);
        peer.awaitClose();
    }});
    request::RequestSpec spec;
    spec.tls.verify = false;
    const Dial got = dial(url("127.0.0.1", server.port(), true), spec);
    QCOMPARE(got.line, std::string());
    const Fact &end = got.last(FactKind::TlsEnd);
    QCOMPARE(end.code, 0);
    QVERIFY(end.name.starts_with("TLSv1."));
    QVERIFY2(end.text.find("not verified: the certificate is self-signed") != std::string::npos, end.text.c_str());
}

void TestDialer::tlsToPlainHttp()
{
    support::ScriptServer server({[](Peer &peer) {
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        peer.awaitClose();
    }});
    const Dial got = dial(url("127.0.0.1", server.port(), true));
    QCOMPARE(got.outcome, record::Outcome::TlsFailed);
    QVERIFY2(got.line.find("perhaps plain http") != std::string::npos, got.line.c_str());
}

void TestDialer::tlsThatNeverAnswers()
{
    support::ScriptServer server({patient});
    request::RequestSpec spec;
    spec.timeouts.connectNs = 1'500'000'000; // a busy machine connects within that
    const Dial got = dial(url("127.0.0.1", server.port(), true), spec);
    QCOMPARE(got.outcome, record::Outcome::TlsFailed);
    QVERIFY2(got.line.find("within 1.5 s") != std::string::npos, got.line.c_str());
    QCOMPARE(got.last(FactKind::Timeout).name, std::string("connect"));
}

void TestDialer::cancelEndsTheStep()
{
    record::Recorder recorder;
    record::Scribe scribe(recorder);
    const std::vector<Fact> &facts = recorder.recording().facts;
    const request::Url to = url("localhost", 9);
    Dialer dialer(to, std::get<request::Route>(request::routeOf({}, to)), {}, scribe);
    dialer.start();
    dialer.cancel("enough");
    QCOMPARE(facts.size(), std::size_t(2));
    QCOMPARE(facts[1].kind, FactKind::LookupEnd);
    QCOMPARE(facts[1].text, std::string("enough"));
    QCOMPARE(facts[1].code, 1);
}

/// What was posted before runs after it, and has nothing left to do.
void TestDialer::cancelledBeforeTls()
{
    support::ScriptServer server({patient});
    record::Recorder recorder;
    record::Scribe scribe(recorder);
    auto tunnel = std::make_unique<engine::Transport>();
    bool up = false;
    QObject::connect(tunnel.get(), &engine::Transport::connected, tunnel.get(), [&up] { up = true; });
    tunnel->connectTo("127.0.0.1", server.port());
    QTRY_VERIFY(up);
    const request::Url to = url("h.example", 443, true);
    Dialer dialer(to, std::get<request::Route>(request::routeOf({}, to)), {}, scribe);
    dialer.startThrough(std::move(tunnel), "127.0.0.1");
    dialer.cancel("enough");
    QCoreApplication::processEvents();
    QVERIFY(recorder.recording().facts.empty());
}

INTERIM_SUITE(TestDialer)
#include "tst_dialer.moc"
