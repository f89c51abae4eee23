// SPDX-License-Identifier: GPL-3.0-or-later
// The built interim-cli as others call it: contract, exit statuses, one line an error.
#include "cli/commands.h"

#include "support/json_schema.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct Result {
    int status = -1;
    QByteArray out, err;
    int errorLines() const { return static_cast<int>(err.count('\n')); }
};

void prepare(QProcess &process, const QStringList &words, const QStringList &environment = {})
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "NO_COLOR"})
        variables.remove(QString::fromLatin1(name));
    for (const QString &entry : environment)
        variables.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.setProgram(QStringLiteral(INTERIM_CLI));
    process.setArguments(words);
}

Result run(const QStringList &words, const QStringList &environment = {})
{
    QProcess process;
    prepare(process, words, environment);
    process.start();
    if (!process.waitForFinished(100'000))
        process.kill();
    process.waitForFinished(5000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QStringList w(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

// `interim-cli lab` while it lives.
class Lab {
public:
    explicit Lab(const QStringList &words = {})
    {
        prepare(process, QStringList{u"lab"_s} + words);
        process.start();
        const QByteArray line = nextLine();
        if (words.contains("--json"_L1))
            url = QJsonDocument::fromJson(line)["listening"_L1].toString();
        else if (line.startsWith("listening on "))
            url = QString::fromUtf8(line.mid(13).trimmed());
    }
    ~Lab()
    {
        process.terminate();
        process.waitForFinished(20'000);
    }
    QByteArray nextLine()
    {
        while (!process.canReadLine() && process.waitForReadyRead(60'000)) {}
        return process.readLine();
    }
    QString url;
    QProcess process;
};

} // namespace

class TestCommands : public QObject {
    Q_OBJECT
private slots:
    void readersMayHaveEnough();
    void wrongWordsAreOneLine_data()
    {
        QTest::addColumn<QString>("words");
        for (const char *words : {"",
                                  "frobnicate",
                                  "compare",
                                  "compare http://h --repeat 0",
                                  "compare --variants http://a http://b",
                                  "compare http://h --save x",
                                  "send",
                                  "send --nope",
                                  "send ftp://h/",
                                  "send http://h:99999/",
                                  "send --body-file /nonexistent http://127.0.0.1:1/",
                                  "send --save /nonexistent/x http://127.0.0.1:1/",
                                  "curl",
                                  "curl --import x",
                                  "curl ftp://h",
                                  "replay",
                                  "replay /nonexistent",
                                  "replay /etc/passwd",
                                  "guide 1000",
                                  "lab --host 0.0.0.0",
                                  "lab --port x",
                                  "demo x",
                                  "compare --import x http://h",
                                  "replay --json --timeline x",
                                  "check"})
            QTest::newRow(words) << QString::fromLatin1(words);
    }
    void wrongWordsAreOneLine()
    {
        QFETCH(QString, words);
        const Result result = run(words.split(u' ', Qt::SkipEmptyParts));
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.startsWith("interim-cli: "), result.err.constData());
        QCOMPARE(result.errorLines(), 1);
        QVERIFY(result.out.isEmpty());
    }

    void helpVersionGuide()
    {
        QVERIFY(run(w("--help")).out.startsWith("interim-cli:"));
        for (const char *command :
             {"send", "lab", "curl", "compare", "replay", "export", "guide", "profiles", "snippet", "demo"}) {
            for (const char *option : {" -h", " --help"})
                QVERIFY2(run(w(QByteArray(command).append(option).constData())).out.startsWith("interim-cli:"),
                         command);
        }
        QVERIFY(run(w("curl http://h/ -d --help")).out.startsWith("curl "));
        QVERIFY(run(w("--version")).out.startsWith("interim-cli "));
        const Result guide = run(w("guide 417"));
        QCOMPARE(guide.status, 0);
        QVERIFY(guide.out.contains("417"));
        QVERIFY(run(w("guide")).out.contains("428"));
        QVERIFY(
            run(w("guide"), {u"LC_ALL=C"_s})
                .out.toStdString()
                .find_first_not_of(
                    "\n "
                    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
            == std::string::npos);
    }

    void curlPrintsCommandAndLosses()
    {
        const Result result = run(w("curl --expect always -d x -H Cookie:secret http://h/"));
        QCOMPARE(result.status, 0);
        QVERIFY(result.out.startsWith("curl "));
        QCOMPARE(result.out.count('\n'), 1);
        QVERIFY(!result.out.contains("secret"));
        QCOMPARE(result.errorLines(), 2); // the mask, and what 417 does
        QVERIFY(run(w("curl --show-secrets -H Cookie:secret http://h/")).out.contains("secret"));
    }

    void refusedPortFailsInOneLine()
    {
        const Result result = run(w("send http://127.0.0.1:1/"));
        QCOMPARE(result.status, 1);
        QCOMPARE(result.errorLines(), 1);
        QVERIFY(result.err.contains("127.0.0.1"));
        QVERIFY(!result.out.isEmpty()); // what there is to see is drawn
    }

    void firstMinute()
    {
        const Result result = run(w("demo"));
        QCOMPARE(result.status, 0);
        const QString text = QString::fromUtf8(result.out);
        for (const char *part :
             {"417 Expectation Failed", "201 Created", "pause", "never sent · 0 of 4,194,304 bytes", "without Expect"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
        QVERIFY(!result.out.contains('\x1b')); // no terminal, no colour
    }

    void sendAgainstTheLab()
    {
        Lab lab({u"--json"_s});
        QVERIFY(lab.url.startsWith("http://127.0.0.1:"_L1));
        QTemporaryDir folder;
        const QString saved = folder.filePath(u"a.interim"_s);
        const Result sent = run(w("send --json -d hello --expect always --save") << saved << lab.url + u"/continue"_s);
        QCOMPARE(sent.status, 0);
        const QJsonObject json = QJsonDocument::fromJson(sent.out).object();
        const QJsonObject attempt = json["attempts"_L1].toArray().at(0).toObject();
        QCOMPARE(attempt["expect"_L1].toObject()["outcome"_L1].toString(), u"continued"_s);
        QCOMPARE(attempt["body_bytes_sent"_L1].toInt(), 5);
        const QByteArray line = lab.nextLine();
        const QJsonObject seen = QJsonDocument::fromJson(line).object();
        QCOMPARE(seen["client"_L1].toString(), u"waited"_s);
        QCOMPARE(seen["responses"_L1].toArray(), (QJsonArray{100, 200}));
        const Result replayed = run({u"replay"_s, u"--json"_s, saved});
        QCOMPARE(replayed.status, 0);
        QCOMPARE(QJsonDocument::fromJson(replayed.out).object(), json);
        QVERIFY(run({u"replay"_s, saved}).out.contains("pause"));
        const Result healed = run(w("send --json --body-size 2M") << lab.url + u"/refuse-417"_s);
        QCOMPARE(healed.status, 0);
        lab.nextLine();
        const QByteArray second = lab.nextLine();
        QString errors = support::schemaErrors(u"exchange.schema.json"_s, {sent.out, healed.out});
        errors += support::schemaErrors(u"lab-record.schema.json"_s, {line, second});
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
    }

    void exitStatuses()
    {
        Lab lab;
        const QString refused = lab.url + u"/reject-413?limit=1"_s;
        QCOMPARE(run(w("send --body-size 2M") << refused).status, 0);
        QCOMPARE(run(w("send --fail --body-size 2M") << refused).status, 4);
        QCOMPARE(run(w("send --fail -d x") << lab.url + u"/continue"_s).status, 0);
        const Result late = run(w("send --max-time 300 -d x") << lab.url + u"/hang"_s);
        QCOMPARE(late.status, 1);
        QCOMPARE(late.errorLines(), 1);
    }

    void severedOutputIsSaid()
    {
        Lab lab;
        const QTemporaryDir folder;
        const QString saved = folder.filePath(u"a.interim"_s);
        const QString url = lab.url + u"/continue"_s;
        QCOMPARE(run(w("send --save") << saved << url).status, 0);
        const QString snippet = QString::fromUtf8(run(w("snippet")).out).section(u':', 0, 0);
        for (const QStringList &words :
             {w("send --json") << url, w("compare") << url << url, w("--help"), w("--version"), w("send -h"),
              w("guide 417"), w("lab"), w("lab --list"), w("curl http://h/"), w("profiles"), w("snippet"),
              w("snippet") << snippet << url, w("replay") << saved, w("export") << saved, w("demo")}) {
            QProcess process;
            prepare(process, words);
            process.setStandardOutputFile(u"/dev/full"_s);
            process.start();
            QVERIFY(process.waitForFinished(60'000));
            QVERIFY2(process.exitCode() == 1, qPrintable(words.join(u' ')));
            const QByteArray said = process.readAllStandardError();
            QVERIFY2(said.count("interim-cli: standard output") == 1, qPrintable(words.join(u' ')));
        }
    }

    void interruptShowsWhatThereIs()
    {
        QTcpServer silent; // accepts and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcess process;
        prepare(process,
                w("send --body-size 2M --after-wait keep http://127.0.0.1:%1/")
                    .replaceInStrings(u"%1"_s, QString::number(silent.serverPort())));
        process.start();
        QVERIFY(silent.waitForNewConnection(60'000));
        const std::unique_ptr<QTcpSocket> peer(silent.nextPendingConnection());
        QVERIFY(peer->waitForReadyRead(60'000)); // the head is here: the client waits
        process.terminate();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QString drawn = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(drawn.contains("never sent"_L1), qPrintable(drawn));
        QCOMPARE(process.readAllStandardError().count('\n'), 1);
    }
};

void TestCommands::readersMayHaveEnough()
{
    QProcess process;
    process.start(u"sh"_s, {u"-c"_s, u"for i in 1 2 3 4 5 6 7 8; do " INTERIM_CLI " --help; done | head -1"_s});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

INTERIM_SUITE(TestCommands)
#include "tst_commands.moc"
