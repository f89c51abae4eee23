// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself: an exchange with a lab server, saved, as an archive and as .http files, and back.
#include "cli/commands.h"

#include "support/later_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

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

QString sample(const char *name)
{
    return u"" INTERIM_SOURCE_DIR "/tests/fuzz/corpus/"_s + QLatin1String(name);
}

} // namespace

class TestExportRun : public QObject {
    Q_OBJECT
private slots:
    // One bad request of a file does not lose the others.
    void goodOnesAmongBad()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"x.http"_s));
        QVERIFY(file.open(QIODevice::WriteOnly)
                && file.write("GET http://a/1\n###\nGET {{h}}/b\n###\nGET http://c/3\nX: {{v}}\n") > 0);
        file.close();
        const ProgramRun run = runProgram({u"export"_s, u"--as"_s, u"http"_s, file.fileName()});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("GET http://a/1 ") && run.out.contains("GET http://c/3 ")
                && run.out.contains("X: {{v}}") && !run.out.contains("/b"));
        QVERIFY2(run.err.contains("not taken: line 2: {{h}}") && run.err.contains("kept as typed: line 4: {{v}}"),
                 run.err);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("GET {{h}}/b\n") > 0);
        file.close();
        QCOMPARE(runProgram({u"export"_s, u"--as"_s, u"http"_s, file.fileName()}).status, 2);
    }

    void settingsOfALaterInterimAreNamed()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"x.interim"_s));
        record::Record record;
        record.spec.url = "http://h/";
        record.spec.connectTo = "h:1";
        const std::string bytes = support::withSettingOfLater(record, "connect-to", "connect-by");
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(bytes)) > 0);
        file.close();
        for (const QStringList &words : {QStringList{u"export"_s, u"--as"_s, u"http"_s}, QStringList{u"export"_s},
                                         QStringList{u"replay"_s, u"--json"_s}}) {
            const ProgramRun run = runProgram(words + QStringList{file.fileName()});
            QCOMPARE(run.err, QByteArray("interim-cli: settings of a newer Interim are left out: --connect-by\n"));
            QVERIFY2(run.status == 0 && !run.out.isEmpty() && !run.out.contains("h:1"), qPrintable(words.join(u' ')));
        }
    }

    void anExchange()
    {
        QProcess lab;
        lab.start(QStringLiteral(INTERIM_CLI), {u"lab"_s});
        QVERIFY(lab.waitForReadyRead(30'000));
        const QString said = QString::fromUtf8(lab.readLine()).trimmed();
        const QString base = said.mid(said.indexOf("http://"_L1));
        const QTemporaryDir folder;
        const QString saved = folder.filePath(u"x.interim"_s), har = folder.filePath(u"x.har"_s);
        QCOMPARE(runProgram({u"send"_s, u"-d"_s, u"text"_s, u"--expect"_s, u"always"_s, u"-H"_s, u"Cookie: a=secret"_s,
                             u"--save"_s, saved, base + u"/refuse-417"_s})
                     .status,
                 0);
        QCOMPARE(runProgram({u"export"_s, u"--output"_s, har, saved}).status, 0);
        QFile file(har);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QJsonArray entries = QJsonDocument::fromJson(bytes)[u"log"][u"entries"].toArray();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0)[u"response"][u"status"].toInt(), 417);
        QCOMPARE(entries.at(1)[u"request"][u"postData"][u"text"].toString(), u"text"_s);
        QVERIFY(!bytes.contains("secret"));
        // Sent again out of the archive: the same exchange.
        const ProgramRun again = runProgram({u"send"_s, u"--json"_s, u"--import"_s, har, u"--request"_s, u"1"_s});
        QCOMPARE(again.status, 0);
        const QJsonArray attempts = QJsonDocument::fromJson(again.out)[u"attempts"].toArray();
        QCOMPARE(attempts.size(), 2);
        QCOMPARE(attempts.at(0)[u"expect"][u"sent"].toBool(), true);
        QVERIFY(again.err.contains("taken: the settings that Interim left in it: expect always"));
        const ProgramRun http = runProgram({u"export"_s, u"--as"_s, u"vscode"_s, u"--show-secrets"_s, saved});
        QVERIFY2(http.out.contains("Cookie: a=secret\n") && http.out.contains("\n\ntext\n"), http.out);
        QVERIFY(http.err.contains("the file cannot carry in comments alone, for Interim: expect always"));
        lab.terminate();
        QVERIFY(lab.waitForFinished(30'000));
    }

    void archivesAsHttpFiles()
    {
        const ProgramRun made = runProgram({u"export"_s, u"--as=http"_s, sample("har/firefox.har")});
        QCOMPARE(made.status, 0);
        QVERIFY2(made.out.contains("POST http://127.0.0.1:8000/login HTTP/1.1\n")
                     && made.out.contains("GET http://127.0.0.1:8000/home HTTP/1.1\n"),
                 made.out);
        QVERIFY2(made.out.contains("Cookie: ***\n"), made.out);
    }

    void misuse()
    {
        const QStringList odd[]{{},
                                {u"--as"_s, u"xml"_s, u"x"_s},
                                {u"/nowhere.interim"_s},
                                {sample("har/chrome.har")},
                                {u"--as=http"_s, sample("har/deep.har")}};
        for (const QStringList &words : odd) {
            const ProgramRun run = runProgram(QStringList{u"export"_s} + words);
            QCOMPARE(run.status, 2);
            QVERIFY(run.out.isEmpty() && run.err.count('\n') == 1);
        }
    }
};

INTERIM_SUITE(TestExportRun)
#include "tst_export_run.moc"
