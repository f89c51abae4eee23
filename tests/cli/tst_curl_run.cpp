// SPDX-License-Identifier: GPL-3.0-or-later
// The words of --import and --shell, and what interim-cli prints for them.
#include "cli/curl_run.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Printed {
    int status = -1;
    QByteArray out, err;
};

Printed printed(const QStringList &words)
{
    QProcess process;
    process.start(QStringLiteral(INTERIM_CLI), words);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace

class TestCurlRun : public QObject {
    Q_OBJECT
private slots:
    void theImportIsTheWholeRequest()
    {
        QVERIFY(cli::imports({"--json", "--import", "curl http://h"}) && cli::imports({"--import=curl http://h"}));
        QVERIFY(!cli::imports({"-d", "--imports"}));
        const auto read = cli::readImport({"--json", "--import", "curl -d x http://h/p", "--linger", "5"}, true);
        const auto *call = std::get_if<cli::RequestCall>(&read);
        QVERIFY(call);
        QCOMPARE(call->spec.url, std::string("http://h/p"));
        QCOMPARE(call->spec.body.text, std::string("x"));
        QCOMPARE(*call->spec.lingerNs, std::int64_t(5'000'000));
        QVERIFY(call->output.drawing == cli::Drawing::Json);
        for (const QStringList &words : {QStringList{"--import"}, QStringList{"--import", "ls"},
                                         QStringList{"--import", "curl http://h", "--wait", "5"},
                                         QStringList{"--import", "curl http://h", "http://i"}})
            QVERIFY(std::holds_alternative<cli::Misuse>(cli::readImport(words, true)));
    }

    void whatNeedsAnExchangeIsRefused()
    {
        for (const char *words : {"curl --save x http://h/", "curl --json http://h/", "curl --timeline http://h/",
                                  "curl --fail http://h/", "snippet python-requests --json http://h/"}) {
            const Printed result = printed(QString::fromLatin1(words).split(u' '));
            QCOMPARE(result.status, 2);
            QVERIFY2(result.err.count('\n') == 1 && result.out.isEmpty(), words);
        }
        QVERIFY(printed({"curl", "--import", "curl http://h/", "http://x/"})
                    .err.contains("\"http://x/\" is one URL too many"));
    }

    void importPrintsTheRequest()
    {
        const Printed text = printed({"curl", "--import", "curl -u me:secret -d 'a b' --tlsv1.2 http://h/p"});
        QCOMPARE(text.status, 0);
        QVERIFY2(text.out.startsWith("POST /p HTTP/1.1\nHost: h\nAuthorization: Basic ***\nUser-Agent: curl/7.88.1\n"),
                 text.out);
        QVERIFY2(text.err.contains("not taken: --tlsv1.2"), text.err);
        const Printed json = printed({"curl", "--json", "--import", "curl http://h/p"});
        QCOMPARE(QJsonDocument::fromJson(json.out)[u"request"][u"url"].toString(), u"http://h/p"_s);
        const Printed again = printed({"curl", "--shell", "cmd", "--import", "curl -A x 'http://h/p?a&b'"});
        QCOMPARE(again.out, QByteArray("curl -A x http://h/p?a^&b\n"));
        QCOMPARE(printed({"curl", "--import", "wget http://h"}).status, 2);
    }

    // Nothing is sent, with one line; what was understood can still be looked at.
    void whatCannotBeTakenStopsTheSending()
    {
        for (const char *command :
             {"curl --netrc http://127.0.0.1:1/", "curl --max-time nan http://127.0.0.1:1/",
              "curl -d @gone http://127.0.0.1:1/", "curl http://127.0.0.1:1/$X", "curl --frob x http://127.0.0.1:1/"}) {
            const Printed sent = printed({"send", "--import", QString::fromLatin1(command)});
            QVERIFY2(sent.status == 2 && sent.out.isEmpty() && sent.err.count('\n') == 1, sent.err);
            QVERIFY2(sent.err.contains("--import: nothing was sent: "), sent.err);
            const Printed shown = printed({"curl", "--import", QString::fromLatin1(command)});
            QVERIFY2(shown.status == 0 && shown.out.contains(" HTTP/1.1\n")
                         && shown.err.contains("send would send nothing: "),
                     shown.err);
        }
    }

    void oneOfSeveral()
    {
        const QString two = u"curl http://h/1 -u a:b --next -d x http://h/2"_s;
        const Printed which = printed({"send", "--import", two});
        QVERIFY2(which.status == 2 && which.err.contains("1 GET http://h/1; 2 POST http://h/2"), which.err);
        const Printed second = printed({"curl", "--import", two, "--request", "2"});
        QVERIFY2(second.out.startsWith("POST /2 HTTP/1.1\n") && !second.out.contains("Authorization"), second.out);
        QCOMPARE(printed({"curl", "--import", two, "--request", "3"}).status, 2);
    }

    void theShellIsSaidAndOverruled()
    {
        const QString text = u"curl http://h/ -d \"{\"\"a\"\":1}\""_s;
        const auto taken = [](const Printed &made) {
            return QJsonDocument::fromJson(made.out)[u"import"][u"taken"][0].toString();
        };
        QCOMPARE(taken(printed({"curl", "--json", "--import", text})),
                 u"read as typed at the prompt of cmd, by a guess"_s);
        const Printed posix = printed({"curl", "--json", "--import", text, "--input-shell", "posix"});
        QCOMPARE(taken(posix), u"read as typed into a POSIX shell"_s);
        QVERIFY(printed({"curl", "--import", text}).err.contains("taken: read as typed at the prompt of cmd"));
        for (const char *wrong : {"fish", "raw", ""})
            QCOMPARE(printed({"curl", "--import", text, "--input-shell", wrong}).status, 2);
    }

    void shells()
    {
        QVERIFY(printed({"curl", "http://h/"}).out.startsWith("curl "));
        QVERIFY(printed({"curl", "--shell=powershell", "http://h/"}).out.startsWith("curl.exe "));
        const Printed raw = printed({"curl", "--shell", "raw", "http://h/"});
        QVERIFY(raw.out.startsWith("printf 'GET / HTTP/1.1\\r\\nHost: h") && raw.out.endsWith("' | nc h 80\n"));
        QVERIFY(raw.err.contains("the command cannot carry"));
        for (const QStringList &words :
             {QStringList{"curl", "--shell", "fish", "http://h/"}, QStringList{"curl", "--shell"}})
            QCOMPARE(printed(words).status, 2);
    }
};

INTERIM_SUITE(TestCurlRun)
#include "tst_curl_run.moc"
