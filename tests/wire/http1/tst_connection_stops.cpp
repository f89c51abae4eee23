// SPDX-License-Identifier: GPL-3.0-or-later
// Which response ends an upload.
#include "wire/http1/connection.h"

#include "wire/http1/connection_client.h"

#include <QTest>

using namespace wire;
using namespace wire::seat;

class TestConnectionStops : public QObject {
    Q_OBJECT
private slots:
    // The connection is to be closed, so nothing more goes there.
    void anInvalidLengthEndsTheUpload()
    {
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "ab");
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\na"),
                 QByteArray("stop-body, finished"));
        QCOMPARE(client.count("stop-upload"), 1);
    }

    void whatStopsTheUpload_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<bool>("final");
        QTest::addColumn<bool>("stops");
        QTest::addColumn<bool>("read");
        for (const char *status : {"413 No", "300 x", "600 X", "999 X", "099 X", "000 X", "001 X"})
            QTest::newRow(status) << QByteArray(status) << true << true << true;
        for (const char *status : {"200 OK", "299 x", "101 Switching"})
            QTest::newRow(status) << QByteArray(status) << true << false << true;
        for (const char *status : {"102 x", "199 x"})
            QTest::newRow(status) << QByteArray(status) << false << false << false;
        for (const char *status : {"abc X", "1000 X", "0100 X", "00100 X", "-100 X", "1e2 X", " "})
            QTest::newRow(status) << QByteArray(status) << true << true << false;
        QTest::newRow("99 X") << QByteArray("99 X") << true << true << true; // taken as it is
    }

    // RFC 9110 section 15: a code outside 100..599 counts as 5xx; it is never an interim one.
    void whatStopsTheUpload()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const bool, final);
        QFETCH(const bool, stops);
        QFETCH(const bool, read);
        const std::string answer = "HTTP/1.1 " + status.toStdString() + "\r\nContent-Length: 0\r\n\r\n";
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "ab");
        QCOMPARE(client.give(InputKind::Received, answer).contains("stop-body"), stops);
        QCOMPARE(client.count("stop-upload"), stops ? 1 : 0);
        QCOMPARE(client.connection.stream().finalSeen(), final);
        QCOMPARE(client.connection.stream().statusRead(), read);
        QVERIFY(!client.connection.reusable()); // with the content owed

        Client gated;
        gated.submit();
        gated.give(InputKind::Flushed, head);
        QVERIFY(!gated.give(InputKind::Received, answer).contains("send-body"));
        QCOMPARE(gated.connection.stream().gate.outcome() == GateOutcome::FinalStatus, final);
    }

    // RFC 9112 section 9.5: what is sent to one who closes is not read. In doubt it is: a close that is not announced.
    void aCloseStopsTheUpload_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("whatever");
        QTest::addColumn<bool>("stops");
        const auto row = [](const char *head, bool stops, bool whatever = false) {
            QTest::addRow("%s%s", head, whatever ? ", send all the same" : "") << QByteArray(head) << whatever << stops;
        };
        row("HTTP/1.1 200 OK\r\nConnection: close", true);
        row("HTTP/1.1 204 No Content\r\nconnection: x, Close", true);
        row("HTTP/1.0 200 OK", true);
        row("HTTP/1.1 200 OK\r\nConnection: close", false, true);
        row("HTTP/1.0 200 OK", false, true);
        row("HTTP/1.0 200 OK\r\nConnection: keep-alive", false);
        row("HTTP/1.1 200 OK\r\nConnection: keep-alive", false);
        row("HTTP/1.2 200 OK", false);
        row("HTTP/1.1 200 OK", false);
        row("HTTP/1.1 101 Switching\r\nConnection: close", false);
        row("HTTP/1.1 100 Continue\r\nConnection: close", false);
    }

    void aCloseStopsTheUpload()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const bool, whatever);
        QFETCH(const bool, stops);
        for (const char *length : {"Content-Length: 0\r\n", ""}) { // with no length, the close ends the content as well
            Client client({}, false);
            client.submission.policy.bodyAfterFinal = whatever;
            client.submit();
            client.give(InputKind::Flushed, ::head + "ab");
            const QByteArray done = client.give(InputKind::Received, head.toStdString() + "\r\n" + length + "\r\n");
            QCOMPARE(done.contains("stop-body"), stops);
            QCOMPARE(client.count("stop-upload"), stops ? 1 : 0);
            QVERIFY(!stops || client.event(Kind::Decision).text.ends_with("says that the connection closes"));
        }
    }

    void anEarlyFinalStopsTheUpload()
    {
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "ab");
        QVERIFY(client.give(InputKind::Received, "HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n").contains("stop-body"));
        QCOMPARE(client.connection.stream().bodyBytes(), std::uint64_t(2));
    }
};

INTERIM_SUITE(TestConnectionStops)
#include "tst_connection_stops.moc"
