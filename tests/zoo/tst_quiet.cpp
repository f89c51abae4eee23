// SPDX-License-Identifier: GPL-3.0-or-later
// No look-up and no connection but those the user asked for: the programs run with watch.cpp preloaded, which writes
// down each one.
#include "zoo/zoo_run.h"

#include "support/sanitizer.h"
#include "support/suite.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr bool canPreload = !support::addressSanitizer && !support::threadSanitizer; // they want to be loaded first

/// What a server of one response does.
zoo::Case answering(const std::string &head)
{
    zoo::Case one;
    one.scripts = {{{zoo::Do::Head, 1, {}}, {zoo::Do::Send, 1, head}, {zoo::Do::Drain, 1, {}}}};
    return one;
}

const char *const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

} // namespace

class TestQuiet : public QObject {
    Q_OBJECT
    static constexpr int mostMs = 90'000;
private slots:
    void initTestCase();
    void addressIsConnectedToAndNothingElse();
    void nameIsLookedUpOnce();
    void localhostIsNotLookedUp();
    void proxyAloneIsAsked();
    void redirectIsNotFollowedUnasked();
    void linksInAResponseAreNotFollowed();
    void commandsWithoutARequest_data();
    void commandsWithoutARequest();
    void windowAtItsStart();

private:
    QStringList watch(const QString &program, const QStringList &words, int stopAfterMs = 0);

    QTemporaryDir folder_;
    zoo::Identities identities_;
};

void TestQuiet::initTestCase()
{
    if (!canPreload)
        QSKIP("a sanitizer wants to be loaded first");
}

/// The lines of watch.cpp. A program that does not end by itself is asked to after a while.
QStringList TestQuiet::watch(const QString &program, const QStringList &words, int stopAfterMs)
{
    const QString seen = folder_.filePath(u"seen"_s);
    QFile::remove(seen);
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, QCoreApplication::applicationDirPath() + u"/libinterim_zoo_watch.so"_s);
    environment.insert(u"INTERIM_ZOO_WATCH"_s, seen);
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, words);
    if (stopAfterMs > 0 && !process.waitForFinished(stopAfterMs))
        process.terminate();
    if (!process.waitForFinished(mostMs)) {
        process.kill();
        process.waitForFinished();
        return {u"it did not end"_s};
    }
    const QByteArray errors = process.readAllStandardError();
    if (errors.contains("LD_PRELOAD"))
        return {QString::fromUtf8(errors)};
    QFile file(seen);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

void TestQuiet::addressIsConnectedToAndNothingElse()
{
    const zoo::Case one = answering(ok);
    const zoo::HostileServer server(one, identities_);
    const QString place = u"127.0.0.1:%1"_s.arg(server.port());
    QCOMPARE(watch(QStringLiteral(INTERIM_CLI), {u"send"_s, u"http://%1/"_s.arg(place)}),
             QStringList{u"connect "_s + place});
}

void TestQuiet::nameIsLookedUpOnce()
{
    const zoo::Case one = answering(ok);
    const zoo::HostileServer server(one, identities_);
    const QString port = QString::number(server.port());
    const QStringList seen =
        watch(QStringLiteral(INTERIM_CLI), {u"send"_s, u"-4"_s, u"http://ip4-name.invalid:%1/"_s.arg(port)});
    QCOMPARE(seen, QStringList{u"look up ip4-name.invalid"_s});
}

/// Nobody is asked where localhost is (RFC 6761 section 6.3).
void TestQuiet::localhostIsNotLookedUp()
{
    const zoo::Case one = answering(ok);
    const zoo::HostileServer server(one, identities_);
    for (const char *host : {"localhost", "a.localhost"})
        QCOMPARE(watch(QStringLiteral(INTERIM_CLI),
                       {u"send"_s, u"-4"_s, u"http://%1:%2/"_s.arg(QLatin1String(host)).arg(server.port())}),
                 QStringList{u"connect 127.0.0.1:%1"_s.arg(server.port())});
}

/// Where a proxy is set, the target's name is the proxy's business.
void TestQuiet::proxyAloneIsAsked()
{
    const zoo::Case one = answering(ok);
    const zoo::HostileServer server(one, identities_);
    const QString place = u"127.0.0.1:%1"_s.arg(server.port());
    QCOMPARE(watch(QStringLiteral(INTERIM_CLI),
                   {u"send"_s, u"--proxy"_s, u"http://"_s + place, u"http://nobody.invalid/"_s}),
             QStringList{u"connect "_s + place});
}

void TestQuiet::redirectIsNotFollowedUnasked()
{
    const zoo::Case one =
        answering("HTTP/1.1 302 Found\r\nLocation: http://elsewhere.invalid/\r\nContent-Length: 0\r\n\r\n");
    const zoo::HostileServer server(one, identities_);
    const QString place = u"127.0.0.1:%1"_s.arg(server.port());
    QCOMPARE(watch(QStringLiteral(INTERIM_CLI), {u"send"_s, u"http://%1/"_s.arg(place)}),
             QStringList{u"connect "_s + place});
}

void TestQuiet::linksInAResponseAreNotFollowed()
{
    const std::string page =
        "<img src=\"http://elsewhere.invalid/a.png\"><link rel=preload href=\"http://other.invalid/\">";
    const zoo::Case one =
        answering("HTTP/1.1 200 OK\r\nLink: <http://third.invalid/>; rel=preload\r\nAlt-Svc: h2=\"alt.invalid:443\"\r\n"
                  "Content-Type: text/html\r\nContent-Length: "
                  + std::to_string(page.size()) + "\r\n\r\n" + page);
    const zoo::HostileServer server(one, identities_);
    const QString place = u"127.0.0.1:%1"_s.arg(server.port());
    QCOMPARE(watch(QStringLiteral(INTERIM_CLI), {u"send"_s, u"http://%1/"_s.arg(place)}),
             QStringList{u"connect "_s + place});
}

void TestQuiet::commandsWithoutARequest_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("stopAfterMs");
    const auto row = [](const char *name, const QString &words, int stopAfterMs = 0) {
        QTest::newRow(name) << words.split(u' ') << stopAfterMs;
    };
    row("help", u"--help"_s);
    row("guide", u"guide 417"_s);
    row("curl", u"curl http://nobody.invalid/"_s);
    row("replay", u"replay " INTERIM_SOURCE_DIR "/tests/record/files/v1.interim"_s);
    row("lab", u"lab --port 0"_s, 1500);
}

void TestQuiet::commandsWithoutARequest()
{
    QFETCH(QStringList, words);
    QFETCH(int, stopAfterMs);
    QCOMPARE(watch(QStringLiteral(INTERIM_CLI), words, stopAfterMs), QStringList());
}

void TestQuiet::windowAtItsStart()
{
    if (!QFile::exists(QStringLiteral(INTERIM_WINDOW)))
        QSKIP("the window is not built");
    QCOMPARE(watch(QStringLiteral(INTERIM_WINDOW), {u"--lab-port"_s, u"0"_s}, 4000), QStringList());
}

INTERIM_SUITE(TestQuiet)
#include "tst_quiet.moc"
