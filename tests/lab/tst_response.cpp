// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/response.h"

#include <QTest>

using namespace lab;

class TestResponse : public QObject {
    Q_OBJECT
private slots:
    void interim()
    {
        ResponseParts parts;
        parts.status = 103;
        parts.fields = {"Link: <a>", "odd line"};
        QCOMPARE(interimBytes(parts), std::string("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\nodd line\r\n\r\n"));
    }

    void addsWhatLacks()
    {
        ResponseParts parts;
        parts.content = "hello\n";
        parts.close = true;
        QCOMPARE(finalBytes(parts),
                 std::string("HTTP/1.1 200 OK\r\nServer: interim-lab\r\nContent-Type: text/plain; charset=utf-8\r\n"
                             "Content-Length: 6\r\nConnection: close\r\n\r\nhello\n"));
    }

    void keepsWhatIsTyped()
    {
        ResponseParts parts;
        parts.version = 10;
        parts.status = 299;
        parts.fields = {"server: x", "content-length: 99", "CONTENT-TYPE: a/b", "Connection: keep-alive"};
        parts.content = "abc";
        parts.close = true;
        QCOMPARE(finalBytes(parts),
                 std::string("HTTP/1.0 299 \r\nserver: x\r\ncontent-length: 99\r\nCONTENT-TYPE: a/b\r\n"
                             "Connection: close\r\n\r\nabc"));
        parts.fields = {"Date: then", "Connection: upgrade, Keep-Alive", "Connection: x", "X: keep-alive"};
        parts.unixTime = 0;
        const std::string closing = finalBytes(parts);
        QVERIFY(closing.find("Date: then\r\nConnection: upgrade, close\r\nConnection: x\r\nX: keep-alive\r\n")
                != closing.npos);
        QCOMPARE(closing.find("1970"), closing.npos);
        parts.close = false;
        QVERIFY(finalBytes(parts).find("Connection: upgrade, Keep-Alive\r\n") != std::string::npos);
    }

    void headAndNoContent()
    {
        ResponseParts parts;
        parts.content = "abc";
        parts.headOnly = true;
        QVERIFY(finalBytes(parts).ends_with("Content-Length: 3\r\n\r\n"));
        parts.headOnly = false;
        parts.status = 204; // RFC 9110 section 8.6
        QCOMPARE(finalBytes(parts), std::string("HTTP/1.1 204 No Content\r\nServer: interim-lab\r\n\r\n"));
    }

    void noContent_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("204") << 204 << QByteArray("\r\n");                      // RFC 9110 section 8.6
        QTest::newRow("205") << 205 << QByteArray("Content-Length: 0\r\n\r\n"); // section 15.3.6
        QTest::newRow("304") << 304 << QByteArray("\r\n");
    }
    void noContent()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, rest);
        ResponseParts parts;
        parts.status = status;
        parts.content = "abc";
        const QByteArray bytes = QByteArray::fromStdString(finalBytes(parts));
        QVERIFY(bytes.endsWith("Server: interim-lab\r\n" + rest));
    }

    // RFC 9110 section 5.6.7 (its own example), a leap day, a century that is none, before 1970, the last second.
    void dates_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("Thu, 01 Jan 1970 00:00:00 GMT") << qint64(0);
        QTest::newRow("Wed, 31 Dec 1969 23:59:59 GMT") << qint64(-1);
        QTest::newRow("Tue, 29 Feb 2000 12:00:00 GMT") << qint64(951825600);
        QTest::newRow("Mon, 01 Mar 2100 00:00:00 GMT") << qint64(4107542400);
        QTest::newRow("Fri, 31 Dec 9999 23:59:59 GMT") << qint64(253402300799);
    }
    void dates()
    {
        QFETCH(qint64, seconds);
        QCOMPARE(httpDate(seconds), std::string(QTest::currentDataTag()));
        ResponseParts parts;
        parts.unixTime = seconds;
        QCOMPARE(finalBytes(parts),
                 "HTTP/1.1 200 OK\r\nServer: interim-lab\r\nDate: " + std::string(QTest::currentDataTag())
                     + "\r\nContent-Length: 0\r\n\r\n");
        parts.status = 103; // RFC 9110 section 6.6.1: MAY, and the lab does not
        QCOMPARE(interimBytes(parts).find("Date"), std::string::npos);
    }

    void phrases()
    {
        QCOMPARE(reasonPhrase(417), std::string_view("Expectation Failed"));
        QCOMPARE(reasonPhrase(428), std::string_view("Precondition Required"));
        QCOMPARE(reasonPhrase(799), std::string_view());
        QVERIFY(asksToClose({"A: b", "connection: keep-alive, Close"}));
        QVERIFY(!asksToClose({"Connection: keep-alive", "X: close"}));
    }
};

INTERIM_SUITE(TestResponse)
#include "tst_response.moc"
