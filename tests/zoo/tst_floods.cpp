// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever sends without end, or takes nothing: Ctrl-C is heard meanwhile, and the lab stays open to others in bounded
// memory.
#include "zoo/flood_clients.h"
#include "zoo/hostile_server.h"

#include "support/sanitizer.h"
#include "support/suite.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;

namespace {

/// One script, as a case of the zoo plays it.
zoo::Case playing(zoo::Script script)
{
    zoo::Case one;
    one.scripts = {std::move(script)};
    return one;
}

/// The lab as a program of its own.
class Lab {
public:
    explicit Lab(const QStringList &words = {})
    {
        process_.start(QStringLiteral(INTERIM_CLI), QStringList{u"lab"_s} + words);
        while (!process_.canReadLine() && process_.waitForReadyRead(60'000)) {}
        static const QRegularExpression port(u"//[^/:]*:(\\d+)"_s);
        port_ = port.match(QString::fromUtf8(process_.readLine())).captured(1).toUShort();
    }
    ~Lab()
    {
        process_.kill();
        process_.waitForFinished(20'000);
    }
    quint16 port() const { return port_; }
    /// Its peak, in KiB.
    long peakKib() const
    {
        QFile file(u"/proc/%1/status"_s.arg(process_.processId()));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        static const QRegularExpression peak(u"VmHWM:\\s+(\\d+)"_s);
        return peak.match(QString::fromUtf8(file.readAll())).captured(1).toLong();
    }
    bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port_);
        socket.write("GET /continue HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        while (!socket.canReadLine() && socket.waitForReadyRead(60'000)) {}
        return socket.readLine().startsWith("HTTP/1.1 200");
    }

private:
    QProcess process_;
    quint16 port_ = 0;
};

} // namespace

Q_DECLARE_METATYPE(zoo::Script)

class TestFloods : public QObject {
    Q_OBJECT
private slots:
    void interruptIsHeard_data()
    {
        using zoo::Do;
        QTest::addColumn<QString>("url");
        QTest::addColumn<zoo::Script>("script");
        QTest::addColumn<int>("signal");
        const QString http = u"http://127.0.0.1:%1/"_s, https = u"https://127.0.0.1:%1/"_s;
        const zoo::Step tls{Do::Tls, 1, "good"}, tls12{Do::Tls, 1, "tls12"}, head{Do::Head, 1, {}},
            hold{Do::Hold, 1, {}};
        const zoo::Step ok{Do::Send, 1, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"};
        const zoo::Step warning{Do::Forever, 1, std::string("\x15\x03\x03\x00\x02\x01\x5a", 7)};
        QTest::newRow("no answer") << http << zoo::Script{head, hold} << SIGINT;
        QTest::newRow("no TLS") << https << zoo::Script{hold} << SIGINT;
        QTest::newRow("new keys") << https << zoo::Script{tls, head, {Do::Flood, 1, "keyupdate"}} << SIGINT;
        QTest::newRow("renegotiations") << https << zoo::Script{tls12, head, {Do::Flood, 1, "hellorequest"}} << SIGINT;
        QTest::newRow("renegotiations, SIGTERM")
            << https << zoo::Script{tls12, {Do::Flood, 1, "hellorequest"}} << SIGTERM;
        QTest::newRow("warnings in the handshake") << https << zoo::Script{warning} << SIGTERM;
        QTest::newRow("warnings") << https << zoo::Script{tls12, {Do::Flood, 1, "alerts"}} << SIGTERM;
        QTest::newRow("warnings and renegotiations")
            << https << zoo::Script{tls12, {Do::Flood, 1, "alerts-and-hellorequests"}} << SIGTERM;
        QTest::newRow("interim responses")
            << http << zoo::Script{head, {Do::Forever, 1, "HTTP/1.1 102 Processing\r\n\r\n"}} << SIGINT;
        QTest::newRow("tiny chunks") << http << zoo::Script{head, ok, {Do::Forever, 1, "1\r\na\r\n"}} << SIGINT;
        QTest::newRow("a head without end")
            << http << zoo::Script{head, {Do::Drip, 20, "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'a')}}
            << SIGINT;
    }

    void interruptIsHeard()
    {
        QFETCH(QString, url);
        QFETCH(zoo::Script, script);
        QFETCH(int, signal);
        const zoo::Identities identities;
        zoo::HostileServer server(playing(script), identities);
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI), {u"send"_s, u"--json"_s, u"--insecure"_s, url.arg(server.port())});
        process.setReadChannel(QProcess::StandardError);
        QTRY_VERIFY_WITH_TIMEOUT(server.accepted() > 0, 60'000);
        QTest::qWait(400);
        QElapsedTimer since;
        since.start();
        if (process.state() == QProcess::Running) { // else it has given up already: its process 0 would be all of us
            ::kill(static_cast<pid_t>(process.processId()), signal);
            QVERIFY(process.waitForFinished(60'000));
        }
        const qint64 took = since.elapsed();
        QVERIFY2(took < 20'000,
                 qPrintable(QString::number(took))); // a second, on a machine that has nothing else to do
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray errors = process.readAllStandardError();
        const bool ended = errors.contains(signal == SIGINT ? "cancelled by the user" : "the program was asked to end")
            || errors.contains("4 MiB of TLS messages") || errors.contains("too many warn alerts")
            || errors.contains("more interim responses");
        QVERIFY2(ended, errors.constData());
        server.stop();
    }

    /// No call ends a look-up that the system is busy with.
    void interruptIsHeardInALookUp_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("says");
        const QString url = u"http://hangs.invalid/"_s;
        QTest::newRow("send") << QStringList{u"send"_s, url} << QByteArray("cancelled by the user");
        QTest::newRow("compare") << QStringList{u"compare"_s, url, url} << QByteArray();
    }

    void interruptIsHeardInALookUp()
    {
        if (support::addressSanitizer || support::threadSanitizer)
            QSKIP("a sanitizer wants to be loaded first");
        QFETCH(QStringList, words);
        QFETCH(QByteArray, says);
        const QTemporaryDir folder;
        const QString seen = folder.filePath(u"seen"_s);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LD_PRELOAD"_s, QCoreApplication::applicationDirPath() + u"/libinterim_zoo_watch.so"_s);
        environment.insert(u"INTERIM_ZOO_WATCH"_s, seen);
        environment.insert(u"INTERIM_ZOO_HANG"_s, u"1"_s);
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(INTERIM_CLI), words);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(seen).size() > 0, 60'000);
        QTest::qWait(300);
        QCOMPARE(process.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QElapsedTimer since;
        since.start();
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(since.elapsed() < 5000, qPrintable(QString::number(since.elapsed()))); // a look-up may take 10 s
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.contains(says), errors.constData());
    }

    /// Each turn of reading asked for one more: --max-time 8000 ended after 10.9 s.
    void maxTimeIsHeardAmongTinyChunks()
    {
        using zoo::Do;
        const zoo::Identities identities;
        zoo::HostileServer server(playing({{Do::Head, 1, {}},
                                           {Do::Send, 1, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"},
                                           {Do::Forever, 1, "1\r\na\r\n"}}),
                                  identities);
        QProcess process;
        process.start(
            QStringLiteral(INTERIM_CLI),
            {u"send"_s, u"--json"_s, u"--max-time"_s, u"8000"_s, u"http://127.0.0.1:%1/"_s.arg(server.port())});
        QVERIFY(process.waitForFinished(120'000));
        static const QRegularExpression end(u"\"duration_ns\": (\\d+)"_s);
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        const double seconds = end.match(text).captured(1).toDouble() / 1e9;
        QVERIFY2(seconds >= 8 && seconds < 9, qPrintable(QString::number(seconds)));
        server.stop();
    }

    void labBoundsItsMemory_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("clients");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<bool>("reads");
        const QByteArray get = "GET /continue HTTP/1.1\r\nHost: localhost\r\n", end = "\r\n",
                         post = "POST /continue HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        // 250 of them held 1.9 GiB, which never came back.
        QTest::newRow("answers that nobody reads")
            << QStringList() << 250 << QByteArray("GET /endless-headers HTTP/1.1\r\nHost: localhost\r\n\r\n")
            << QByteArray() << false;
        QTest::newRow("idle") << QStringList() << 300 << QByteArray() << QByteArray() << false;
        // 30 of them took 295 MiB, when each line was told.
        QTest::newRow("empty lines") << QStringList() << 30 << QByteArray() << end.repeated(30'000) << false;
        QTest::newRow("fields of one byte")
            << QStringList() << 16 << get << QByteArray(":\n").repeated(10'000) << false;
        QTest::newRow("a long field") << QStringList() << 30 << get + "a: " << QByteArray(60'000, 'x') << false;
        QTest::newRow("folds") << QStringList() << 12 << get + "a: b\r\n"
                               << QByteArray(" x\n").repeated(20'000) << false;
        QTest::newRow("chunks of one byte")
            << QStringList() << 3 << post << QByteArray("1;\na\n").repeated(10'000) << false;
        QTest::newRow("many requests, and nobody reads what the lab prints")
            << QStringList{u"--json"_s} << 30 << QByteArray() << (get + end).repeated(1000) << true;
    }

    void labBoundsItsMemory()
    {
        QFETCH(QStringList, words);
        QFETCH(int, clients);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, then);
        QFETCH(bool, reads);
        Lab lab(words);
        QVERIFY(lab.port() != 0);
        {
            const zoo::FloodClients flood(lab.port(), clients, {first.toStdString(), then.toStdString(), reads});
            QTest::qWait(4000);
            QVERIFY(flood.sent() >= first.size() + then.size());
        }
        QVERIFY(lab.answers());
        qInfo("%.1f MiB", double(lab.peakKib()) / 1024);
        if (support::memoryIsOurs)
            QVERIFY2(lab.peakKib() < support::memoryFactor * (200 << 10), qPrintable(QString::number(lab.peakKib())));
    }

    /// They shut the lab for five minutes.
    void labMakesRoomForOthers()
    {
        Lab lab;
        QVERIFY(lab.port() != 0);
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < 256; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            sockets.back()->connectToHost(QHostAddress::LocalHost, lab.port());
            QVERIFY(sockets.back()->waitForConnected(60'000));
        }
        QTest::qWait(2000);
        QVERIFY(lab.answers());
    }
};

INTERIM_SUITE(TestFloods)
#include "tst_floods.moc"
