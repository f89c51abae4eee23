// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/file_import.h"

#include "cli/curl_run.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestFileImport : public QObject {
    Q_OBJECT
    static QString corpus(const char *name)
    {
        return u"" INTERIM_SOURCE_DIR "/tests/fuzz/corpus/"_s + QLatin1String(name);
    }

private slots:
    void oneRequestOfTheFile()
    {
        const session::ImportedRequest read = cli::requestOfFile(corpus("http_file/vscode.http"), u"2"_s);
        QCOMPARE(read.error, QString());
        QCOMPARE(read.spec.url, std::string("http://localhost:8080/comments?page=2&pageSize=10"));
        QVERIFY(read.taken.join(u'\n').contains("{{$guid}} was made now"_L1));
        QCOMPARE(cli::requestOfFile(corpus("http_file/short.http"), {}).spec.url, std::string("http://h/"));
        QVERIFY(cli::requestOfFile(corpus("har/chrome.har"), {}).error.contains("(--request)"_L1));
        QVERIFY(cli::requestOfFile(u"/nowhere/x.har"_s, {}).error.startsWith("cannot import /nowhere/x.har:"_L1));
    }

    // What is not sent is shown as typed, without its secrets, and the reason is said.
    void whatIsNotSentIsShown()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.http"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly)
                && file.write("POST {{host}}/a\nAuthorization: Bearer {{token}}\nX-Api-Key: abc123\nA: b\n\nhello\n")
                    > 0);
        file.close();
        const session::ImportedRequest read = cli::requestOfFile(path, {});
        QCOMPARE(cli::shownRequest(read, false),
                 std::string("POST {{host}}/a\nAuthorization: Bearer {{token}}\nX-Api-Key: ***\nA: b\n\nhello\n"));
        QVERIFY(cli::shownRequest(read, true).find("abc123") != std::string::npos);
        const auto call = cli::readImport({u"--import"_s, path}, true);
        const auto *wrong = std::get_if<cli::Misuse>(&call);
        QVERIFY(wrong && wrong->shown.starts_with("POST {{host}}/a\n")
                && wrong->text.contains("not sent: line 1: {{host}}: this file"_L1));
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI), {u"curl"_s, u"--import"_s, path});
        QVERIFY(process.waitForFinished(30'000));
        QVERIFY(process.exitCode() == 2 && process.readAllStandardOutput().startsWith("POST {{host}}/a\n"));
    }

    void valuesOfPrivateFilesAreHidden()
    {
        const QTemporaryDir folder;
        const auto write = [&folder](const char *name, const char *text) {
            QFile file(folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write("x.http", "POST http://h/{{k}}\nA: {{k}}\n\n{{k}}\n")
                && write("http-client.private.env.json", "{\"dev\":{\"k\":\"pa55 word\"}}"));
        QProcess process;
        const auto run = [&](const QStringList &more) {
            process.start(QStringLiteral(INTERIM_CLI),
                          QStringList{u"curl"_s, u"--env"_s, u"dev"_s, u"--import"_s, folder.filePath(u"x.http"_s)}
                              + more);
            process.waitForFinished(30'000);
            return process.readAllStandardOutput() + process.readAllStandardError();
        };
        for (const QStringList &form : {QStringList{}, {u"--json"_s}, {u"--shell"_s, u"posix"_s}}) {
            const QByteArray out = run(form);
            QVERIFY2(process.exitCode() == 0 && out.contains("***") && !out.contains("pa55"), out);
            const QByteArray shown = run(form + QStringList{u"--show-secrets"_s});
            QVERIFY2(shown.contains("pa55 word") && shown.contains("pa55%20word"), shown);
        }
    }

    void wordsOfTheCall()
    {
        const auto read =
            cli::readImport({u"--json"_s, u"--import"_s, corpus("har/firefox.har"), u"--request=1"_s}, true);
        const auto *call = std::get_if<cli::RequestCall>(&read);
        QVERIFY(call);
        QCOMPARE(call->spec.url, std::string("http://127.0.0.1:8000/login"));
        QVERIFY(call->output.drawing == cli::Drawing::Json);
        const QStringList odd[]{{u"--import"_s, corpus("har/firefox.har")},
                                {u"--import"_s, corpus("har/firefox.har"), u"--request"_s, u"3"_s},
                                {u"--import"_s, corpus("har/firefox.har"), u"--request"_s},
                                {u"--import"_s, u"gone.http"_s},
                                {u"--import"_s, u"wget http://h/"_s}};
        for (const QStringList &words : odd)
            QVERIFY2(std::holds_alternative<cli::Misuse>(cli::readImport(words, true)), qPrintable(words.join(u' ')));
    }
};

INTERIM_SUITE(TestFileImport)
#include "tst_file_import.moc"
