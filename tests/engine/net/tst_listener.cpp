// SPDX-License-Identifier: GPL-3.0-or-later
// The lab on a real port, with Debian's curl and with raw sockets.
#include "engine/net/listener.h"

#include "engine/net/socket_pair.h"
#include "record/recorder.h"
#include "support/scenario_files.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using engine::Listener;

namespace {

struct Curl {
    int exit = -1;
    QByteArray out; ///< head lines of -i, and -v's when asked
};

Curl curl(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"curl"_s, QStringList{u"-sSv"_s, u"--noproxy"_s, u"*"_s, u"--max-time"_s, u"20"_s} + arguments);
    Curl result;
    QSignalSpy finished(&process, &QProcess::finished);
    if (process.state() == QProcess::NotRunning || !finished.wait(30000))
        return result;
    result.exit = process.exitCode();
    result.out = process.readAll();
    return result;
}

const wire::Event *first(const std::vector<wire::Event> &events, wire::Kind kind)
{
    for (const wire::Event &event : events) {
        if (event.kind == kind)
            return &event;
    }
    return nullptr;
}

} // namespace

class TestListener : public QObject {
    Q_OBJECT

    Listener *listener_ = nullptr;
    std::vector<std::shared_ptr<const record::Record>> records_;

    Listener &start(Listener::Options options = {})
    {
        delete listener_;
        records_.clear();
        listener_ = new Listener(support::allScenarios(), this);
        connect(listener_, &Listener::recorded, this, [this](auto record) { records_.push_back(record); });
        const QString wrong = listener_->start(options);
        if (!wrong.isEmpty())
            qFatal("%s", qPrintable(wrong));
        return *listener_;
    }
    QStringList post(const char *path, const QStringList &more = {})
    {
        return QStringList{u"-H"_s, u"Expect: 100-continue"_s, u"-d"_s, u"hello"_s} + more
            + QStringList{listener_->baseUrl() + QLatin1String(path)};
    }

private slots:
    void curlMeetsTheFirstFour()
    {
        start();
        Curl got = curl(post("/continue"));
        QVERIFY2(got.exit == 0 && got.out.contains("< HTTP/1.1 100 Continue") && got.out.contains("< HTTP/1.1 200 OK"),
                 got.out.constData());
        got = curl(post("/refuse-417", {u"--max-time"_s, u"3"_s}));
        QVERIFY2(got.out.contains("< HTTP/1.1 417 Expectation Failed"), got.out.constData());
        got = curl(post("/reject-413?limit=2"));
        QVERIFY2(got.exit == 0 && got.out.contains("< HTTP/1.1 413 Content Too Large"), got.out.constData());
        QVERIFY(!got.out.contains("100 Continue"));
        got = curl(post("/silent", {u"--expect100-timeout"_s, u"0.3"_s}));
        QVERIFY2(got.exit == 0 && got.out.contains("< HTTP/1.1 200 OK"), got.out.constData());
        QTRY_VERIFY(!records_.empty() && records_.back()->scenario == "silent");
        const auto events = record::replay(*records_.back());
        const auto *head = first(events, wire::Kind::RequestHead);
        const auto *content = first(events, wire::Kind::ContentBegin);
        QVERIFY(head && content);
        QVERIFY(content->at - head->at >= 250'000'000); // curl waited, and the lab saw it
        for (const auto &record : records_) {
            QVERIFY(record->startedAt > 1'600'000'000'000);
            QCOMPARE(record->role(), wire::Role::Server);
        }
    }

    void listAndUnknown()
    {
        start();
        const Curl list = curl({listener_->baseUrl() + '/'_L1});
        QVERIFY(list.out.contains("< Content-Type: text/html") && list.out.contains("href=\"/refuse-417\""));
        const Curl unknown = curl({listener_->baseUrl() + u"/nothing"_s});
        QVERIFY(unknown.out.contains("< HTTP/1.1 404 Not Found") && unknown.out.contains("/refuse-417"));
    }

