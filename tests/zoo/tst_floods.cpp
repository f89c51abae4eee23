// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever sends without end, or takes nothing: Ctrl-C is heard meanwhile, and the lab stays open to others in bounded
// memory.
#include "zoo/hostile_server.h"

#include "support/sanitizer.h"
#include "support/suite.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
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
        const QString line = QString::fromUtf8(process_.readLine()).trimmed();
        port_ = line.mid(line.lastIndexOf(u':') + 1).toUShort();
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
        const QString http = u"http://127.0.0.1:%1/"_s, https = u"https://127.0.0.1:%1/"_s;
        const zoo::Step tls{Do::Tls, 1, "good"}, tls12{Do::Tls, 1, "tls12"}, head{Do::Head, 1, {}},
            hold{Do::Hold, 1, {}};
        const zoo::Step ok{Do::Send, 1, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"};
        QTest::newRow("no answer") << http << zoo::Script{head, hold};
        QTest::newRow("no TLS") << https << zoo::Script{hold};
        QTest::newRow("new keys") << https << zoo::Script{tls, head, {Do::Flood, 1, "keyupdate"}};
        QTest::newRow("renegotiations") << https << zoo::Script{tls12, head, {Do::Flood, 1, "hellorequest"}};
        QTest::newRow("interim responses")
            << http << zoo::Script{head, {Do::Forever, 1, "HTTP/1.1 102 Processing\r\n\r\n"}};
        QTest::newRow("tiny chunks") << http << zoo::Script{head, ok, {Do::Forever, 1, "1\r\na\r\n"}};
        QTest::newRow("a head without end")
            << http << zoo::Script{head, {Do::Drip, 20, "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'a')}};
    }

    void interruptIsHeard()
    {
        QFETCH(QString, url);
        QFETCH(zoo::Script, script);
        const zoo::Identities identities;
        zoo::HostileServer server(playing(script), identities);
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI), {u"send"_s, u"--json"_s, u"--insecure"_s, url.arg(server.port())});
        process.setReadChannel(QProcess::StandardError);
        QTRY_VERIFY_WITH_TIMEOUT(server.accepted() > 0, 60'000);
        QTest::qWait(400);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QElapsedTimer since;
        since.start();
        QVERIFY(process.waitForFinished(60'000));
        const qint64 took = since.elapsed();
        QVERIFY2(took < 20'000,
                 qPrintable(QString::number(took))); // a second, on a machine that has nothing else to do
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray errors = process.readAllStandardError();
        const bool ended = errors.contains("cancelled by the user") || errors.contains("4 MiB of TLS messages")
            || errors.contains("more interim responses");
        QVERIFY2(ended, errors.constData());
        server.stop();
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

    /// 250 of them held 1.9 GiB, which never came back.
    void labBoundsAnswersThatNobodyReads()
    {
        Lab lab;
        QVERIFY(lab.port() != 0);
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < 250; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            sockets.back()->setReadBufferSize(1);
            sockets.back()->connectToHost(QHostAddress::LocalHost, lab.port());
            QVERIFY(sockets.back()->waitForConnected(60'000));
            sockets.back()->write("GET /endless-headers HTTP/1.1\r\nHost: localhost\r\n\r\n");
            sockets.back()->flush();
        }
        QTest::qWait(5000);
        QVERIFY(lab.answers());
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
