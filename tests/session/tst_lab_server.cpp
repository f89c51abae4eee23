// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/lab_server.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QUrl>

using namespace Qt::StringLiterals;

using session::LabServer;

class TestLabServer : public QObject {
    Q_OBJECT

    QThread engine_;

private slots:
    void initTestCase() { engine_.start(); }
    void cleanupTestCase()
    {
        engine_.quit();
        QVERIFY(engine_.wait(10000));
    }

    void startsRecordsAndStops()
    {
        LabServer lab(&engine_);
        QSignalSpy started(&lab, &LabServer::started);
        QSignalSpy stopped(&lab, &LabServer::stopped);
        QSignalSpy recorded(&lab, &LabServer::recorded);
        lab.start({});
        QVERIFY(!lab.running());
        QVERIFY(started.wait(10000));
        QVERIFY(lab.running());
        QVERIFY(lab.baseUrl().startsWith("http://127.0.0.1:"_L1));
        QTcpSocket client;
        client.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(lab.baseUrl()).port()));
        client.write("GET /silent HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QVERIFY(recorded.count() > 0 || recorded.wait(10000));
        const auto record = recorded[0][0].value<std::shared_ptr<const record::Record>>();
        QCOMPARE(record->scenario, std::string("silent"));
        lab.stop();
        QCOMPARE(stopped.count(), 1);
        QVERIFY(!lab.running() && lab.baseUrl().isEmpty());
        lab.stop();
        QCOMPARE(stopped.count(), 1);
    }

    /// What it is started by where nothing is said.
    void startsByWhatWasSet()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        LabServer lab(&engine_);
        QSignalSpy started(&lab, &LabServer::started);
        QSignalSpy failed(&lab, &LabServer::failed);
        LabServer::Options options;
        options.port = holder.serverPort();
        lab.setOptions(options);
        lab.start();
        QVERIFY(failed.wait(10000));
        QVERIFY(!lab.running() && started.isEmpty());
        options.orAnother = true;
        lab.setOptions(options);
        lab.start();
        QVERIFY(started.wait(10000));
        QVERIFY(QUrl(lab.baseUrl()).port() != holder.serverPort());
    }

    void refusesOtherAddressesUnlessAllowed()
    {
        LabServer lab(&engine_);
        QSignalSpy failed(&lab, &LabServer::failed);
        LabServer::Options options;
        options.host = u"0.0.0.0"_s;
        lab.start(options);
        QCOMPARE(failed.count(), 1);
        options.allowRemote = true;
        QSignalSpy started(&lab, &LabServer::started);
        lab.start(options);
        QVERIFY(started.wait(10000));
    }

    void stopOvertakesStart()
    {
        LabServer lab(&engine_);
        QSignalSpy started(&lab, &LabServer::started);
        lab.start({});
        lab.stop();
        QTest::qWait(100);
        QCOMPARE(started.count(), 0);
        QVERIFY(!lab.running());
    }

    void hasACertificateWithTls()
    {
        LabServer lab(&engine_);
        QSignalSpy started(&lab, &LabServer::started);
        LabServer::Options options;
        options.tls = true;
        lab.start(options);
        QVERIFY(started.wait(10000));
        QVERIFY(lab.baseUrl().startsWith("https://"_L1));
        QVERIFY(lab.certificatePem().startsWith("-----BEGIN CERTIFICATE-----"));
    }
};

INTERIM_SUITE(TestLabServer)
#include "tst_lab_server.moc"
