// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that are no HTTP: no content goes out among them, and a message behind them is read again.
#include "wire/http1/connection.h"

#include "wire/http1/connection_client.h"

#include <QTest>

using namespace wire;
using namespace wire::seat;

class TestConnectionForeign : public QObject {
    Q_OBJECT
private slots:
    void otherProtocolsAreUnreadable()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QVERIFY(client.give(InputKind::Received, "SSH-2.0-OpenSSH_9.2\r\n").contains("unreadable"));
        QVERIFY(client.count(Kind::Anomaly) > 0);
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\n"), QByteArray("readable"));
    }

    void noContentIntoForeignBytes_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("held");
        const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        QTest::newRow("HTTP/2 settings") << QByteArray("\0\0\0\4\0\0\0\0\0", 9) << 1;
        QTest::newRow("SSH") << QByteArray("SSH-2.0-x\r\n") << 1;
        QTest::newRow("SMTP") << QByteArray("220 smtp ESMTP\r\n") << 1;
        QTest::newRow("SMTP, line by line") << QByteArray("220-smtp\r\n220 ESMTP\r\n") << 1;
        QTest::newRow("a TLS alert") << QByteArray("\x15\x03\x01\0\2\2\x46", 7) << 1;
        QTest::newRow("and then HTTP") << QByteArray("garbage\r\n" + ok) << 1;
        QTest::newRow("twice") << QByteArray("garbage\r\nHTTP/1.1 103 Hints\r\n\r\nmore") << 1;
        QTest::newRow("HTTP") << QByteArray("HTTP/1.1 103 Hints\r\n\r\n" + ok) << 0;
        QTest::newRow("behind an interim response") << QByteArray("HTTP/1.1 103 Hints\r\n\r\nhi" + ok) << 0;
        QTest::newRow("behind the final one") << QByteArray(ok + "hi") << 0;
    }

    void noContentIntoForeignBytes()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, held);
        for (const bool gated : {false, true}) {
            std::vector<Event> whole;
            for (qsizetype piece = answer.size(); piece > 0; --piece) {
                Client client({}, gated);
                client.submit();
                client.give(InputKind::Flushed, head + (gated ? "" : "ab"));
                QByteArray done;
                for (qsizetype at = 0; at < answer.size(); at += piece)
                    done += client.give(InputKind::Received, answer.mid(at, piece).toStdString()) + ' ';
                QCOMPARE(client.count("hold-content"), held);
                QVERIFY(held == 0 || client.event(Kind::Decision).text.ends_with("what came is no HTTP"));
                QVERIFY(held > 0 || !done.contains("unreadable"));
                if (piece == answer.size())
                    whole = client.events;
                QVERIFY2(client.events == whole, QByteArray::number(piece));
            }
        }
    }

    void nothingIsHeldBackWithoutContent()
    {
        Client sent({}, false);
        sent.submit();
        sent.give(InputKind::Flushed, head + "abcd");
        QVERIFY(sent.give(InputKind::Received, "SSH-2.0-x\r\n").contains("unreadable"));
        QCOMPARE(sent.count("hold-content"), 0);
        Client none({}, false);
        none.submission.bodyLength = 0;
        none.submit();
        none.give(InputKind::Received, "SSH-2.0-x\r\n"); // before the head has left
        QCOMPARE(none.count("hold-content"), 0);
    }

    // The end of the wait belongs to the record, whatever the engine then does not send.
    void theTimerFiresAmongForeignBytes()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QCOMPARE(client.give(InputKind::Received, "220 smtp"), QByteArray("unreadable"));
        QCOMPARE(client.give(InputKind::Timer), QByteArray("cancel-timer, send-body"));
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\n"), QByteArray("readable"));
    }

    // In one read with its end, too: the engine is still to hear that it is HTTP.
    void readableWithItsEnd()
    {
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "ab");
        QCOMPARE(client.give(InputKind::Received, "garbage"), QByteArray("unreadable"));
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                 QByteArray("readable"));
        QCOMPARE(client.give(InputKind::Flushed, "cd"), QByteArray("finished"));
    }

    // Whether foreign bytes behind a 100 are its content, or stand before the final response, the content sent may
    // tell.
    void foreignBytesTellTheContentSent()
    {
        for (const bool sent : {false, true}) {
            Client client;
            client.submit();
            client.give(InputKind::Flushed, head);
            client.give(InputKind::Received, "HTTP/1.1 100 Continue\r\n\r\n");
            if (sent)
                client.give(InputKind::Flushed, "abc");
            client.give(InputKind::Received, "garbage");
            const Event anomaly = client.event(Kind::Anomaly);
            QCOMPARE(anomaly.name, std::string("content-after-interim"));
            QCOMPARE(anomaly.contentSent, std::uint64_t(sent ? 3 : 0));
        }
    }

    void foreignBytesBehindAnInterimAreStillHttp()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 100 Continue\r\nContent-Length: 2\r\n\r\nhi"),
                 QByteArray("cancel-timer, send-body"));
        client.give(InputKind::Flushed, "abcd");
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                 QByteArray("finished"));
    }
};

INTERIM_SUITE(TestConnectionForeign)
#include "tst_connection_foreign.moc"
