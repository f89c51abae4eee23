// SPDX-License-Identifier: GPL-3.0-or-later
// Where the real curl connects to, and with which Host, beside ours: Unix sockets, localhost, names outside ASCII,
// zones.

#include "peers/processes.h"
#include "support/script_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace peers;

namespace {

/// The head without what names the client.
QByteArray headOf(const std::string &head)
{
    QByteArrayList lines;
    for (const QByteArray &line : QByteArray::fromStdString(head).split('\n'))
        if (!line.startsWith("User-Agent:"))
            lines.append(line);
    return lines.join('\n');
}

} // namespace

class TestDestinations : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

private slots:
    void sameBytes_data()
    {
        QTest::addColumn<QString>("url"); // PORT in it
        QTest::addColumn<QStringList>("curl");
        QTest::addColumn<QStringList>("interim");
        QTest::addColumn<QString>("socket"); // "" for TCP
        const QString path = folder_.filePath(u"a b.sock"_s), name = u"interim-peer-%1"_s.arg(getpid());
        const QStringList place{u"--connect-to"_s, u"127.0.0.1:PORT"_s},
            curlPlace{u"--connect-to"_s, u"::127.0.0.1:PORT"_s};
        QTest::newRow("unix") << u"http://docker/x?y"_s << QStringList{u"--unix-socket"_s, path}
                              << QStringList{u"--unix-socket"_s, path} << path;
        QTest::newRow("abstract") << u"http://localhost:81/"_s << QStringList{u"--abstract-unix-socket"_s, name}
                                  << QStringList{u"--abstract-unix-socket"_s, name} << u'@' + name;
        QTest::newRow("localhost") << u"http://api.localhost:PORT/"_s << QStringList() << QStringList() << QString();
        // This curl looks the name up, which none answers here.
        QTest::newRow("root") << u"http://localhost.:PORT/"_s << curlPlace << QStringList() << QString();
        QTest::newRow("idn") << u"http://Bücher.example:PORT/x"_s << curlPlace << place << QString();
        QTest::newRow("sharp s") << u"http://faß.example/x"_s << curlPlace << place << QString();
    }
    void sameBytes()
    {
        QFETCH(QString, url);
        QFETCH(QStringList, curl);
        QFETCH(QStringList, interim);
        QFETCH(QString, socket);
        std::vector<std::string> heads;
        const auto script = [&heads](support::Peer &peer) {
            heads.push_back(peer.readHead());
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            peer.finish();
            peer.awaitClose();
        };
        const auto server = socket.isEmpty()
            ? std::make_unique<support::ScriptServer>(std::vector<std::function<void(support::Peer &)>>{script, script})
            : std::make_unique<support::ScriptServer>(
                socket.toStdString(), std::vector<std::function<void(support::Peer &)>>{script, script});
        const QString port = QString::number(server->port());
        url.replace(u"PORT"_s, port);
        curl.replaceInStrings(u"PORT"_s, port);
        interim.replaceInStrings(u"PORT"_s, port);
        // In a UTF-8 locale: in the C locale this curl cannot read the name.
        const Ended theirs = run(u"env"_s,
                                 QStringList{u"LC_ALL=C.UTF-8"_s, u"curl"_s, u"-sS"_s, u"--noproxy"_s, u"*"_s} + curl
                                     + QStringList{url});
        QVERIFY2(theirs.exitCode == 0, theirs.errors.constData());
        const Ended ours = run(QStringLiteral(INTERIM_CLI), QStringList{u"send"_s} + interim + QStringList{url});
        QVERIFY2(ours.exitCode == 0, ours.errors.constData());
        server->join();
        QCOMPARE(heads.size(), std::size_t(2));
        QCOMPARE(headOf(heads[1]), headOf(heads[0]));
    }

    // RFC 6874, and the zone never in Host: where there is no link-local address, ::1 has one all the same.
    void zones()
    {
        const Ended ours = run(QStringLiteral(INTERIM_CLI), {u"send"_s, u"http://[::1%25lo]:1/"_s});
        QVERIFY2(ours.errors.contains("[::1]:1"), ours.errors.constData());
    }

    // What the export writes, the real curl connects to.
    void exportedCommandsUseTheSocket()
    {
        const QString path = folder_.filePath(u"e 'x'.sock"_s);
        std::string head;
        support::ScriptServer server(path.toStdString(), {[&head](support::Peer &peer) {
                                         head = peer.readHead();
                                         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                                         peer.awaitClose();
                                     }});
        const Ended command =
            run(QStringLiteral(INTERIM_CLI), {u"curl"_s, u"--unix-socket"_s, path, u"http://docker/v1"_s});
        QVERIFY2(command.exitCode == 0, command.errors.constData());
        const Ended ran = run(u"bash"_s, {u"-c"_s, QString::fromUtf8(command.output)});
        QVERIFY2(ran.exitCode == 0, (command.output + ran.errors).constData());
        server.join();
        QVERIFY2(head.starts_with("GET /v1 HTTP/1.1\r\nHost: docker\r\n"), head.c_str());
    }
};

INTERIM_SUITE(TestDestinations)
#include "tst_destinations.moc"
