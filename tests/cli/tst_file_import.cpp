// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/file_import.h"

#include "cli/curl_run.h"

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
        QVERIFY(read.losses.join(u'\n').contains(QLatin1String("{{$guid}}")));
        QCOMPARE(cli::requestOfFile(corpus("http_file/short.http"), {}).spec.url, std::string("http://h/"));
        QVERIFY(cli::requestOfFile(corpus("har/chrome.har"), {}).error.contains(QLatin1String("(--request)")));
        QVERIFY(cli::requestOfFile(QStringLiteral("/nowhere/x.har"), {}).error.startsWith(QLatin1String("cannot import /nowhere/x.har:")));
    }

    void wordsOfTheCall()
    {
        const auto read = cli::readImport({QStringLiteral("--json"), QStringLiteral("--import"), corpus("har/firefox.har"), QStringLiteral("--request=1")});
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
            QVERIFY2(std::holds_alternative<cli::Misuse>(cli::readImport(words)), qPrintable(words.join(u' ')));
    }
};

INTERIM_SUITE(TestFileImport)
#include "tst_file_import.moc"
