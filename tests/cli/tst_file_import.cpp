// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/file_import.h"

#include "cli/curl_run.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TestFileImport : public QObject {
    Q_OBJECT
    static QString corpus(const char *name)
    {
        return QStringLiteral(INTERIM_SOURCE_DIR "/tests/fuzz/corpus/") + QLatin1String(name);
    }

private slots:
    void oneRequestOfTheFile()
    {
        const session::ImportedRequest read = cli::requestOfFile(corpus("http_file/vscode.http"), QStringLiteral("2"));
        QCOMPARE(read.error, QString());
        QCOMPARE(read.spec.url, std::string("http://localhost:8080/comments?page=2&pageSize=10"));
        QVERIFY(read.taken.join(u'\n').contains(QLatin1String("{{$guid}} was made now")));
        QCOMPARE(cli::requestOfFile(corpus("http_file/short.http"), {}).spec.url, std::string("http://h/"));
        QVERIFY(cli::requestOfFile(corpus("har/chrome.har"), {}).error.contains(QLatin1String("(--request)")));
        QVERIFY(cli::requestOfFile(QStringLiteral("/nowhere/x.har"), {}).error.startsWith(QLatin1String("cannot import /nowhere/x.har:")));
    }

    // What is not sent is shown as typed, without its secrets, and the reason is said.
    void whatIsNotSentIsShown()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.http"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly)
                && file.write("POST {{host}}/a\nAuthorization: Bearer {{token}}\nX-Api-Key: abc123\nA: b\n\nhello\n") > 0);
        file.close();
        const session::ImportedRequest read = cli::requestOfFile(path, {});
        QCOMPARE(cli::shownRequest(read, false), std::string("POST {{host}}/a\nAuthorization: Bearer {{token}}\nX-Api-Key: ***\nA: b\n\nhello\n"));
        QVERIFY(cli::shownRequest(read, true).find("abc123") != std::string::npos);
        const auto call = cli::readImport({QStringLiteral("--import"), path}, true);
        const auto *wrong = std::get_if<cli::Misuse>(&call);
        QVERIFY(wrong && wrong->shown.starts_with("POST {{host}}/a\n") && wrong->text.contains(QLatin1String("not sent: line 1: {{host}}: this file")));
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI), {QStringLiteral("curl"), QStringLiteral("--import"), path});
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
        QVERIFY(write("x.http", "POST http://h/{{k}}\nA: {{k}}\n\n{{k}}\n") && write("http-client.private.env.json", "{\"dev\":{\"k\":\"pa55 word\"}}"));
        QProcess process;
        const auto run = [&](const QStringList &more) {
            process.start(QStringLiteral(INTERIM_CLI), QStringList{QStringLiteral("curl"), QStringLiteral("--env"), QStringLiteral("dev"),
                                                                   QStringLiteral("--import"), folder.filePath(QStringLiteral("x.http"))} + more);
            process.waitForFinished(30'000);
            return process.readAllStandardOutput() + process.readAllStandardError();
        };
        for (const QStringList &form : {QStringList{}, {QStringLiteral("--json")}, {QStringLiteral("--shell"), QStringLiteral("posix")}}) {
            const QByteArray out = run(form);
            QVERIFY2(process.exitCode() == 0 && out.contains("***") && !out.contains("pa55"), out);
            const QByteArray shown = run(form + QStringList{QStringLiteral("--show-secrets")});
            QVERIFY2(shown.contains("pa55 word") && shown.contains("pa55%20word"), shown);
        }
    }

    void wordsOfTheCall()
    {
        const auto read = cli::readImport({QStringLiteral("--json"), QStringLiteral("--import"), corpus("har/firefox.har"), QStringLiteral("--request=1")}, true);
        const auto *call = std::get_if<cli::RequestCall>(&read);
        QVERIFY(call);
        QCOMPARE(call->spec.url, std::string("http://127.0.0.1:8000/login"));
        QVERIFY(call->output.drawing == cli::Drawing::Json);
        const QStringList odd[]{{QStringLiteral("--import"), corpus("har/firefox.har")},
                                {QStringLiteral("--import"), corpus("har/firefox.har"), QStringLiteral("--request"), QStringLiteral("3")},
                                {QStringLiteral("--import"), corpus("har/firefox.har"), QStringLiteral("--request")},
                                {QStringLiteral("--import"), QStringLiteral("gone.http")},
                                {QStringLiteral("--import"), QStringLiteral("wget http://h/")}};
        for (const QStringList &words : odd)
            QVERIFY2(std::holds_alternative<cli::Misuse>(cli::readImport(words, true)), qPrintable(words.join(u' ')));
    }
};

INTERIM_SUITE(TestFileImport)
#include "tst_file_import.moc"
