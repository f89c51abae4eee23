// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/request_check.h"

#include <QTest>

using namespace lab;

class TestRequestCheck : public QObject {
    Q_OBJECT
private slots:
    void hostValues_data()
    {
        QTest::addColumn<bool>("valid");
        for (const char *good : {"", "localhost", "localhost:8080", "a_b.example:", "127.0.0.1:80", "[::1]", "[::1]:80",
                                 "[1:2:3:4:5:6:7.8.9.1]:1", "[v1.a:b]", "x%41y", "~!$&'()*+,;=", ":80"})
            QTest::newRow(good) << true;
        for (const char *bad : {"a b", "a/b", "http://a", "user@host", "a:b", "a:80:90", "[::1", "::1", "[::g]", "[::1]80",
                                "[fe80::1%eth0]", "x%4", "x%zz", "[v.a]", "[vg.a]", "h\xc3\xb6st", "a\tb", "[]", "a?b", "a#b"})
            QTest::newRow(bad) << false;
    }
    void hostValues()
    {
        QFETCH(bool, valid);
        QCOMPARE(isHostValue(QTest::currentDataTag()), valid);
    }

    // RFC 9112 section 3.2: missing matters in HTTP/1.1 alone, two or an odd one in any request.
    void hosts_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<QList<QByteArray>>("hosts");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("one") << 11 << QList<QByteArray>{"lab"} << QByteArray();
        QTest::newRow("empty") << 11 << QList<QByteArray>{""} << QByteArray();
        QTest::newRow("none") << 11 << QList<QByteArray>{} << QByteArray("This HTTP/1.1 request has no Host field.");
        QTest::newRow("none, 1.0") << 10 << QList<QByteArray>{} << QByteArray();
        QTest::newRow("none, 2.0") << 20 << QList<QByteArray>{} << QByteArray();
        QTest::newRow("none, 0.9") << 9 << QList<QByteArray>{} << QByteArray();
        QTest::newRow("two") << 11 << QList<QByteArray>{"lab", "lab"}
                             << QByteArray("This request has more than one Host field line.");
        QTest::newRow("two, 1.0") << 10 << QList<QByteArray>{"a", "b"}
                                  << QByteArray("This request has more than one Host field line.");
        QTest::newRow("odd") << 11 << QList<QByteArray>{"a/b"}
                             << QByteArray("The value of Host in this request is no host with an optional port.");
        QTest::newRow("odd, 1.0") << 10 << QList<QByteArray>{"a b"}
                                  << QByteArray("The value of Host in this request is no host with an optional port.");
    }
    void hosts()
    {
        QFETCH(int, version);
        QFETCH(QList<QByteArray>, hosts);
        QFETCH(QByteArray, says);
        wire::Head head;
        head.isRequest = true;
        head.method = "GET";
        head.target = "/";
        head.version = version;
        for (const QByteArray &host : hosts)
            head.fields.push_back({"hOST", host.toStdString()});
        QCOMPARE(QByteArray::fromStdString(refusal(head)), says);
    }

    void framing()
    {
        wire::Head head;
        head.isRequest = true;
        head.method = "POST";
        head.fields = {{"Host", "lab"}, {"Content-Length", "5x"}};
        QCOMPARE(refusal(head), std::string("The Content-Length of this request is no length."));
        head.fields = {{"Host", "lab"}, {"Transfer-Encoding", "gzip"}};
        QVERIFY(refusal(head).starts_with("The end of this request cannot be known"));
        head.fields = {{"Host", "lab"}, {"Transfer-Encoding", "chunked"}};
        QVERIFY(refusal(head).empty() && !mustClose(head));
        head.fields.push_back({"Content-Length", "5"});
        QVERIFY(refusal(head).empty() && mustClose(head));
    }
};

INTERIM_SUITE(TestRequestCheck)
#include "tst_request_check.moc"
