// SPDX-License-Identifier: GPL-3.0-or-later
// Through real proxies (tinyproxy, microsocks) to the lab: absolute form, CONNECT, SOCKS 5, with and without a
// password.

#include "peers/lab_process.h"
#include "peers/processes.h"
#include "support/script_server.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace peers;

namespace {

bool listens(quint16 port)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool does = connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    close(fd);
    return does;
}

struct Proxy {
    QProcess process;
    quint16 port = 0;
    QString at(const char *scheme, const QString &user = {}) const
    {
        return QString::fromLatin1(scheme) + u"://"_s + user + u"127.0.0.1:"_s + QString::number(port);
    }
    bool start(const QString &program, const QStringList &arguments)
    {
        process.start(program, arguments);
        return process.waitForStarted() && QTest::qWaitFor([this] { return listens(port); }, 20'000);
    }
    ~Proxy()
    {
        process.kill();
        process.waitForFinished();
    }
};

QJsonArray attemptsOf(const QJsonObject &exchange)
{
    return exchange.value("attempts"_L1).toArray();
}

/// "proxy-connect 200, first 417, …"
QString storyOf(const QJsonObject &exchange)
{
    QStringList story;
    for (const auto &entry : attemptsOf(exchange)) {
        const QJsonObject attempt = entry.toObject();
        story << attempt.value("reason"_L1).toString() + u' '
                + QString::number(attempt.value("final"_L1).toObject().value("status"_L1).toInt());
    }
    return story.join(u", "_s);
}

} // namespace

class TestProxies : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void stories_data();
    void stories();
    void absoluteFormIsOnTheWire();
    void socksIsAPhaseOfItsOwn();
    void refusalsAreOneLine_data();
    void refusalsAreOneLine();

private:
    bool startHttp(Proxy &proxy, const QByteArray &more);
    QString resolved(QString text) const;
    QJsonObject send(const QStringList &words, int *status = nullptr, QByteArray *errors = nullptr) const;

    QTemporaryDir folder_;
    LabProcess plain_, tls_;
    Proxy http_, httpUser_, socks_, socksUser_;
};

bool TestProxies::startHttp(Proxy &proxy, const QByteArray &more)
{
    proxy.port = support::unusedPort();
    QFile file(folder_.filePath(QString::number(proxy.port)));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("Port " + QByteArray::number(proxy.port)
               + "\nListen 127.0.0.1\nAllow 127.0.0.1\nTimeout 60\nMaxClients 20\nLogLevel Critical\n" + more);
    file.close();
    return proxy.start(u"tinyproxy"_s, {u"-d"_s, u"-c"_s, file.fileName()});
}

void TestProxies::initTestCase()
{
    const QString cli = QStringLiteral(INTERIM_CLI);
    QVERIFY2(plain_.start(cli), plain_.errors().constData());
    QVERIFY2(tls_.start(cli, {u"--tls"_s, u"--certificate"_s, folder_.filePath(u"ca.pem"_s)}),
             tls_.errors().constData());
    QVERIFY(startHttp(http_, {}));
    QVERIFY(startHttp(httpUser_, "BasicAuth user secret\n"));
    for (Proxy *proxy : {&socks_, &socksUser_})
        proxy->port = support::unusedPort();
    const QStringList here{u"-i"_s, u"127.0.0.1"_s, u"-p"_s};
    QVERIFY(socks_.start(u"microsocks"_s, here + QStringList{QString::number(socks_.port)}));
    QVERIFY(socksUser_.start(
        u"microsocks"_s,
        here + QStringList{QString::number(socksUser_.port), u"-u"_s, u"user"_s, u"-P"_s, u"secret"_s}));
}

QString TestProxies::resolved(QString text) const
{
    return text.replace(u"{plain}"_s, plain_.baseUrl())
        .replace(u"{tls}"_s, tls_.baseUrl())
        .replace(u"{http}"_s, http_.at("http"))
        .replace(u"{http as user}"_s, httpUser_.at("http", u"user:secret@"_s))
        .replace(u"{http as nobody}"_s, httpUser_.at("http"))
        .replace(u"{socks}"_s, socks_.at("socks5"))
        .replace(u"{socks as user}"_s, socksUser_.at("socks5", u"user:secret@"_s))
        .replace(u"{socks as other}"_s, socksUser_.at("socks5", u"user:wrong@"_s))
        .replace(u"{socks as nobody}"_s, socksUser_.at("socks5"));
}

QJsonObject TestProxies::send(const QStringList &words, int *status, QByteArray *errors) const
{
    QStringList call{u"send"_s, u"--json"_s, u"--cacert"_s,    folder_.filePath(u"ca.pem"_s),
                     u"-X"_s,   u"POST"_s,   u"--body-size"_s, u"2M"_s};
    for (const QString &word : words)
        call << resolved(word);
    const Ended ended = run(QStringLiteral(INTERIM_CLI), call);
    if (status)
        *status = ended.exitCode;
    if (errors)
        *errors = ended.errors;
    return QJsonDocument::fromJson(ended.output).object();
}