    void aTakenPortIsAnErrorOrAnotherOne()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        Listener::Options options;
        options.port = holder.serverPort();
        Listener listener(support::allScenarios());
        const QString wrong = listener.start(options);
        QVERIFY2(wrong.startsWith(u"another program listens on 127.0.0.1 port %1 already"_s.arg(holder.serverPort())),
                 qPrintable(wrong));
        options.orAnother = true;
        QCOMPARE(listener.start(options), QString());
        QVERIFY(listener.serverPort() != 0 && listener.serverPort() != holder.serverPort());
        QVERIFY(listener.baseUrl().endsWith(u":%1"_s.arg(listener.serverPort())));
    }

    /// Any other failure is said.
    void anotherPortIsNoOtherAddress()
    {
        Listener::Options options;
        options.host = u"192.0.2.1"_s;
        options.orAnother = true;
        Listener listener(support::allScenarios());
        QVERIFY(listener.start(options).contains(u"is no address of this machine"_s));
    }

    void overTls()
    {
        Listener::Options options;
        options.tls = true;
        start(options);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"lab.pem"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(listener_->certificatePem());
        file.close();
        const Curl got = curl(post("/continue", {u"--cacert"_s, file.fileName()}));
        QVERIFY2(got.exit == 0 && got.out.contains("< HTTP/1.1 100 Continue"), got.out.constData());
        QTRY_VERIFY(!records_.empty());
        const auto events = record::replay(*records_.back());
        const auto *tls = first(events, wire::Kind::Tls);
        QVERIFY(tls);
        QVERIFY(records_.back()->facts.front().target.tls);
    }

    void resetHidesTheAnswer()
    {
        start();
        const Curl got = curl({u"-H"_s, u"Expect:"_s, u"-X"_s, u"POST"_s, u"-T"_s, u"/dev/zero"_s,
                               listener_->baseUrl() + u"/final-then-close"_s});
        QVERIFY2(got.out.contains("413") || got.exit != 0, got.out.constData());
        QTRY_VERIFY(!records_.empty());
        bool closed = false;
        for (const record::Fact &fact : records_.back()->facts)
            closed = closed || fact.kind == record::FactKind::Closed;
        QVERIFY(closed);
    }

    void endlessLeavesRoomForOthers()
    {
        start();
        QTcpSocket endless;
        endless.setReadBufferSize(65536);
        endless.connectToHost(QHostAddress::LocalHost, listener_->serverPort());
        endless.write("GET /endless-headers HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_VERIFY(endless.bytesAvailable() > 1000);
        const Curl got = curl(post("/continue"));
        QCOMPARE(got.exit, 0);
        endless.abort();
        QTRY_COMPARE(listener_->connections(), 0);
    }

    void closesIdleOnesAndTooMany()
    {
        Listener::Options options;
        options.idle = std::chrono::milliseconds(200);
        options.mostConnections = 2;
        start(options);
        QTcpSocket sockets[3];
        for (QTcpSocket &socket : sockets)
            socket.connectToHost(QHostAddress::LocalHost, listener_->serverPort());
        QTRY_COMPARE(sockets[2].state(),
                     QAbstractSocket::UnconnectedState); // something has just moved on each of the others
        sockets[0].write("POST /hang HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
        QTRY_COMPARE(sockets[0].state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(sockets[1].state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(records_.size(), 1u);
        QCOMPARE(records_[0]->scenario, std::string("hang"));
        QCOMPARE(listener_->connections(), 0);
    }

    // 256 idle connections shut the lab for five minutes.
    void oldestIdleOneMakesRoom()
    {
        Listener::Options options;
        options.mostConnections = 3;
        start(options);
        QTcpSocket busy, first, second, fourth;
        const auto open = [this](QTcpSocket &socket) {
            socket.connectToHost(QHostAddress::LocalHost, listener_->serverPort());
            return socket.waitForConnected(20'000);
        };
        QVERIFY(open(busy));
        busy.write("POST /hang HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
        QVERIFY(open(first));
        QTRY_COMPARE(listener_->connections(), 2);
        QTest::qWait(20);
        QVERIFY(open(second));
        QTRY_COMPARE(listener_->connections(), 3);
        QTest::qWait(1100); // an exchange that still moves is not disturbed
        QVERIFY(open(fourth));
        QTRY_COMPARE(first.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(listener_->connections(), 3);
        fourth.write("GET /continue HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_VERIFY(fourth.bytesAvailable() > 0);
        QCOMPARE(busy.state(), QAbstractSocket::ConnectedState); // it has an exchange; second has none
        QCOMPARE(second.state(), QAbstractSocket::ConnectedState);
    }

    // Half a head is an exchange too: beside many of them a client that had just come was the one to go.
    void whoHasJustComeStays()
    {
        Listener::Options options;
        options.mostConnections = 3;
        start(options);
        QTcpSocket halves[3], news[2];
        const auto open = [this](QTcpSocket &socket) {
            socket.connectToHost(QHostAddress::LocalHost, listener_->serverPort());
            return socket.waitForConnected(20'000);
        };
        for (QTcpSocket &half : halves) {
            QVERIFY(open(half));
            half.write("POST /refuse-417 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n");
        }
        QTRY_COMPARE(listener_->connections(), 3);
        QTest::qWait(1100);
        for (QTcpSocket &one : news)
            QVERIFY(open(one)); // the second comes while the first has not said a word
        for (QTcpSocket &one : news) {
            one.write("GET /continue HTTP/1.1\r\nHost: localhost\r\n\r\n");
            QTRY_VERIFY(one.bytesAvailable() > 0);
        }
        int left = 0;
        for (QTcpSocket &half : halves)
            left += half.state() == QAbstractSocket::ConnectedState;
        QCOMPARE(left, 1);
    }

    // Answers that nobody reads held 1.9 GiB in 250 connections.
    void endsTheLargestRecording()
    {
        Listener::Options options;
        options.mostHeld = 4 << 20;
        start(options);
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < 20; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            sockets.back()->setReadBufferSize(1);
            sockets.back()->connectToHost(QHostAddress::LocalHost, listener_->serverPort());
            sockets.back()->write("GET /endless-headers HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        QTRY_VERIFY_WITH_TIMEOUT(!records_.empty(), 60'000);
        const record::Fact &last = records_.front()->facts.back();
        QCOMPARE(last.name, std::string("aborted"));
        QVERIFY2(last.text.find("memory for recordings was used up") != std::string::npos, last.text.c_str());
        QVERIFY(listener_->connections() > 0 && listener_->connections() < 20);
    }

    // RFC 9110 section 7.4: a page elsewhere can make its own name lead here.
    void answersForItselfAlone()
    {
        Listener::Options options;
        options.moreHosts = {u"lab.example"_s};
        start(options);
        const QByteArray port = QByteArray::number(listener_->serverPort());
        const std::pair<QByteArray, QByteArray> cases[] = {{"evil.example", "421 Misdirected Request"},
                                                           {"lab.example:" + port, "200 OK"},
                                                           {"127.0.0.1:" + port, "200 OK"},
                                                           {"a.localhost", "200 OK"},
                                                           {"192.0.2.1", "421 Misdirected Request"}};
        for (const auto &[host, answer] : cases) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, listener_->serverPort());
            socket.write("GET /continue HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            QTRY_VERIFY(socket.canReadLine());
            QCOMPARE(socket.readLine().trimmed(), "HTTP/1.1 " + answer);
        }
    }

    void stopsInMidExchange()
    {
        start();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, listener_->serverPort());
        socket.write("POST /hang HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
        QTRY_COMPARE(listener_->connections(), 1);
        QTest::qWait(50);
        listener_->stop();
        QCOMPARE(records_.size(), 1u);
        QVERIFY(!listener_->isListening());
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void saysWhyNot()
    {
        start();
        Listener second(support::allScenarios());
        Listener::Options options;
        options.port = listener_->serverPort();
        QVERIFY(second.start(options).contains(u"another program listens on 127.0.0.1"_s));
        options.host = u"not an address"_s;
        QVERIFY(second.start(options).contains(u"is no address to listen on"_s));
        options.host = u"192.0.2.1"_s; // RFC 5737: no machine's
        QVERIFY(second.start(options).contains(u"0.0.0.0 for all"_s));
        QVERIFY(engine::isAddress(u"localhost"_s) && !engine::isAddress(QString()));
        QVERIFY(engine::isLoopback(u"127.3.2.1"_s) && engine::isLoopback(u"::1"_s));
        QVERIFY(engine::isLoopback(u"localhost"_s) && !engine::isLoopback(u"0.0.0.0"_s));
    }
};

INTERIM_SUITE(TestListener)
#include "tst_listener.moc"
