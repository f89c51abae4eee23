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
                             "Connection: keep-alive\r\n\r\nabc"));
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