void TestProxies::stories_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("story");
    const auto row = [](const char *name, const char *proxy, const char *url, const char *story) {
        QTest::newRow(name) << QString::fromLatin1(proxy) << QString::fromLatin1(url) << QString::fromLatin1(story);
    };
    row("absolute form", "{http}", "{plain}/silent", "first 200");
    row("absolute form, password", "{http as user}", "{plain}/silent", "first 200");
    row("absolute form, no password", "{http as nobody}", "{plain}/silent", "first 407");
    row("CONNECT", "{http}", "{tls}/continue", "proxy-connect 200, first 200");
    row("CONNECT, password", "{http as user}", "{tls}/continue", "proxy-connect 200, first 200");
    row("CONNECT, no password", "{http as nobody}", "{tls}/continue", "proxy-connect 407");
    row("CONNECT, 417 and again", "{http}", "{tls}/refuse-417",
        "proxy-connect 200, first 417, proxy-connect 200, retry-without-expect 201");
    row("SOCKS", "{socks}", "{plain}/continue", "first 200");
    row("SOCKS, password", "{socks as user}", "{plain}/continue", "first 200");
    row("SOCKS and TLS", "{socks}", "{tls}/continue", "first 200");
    row("SOCKS, redirection", "{socks}", "{plain}/redirect-307?to=/continue", "first 307");
}

void TestProxies::stories()
{
    QFETCH(QString, proxy);
    QFETCH(QString, url);
    QByteArray errors;
    const QJsonObject exchange = send({u"--proxy"_s, proxy, url}, nullptr, &errors);
    QVERIFY2(!exchange.isEmpty(), errors.constData());
    QTEST(storyOf(exchange), "story");
    const QString saved = folder_.filePath(u"saved.interim"_s);
    send({u"--proxy"_s, proxy, u"--save"_s, saved, url});
    const Ended replayed = run(QStringLiteral(INTERIM_CLI), {u"replay"_s, u"--json"_s, saved});
    QTEST(storyOf(QJsonDocument::fromJson(replayed.output).object()), "story");
}

void TestProxies::absoluteFormIsOnTheWire()
{
    const QJsonObject exchange = send({u"--proxy"_s, u"{http}"_s, u"{plain}/silent"_s});
    const QString target =
        attemptsOf(exchange).first().toObject().value("request"_L1).toObject().value("target"_L1).toString();
    QCOMPARE(target, plain_.baseUrl() + u"/silent"_s);
}

void TestProxies::socksIsAPhaseOfItsOwn()
{
    const QJsonObject exchange = send({u"--proxy"_s, u"{socks}"_s, u"{plain}/continue"_s});
    QStringList phases;
    for (const auto &entry : exchange.value("events"_L1).toArray()) {
        const QJsonObject event = entry.toObject();
        if (event.value("kind"_L1).toString() == "proxy"_L1)
            phases << event.value("phase"_L1).toString();
    }
    QCOMPARE(phases, (QStringList{u"begin"_s, u"end"_s}));
    QCOMPARE(attemptsOf(exchange).first().toObject().value("expect"_L1).toObject().value("outcome"_L1).toString(),
             u"continued"_s);
}

void TestProxies::refusalsAreOneLine_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("wrong password") << QStringList{u"--proxy"_s, u"{socks as other}"_s, u"{plain}/continue"_s}
                                    << QByteArray("refused the user");
    QTest::newRow("no password") << QStringList{u"--proxy"_s, u"{socks as nobody}"_s, u"{plain}/continue"_s}
                                 << QByteArray("no way through the SOCKS proxy");
    QTest::newRow("no tunnel") << QStringList{u"--proxy"_s, u"{http as nobody}"_s, u"{tls}/continue"_s}
                               << QByteArray("answered 407 to CONNECT, so the request itself was not sent");
    QTest::newRow("no SOCKS there") << QStringList{u"--proxy"_s, resolved(u"{http}"_s).replace(u"http"_s, u"socks5"_s),
                                                   u"{plain}/continue"_s}
                                    << QByteArray("no way through the SOCKS proxy");
    QTest::newRow("nobody there") << QStringList{u"--proxy"_s, u"socks5://127.0.0.1:1"_s, u"{plain}/continue"_s}
                                  << QByteArray("refused");
    QTest::newRow("host unknown to the proxy") << QStringList{u"--proxy"_s, u"{socks}"_s, u"http://nowhere.invalid/"_s}
                                               << QByteArray("could not connect to nowhere.invalid:80");
}

void TestProxies::refusalsAreOneLine()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, says);
    int status = 0;
    QByteArray errors;
    send(words, &status, &errors);
    QCOMPARE(status, 1);
    QVERIFY2(errors.contains(says), errors.constData());
    QCOMPARE(errors.trimmed().count('\n'), 0);
}

INTERIM_SUITE(TestProxies)
#include "tst_proxies.moc"
