// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself: an exchange with a lab server, saved, as an archive and as .http files, and back.
#include "cli/commands.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct ProgramRun {
    int status = -1;
    QByteArray out, err;
};

ProgramRun runProgram(const QStringList &words)
{
    QProcess process;
    process.start(QStringLiteral(INTERIM_CLI), words);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString exportSample(const char *name)
{
    return QStringLiteral(INTERIM_SOURCE_DIR "/tests/fuzz/corpus/") + QLatin1String(name);
}

} // namespace

class TestExportRun : public QObject {
    Q_OBJECT
private slots:
    // One bad request of a file does not lose the others.
    void goodOnesAmongBad()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("x.http")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("GET http://a/1\n###\nGET {{h}}/b\n###\nGET http://c/3\nX: {{v}}\n") > 0);
        file.close();
        const ProgramRun run = runProgram({QStringLiteral("export"), QStringLiteral("--as"), QStringLiteral("http"), file.fileName()});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("GET http://a/1 ") && run.out.contains("GET http://c/3 ") && run.out.contains("X: {{v}}") && !run.out.contains("/b"));
        QVERIFY2(run.err.contains("not taken: line 2: {{h}}") && run.err.contains("kept as typed: line 4: {{v}}"), run.err);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("GET {{h}}/b\n") > 0);
        file.close();
        QCOMPARE(runProgram({QStringLiteral("export"), QStringLiteral("--as"), QStringLiteral("http"), file.fileName()}).status, 2);
    }

    void anExchange()
    {
        QProcess lab;
        lab.start(QStringLiteral(INTERIM_CLI), {QStringLiteral("lab")});
        QVERIFY(lab.waitForReadyRead(30'000));
        const QString said = QString::fromUtf8(lab.readLine()).trimmed();
        const QString base = said.mid(said.indexOf(QLatin1String("http://")));
        const QTemporaryDir folder;
        const QString saved = folder.filePath(QStringLiteral("x.interim")), har = folder.filePath(QStringLiteral("x.har"));
        QCOMPARE(runProgram({QStringLiteral("send"), QStringLiteral("-d"), QStringLiteral("text"), QStringLiteral("--expect"), QStringLiteral("always"),
                             QStringLiteral("-H"), QStringLiteral("Cookie: a=secret"), QStringLiteral("--save"), saved,
                             base + QStringLiteral("/refuse-417")}).status, 0);
        QCOMPARE(runProgram({QStringLiteral("export"), QStringLiteral("--output"), har, saved}).status, 0);
        QFile file(har);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QJsonArray entries = QJsonDocument::fromJson(bytes)[u"log"][u"entries"].toArray();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0)[u"response"][u"status"].toInt(), 417);
        QCOMPARE(entries.at(1)[u"request"][u"postData"][u"text"].toString(), QStringLiteral("text"));
        QVERIFY(!bytes.contains("secret"));
        // Sent again out of the archive: the same exchange.
        const ProgramRun again = runProgram({QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--import"), har, QStringLiteral("--request"), QStringLiteral("1")});
        QCOMPARE(again.status, 0);
        const QJsonArray attempts = QJsonDocument::fromJson(again.out)[u"attempts"].toArray();
        QCOMPARE(attempts.size(), 2);
        QCOMPARE(attempts.at(0)[u"expect"][u"sent"].toBool(), true);
        QVERIFY(again.err.contains("taken: the settings that Interim left in it: expect always"));
        const ProgramRun http = runProgram({QStringLiteral("export"), QStringLiteral("--as"), QStringLiteral("vscode"), QStringLiteral("--show-secrets"), saved});
        QVERIFY2(http.out.contains("Cookie: a=secret\n") && http.out.contains("\n\ntext\n"), http.out);
        QVERIFY(http.err.contains("the file cannot carry in comments alone, for Interim: expect always"));
        lab.terminate();
        QVERIFY(lab.waitForFinished(30'000));
    }

    void archivesAsHttpFiles()
    {
        const ProgramRun made = runProgram({QStringLiteral("export"), QStringLiteral("--as=http"), exportSample("har/firefox.har")});
        QCOMPARE(made.status, 0);
        QVERIFY2(made.out.contains("POST http://127.0.0.1:8000/login HTTP/1.1\n") && made.out.contains("GET http://127.0.0.1:8000/home HTTP/1.1\n"), made.out);
        QVERIFY2(made.out.contains("Cookie: ***\n"), made.out);
    }

    void misuse()
    {
        const QStringList odd[]{{}, {QStringLiteral("--as"), QStringLiteral("xml"), QStringLiteral("x")}, {QStringLiteral("/nowhere.interim")},
                                {exportSample("har/chrome.har")}, {QStringLiteral("--as=http"), exportSample("har/deep.har")}};
        for (const QStringList &words : odd) {
            const ProgramRun run = runProgram(QStringList{QStringLiteral("export")} + words);
            QCOMPARE(run.status, 2);
            QVERIFY(run.out.isEmpty() && run.err.count('\n') == 1);
        }
    }
};

INTERIM_SUITE(TestExportRun)
#include "tst_export_run.moc"
