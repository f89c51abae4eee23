// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exchange_run.h"

#include "record/recorder.h"
#include "session/workbench.h"
#include "support/script_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

using namespace cli;

class TestExchangeRun : public QObject {
    Q_OBJECT
private slots:
    void refusedPortIsAFailureThatIsSaved()
    {
        QTemporaryDir folder;
        session::Workbench workbench;
        RequestCall call;
        call.spec.url = "http://127.0.0.1:1/"; // nothing listens on port 1
        call.output.savePath = folder.filePath(u"x.interim"_s);
        QCOMPARE(runExchange(workbench, call), 1);
        const auto opened = session::openRecord(call.output.savePath);
        QVERIFY(std::holds_alternative<record::Record>(opened));
        const auto exchange = record::summarize(record::replay(std::get<record::Record>(opened)));
        QVERIFY(exchange.outcome == record::Outcome::ConnectFailed);
        QVERIFY(!exchange.error.empty());
    }

    // Who asked for the end stands in the record: a person, or whoever ended the program.
    void whoEndedItIsSaid_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("SIGINT") << SIGINT << QByteArray("cancelled by the user");
        QTest::newRow("SIGTERM") << SIGTERM << QByteArray("ended since the program was asked to end (SIGTERM)");
    }
    void whoEndedItIsSaid()
    {
        QFETCH(int, number);
        support::ScriptServer server({[number](support::Peer &peer) {
            peer.readHead();
            ::kill(::getpid(), number);
            peer.awaitClose();
        }});
        QTemporaryDir folder;
        session::Workbench workbench;
        RequestCall call;
        call.spec.url = server.url();
        call.output.savePath = folder.filePath(u"x.interim"_s);
        QCOMPARE(runExchange(workbench, call), 1);
        const auto opened = session::openRecord(call.output.savePath);
        QVERIFY(std::holds_alternative<record::Record>(opened));
        const auto exchange = record::summarize(record::replay(std::get<record::Record>(opened)));
        QVERIFY(exchange.outcome == record::Outcome::Aborted);
        QTEST(QByteArray::fromStdString(exchange.error), "why");
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        session::Workbench workbench;
        RequestCall call;
        call.spec.url = "http://127.0.0.1:1/";
        call.output.savePath = u"/nonexistent/x.interim"_s;
        QCOMPARE(runExchange(workbench, call), 1);
    }
};

INTERIM_SUITE(TestExchangeRun)
#include "tst_exchange_run.moc"
