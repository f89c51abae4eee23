// SPDX-License-Identifier: GPL-3.0-or-later
// `compare` against the lab, as a program; its documents fit their schemas.
#include "cli/compare_run.h"

#include "session/lab_server.h"
#include "session/workbench.h"
#include "support/json_schema.h"
#include "support/script_server.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <csignal>

using namespace cli;
using namespace Qt::StringLiterals;

class TestCompareRun : public QObject {
    Q_OBJECT
    session::Workbench workbench_;
    QString lab_;

    // The test's own event loop runs while the program does, and so does the lab on its thread.
    static std::pair<int, QByteArray> compared(const QStringList &words, QByteArray *errors = nullptr)
    {
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI), QStringList{u"compare"_s} + words);
        process.waitForFinished(100'000);
        if (errors)
            *errors = process.readAllStandardError();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput()};
    }

    static bool catchesInterrupt(qint64 program)
    {
        QFile status(u"/proc/%1/status"_s.arg(program));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        const QByteArray text = status.readAll();
        const qsizetype caught = text.indexOf("SigCgt:") + 7;
        return text.mid(caught, text.indexOf('\n', caught) - caught).trimmed().toULongLong(nullptr, 16) >> (SIGINT - 1)
            & 1;
    }

private slots:
    void initTestCase()
    {
        QSignalSpy started(workbench_.lab(), &session::LabServer::started);
        workbench_.lab()->start({});
        QVERIFY(started.count() > 0 || started.wait(60'000));
        lab_ = workbench_.lab()->baseUrl();
    }

    // Whichever round it was: the row that failed says why.
    void failedRoundsSayWhy()
    {
        QByteArray errors;
        for (const auto &[times, count] :
             {std::pair(u"1"_s, QByteArray()), std::pair(u"2"_s, QByteArray("no final status in 2 of 2 rounds: "))}) {
            const auto [status, output] =
                compared({u"--repeat"_s, times, lab_ + u"/continue"_s, u"http://127.0.0.1:1/"_s}, &errors);
            QVERIFY2(status != 0 && errors.contains("127.0.0.1:1: " + count) && errors.contains("refused"),
                     errors + output);
        }
    }

    void documentsFitTheirSchemas()
    {
        const QTemporaryDir folder;
        const QString report = folder.filePath(u"r.html"_s);
        const auto [status, output] =
            compared({u"--json"_s, u"--body-size"_s, u"64k"_s, u"--expect"_s, u"always"_s, u"--repeat"_s, u"6"_s,
                      u"--report"_s, report, u"-H"_s, u"Cookie: hush"_s, lab_ + u"/continue"_s, lab_ + u"/refuse-417"_s,
                      lab_ + u"/early-hints"_s});
        QCOMPARE(status, 0);
        QVERIFY(!output.contains("hush"));
        QString errors = support::schemaErrors(u"comparison.schema.json"_s, {output});
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
        const QJsonObject json = QJsonDocument::fromJson(output).object();
        QList<QByteArray> exchanges;
        const auto list = json["exchanges"_L1].toArray();
        for (const auto &exchange : list)
            exchanges << QJsonDocument(exchange.toObject()).toJson();
        QCOMPARE(exchanges.size(), 3);
        errors = support::schemaErrors(u"exchange.schema.json"_s, exchanges);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
        const QJsonObject refused = json["rows"_L1].toArray().at(1).toObject();
        QCOMPARE(refused["handshake"_L1].toString(), u"final-status"_s);
        QCOMPARE(refused["statuses"_L1].toArray().at(0).toInt(), 417);
        QCOMPARE(refused["pause_spread"_L1].toObject()["count"_L1].toInt(), 6);
        QVERIFY(!json["verdicts"_L1].toArray().isEmpty());
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith("<!DOCTYPE html>"));
    }

    void aTargetWithoutAnAnswerIsStatus1()
    {
        QByteArray errors;
        const QString nowhere = u"http://127.0.0.1:%1/"_s.arg(support::unusedPort());
        const auto [status, output] = compared({lab_ + u"/continue"_s, nowhere}, &errors);
        QCOMPARE(status, 1);
        QCOMPARE(errors.count('\n'), 1);
        QVERIFY(output.contains("could not connect"));
    }

    void variantsOfOneServer()
    {
        const auto [status, output] =
            compared({u"--variants"_s, u"-d"_s, u"x"_s, lab_ + u"/legacy-417"_s, u"--on-417"_s, u"stop"_s});
        QCOMPARE(status, 0);
        for (const char *words : {"Expect off", "Expect on", "HTTP/1.0", "417"})
            QVERIFY2(output.contains(words), output.constData());
    }

    // SIGINT ends it with what there is.
    void interrupted()
    {
        std::atomic<bool> asked = false;
        support::ScriptServer server({[&](support::Peer &peer) {
            peer.readHead();
            asked = true;
            peer.awaitClose();
        }});
        const QString silent = QString::fromStdString(server.url());
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI),
                      {u"compare"_s, u"--json"_s, u"--repeat"_s, u"1000"_s, silent, lab_ + u"/continue"_s});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(asked && catchesInterrupt(process.processId()), 60'000);
        QProcess::execute(u"kill"_s, {u"-INT"_s, QString::number(process.processId())});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1);
        const auto rows = QJsonDocument::fromJson(process.readAllStandardOutput()).object()["rows"_L1].toArray();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).toObject()["outcome"_L1].toString(), u"aborted"_s);
    }
};

INTERIM_SUITE(TestCompareRun)
#include "tst_compare_run.moc"
