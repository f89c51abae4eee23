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
        for (const char *bad : {"a b",
                                "a/b",
                                "http://a",
                                "user@host",
                                "a:b",
                                "a:80:90",
                                "[::1",
                                "::1",
                                "[::g]",
                                "[::1]80",
                                "[fe80::1%eth0]",
                                "x%4",
                                "x%zz",
                                "[v.a]",
                                "[vg.a]",
                                "h\xc3\xb6st",
                                "a\tb",
                                "[]",
                                "a?b",
                                "a#b"})
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

    // DNS rebinding: a page's own name leads here.
    void misdirected_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("own");
        const auto row = [](const char *target, const char *host, bool own) {
            QTest::addRow("%s, %s", target, host) << QByteArray(target) << QByteArray(host) << own;
        };
        for (const char *own :
             {"192.0.2.7", "192.0.2.7:80", "127.0.0.1", "127.9.8.7:1", "[::1]", "[::1]:8080", "localhost",
              "LocalHost:80", "a.localhost", "a.b.LOCALHOST.:80", "localhost.", "lab.example", "LAB.example.:1", ""})
            row("/x", own, true);
        for (const char *other :
             {"evil.example", "evil.example:80", "localhost.evil.example", "notlocalhost", "127.0.0.1.evil.example",
              "192.0.2.8", "[::2]", "1270.0.0.1", "127.1.evil", "lab.example.evil", "127.0.0.1%2eevil"})
            row("/x", other, false);
        // Absolute form: Host does not count (RFC 9112 section 3.2.2).
        row("http://127.0.0.1:80/x", "evil.example", true);
        row("http://evil.example/x", "127.0.0.1", false);
        row("HTTP://user@evil.example:80?x", "127.0.0.1", false);
        row("http:///x", "evil.example", false);
        row("*", "evil.example", false);
        row("/a://b", "127.0.0.1", true);
    }
    void misdirected()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, host);
        QFETCH(bool, own);
        wire::Head head;
        head.isRequest = true;
        head.method = "GET";
        head.target = target.toStdString();
        head.fields = {{"Host", host.toStdString()}};
        const std::string why = misdirection(head, {false, {"192.0.2.7", "Lab.Example"}});
        QCOMPARE(why.empty(), own);
        QVERIFY(own || why.find("--allow-host") != std::string::npos);
        QVERIFY(misdirection(head, {}).empty());
        head.fields.clear(); // HTTP/1.0
        QCOMPARE(misdirection(head, {false, {}}).empty(),
                 !target.toLower().contains("evil") && !target.contains("192"));
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
