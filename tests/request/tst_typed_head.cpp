// SPDX-License-Identifier: GPL-3.0-or-later
// What a person typed, read as the parser will read it on the wire.
#include "request/typed_head.h"

#include <QTest>

using namespace request;
using namespace wire;

namespace {

RequestSpec raw(std::string head)
{
    RequestSpec spec;
    spec.rawHead = std::move(head);
    return spec;
}

QByteArray text(const Head &head)
{
    std::string line = head.method + '|' + head.target + '|' + std::to_string(head.version);
    for (const auto &field : head.fields)
        line += "|" + field.name + "=" + field.value;
    return QByteArray::fromStdString(line);
}

} // namespace

class TestTypedHead : public QObject {
    Q_OBJECT

private slots:
    void whatStandsBehindTheHead()
    {
        QCOMPARE(behindHead("GET / HTTP/1.1\r\nA: b\r\n\r\nmore\r\n\r\n"), std::string_view("more\r\n\r\n"));
        QCOMPARE(behindHead("\n\nGET / HTTP/1.1\n\nx"), std::string_view("x"));
        for (const char *head : {"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nA: b\r\n", "\r\n\r\n", ""})
            QVERIFY2(behindHead(head).empty(), head);
    }

    void rawHeads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const QByteArray &bytes, const char *expected) {
            QTest::newRow(bytes.toHex().left(80).constData()) << bytes << QByteArray(expected);
        };
        row("GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET|/|11|Host=h");
        row("PUT /a b?c HTTP/1.0\nA:b\nC : d \n\nE: f\n", "PUT|/a b?c|10|A=b|C=d");
        row("\r\n\nGET  /x\thttp/1.1\r\n\r\n", "GET|/x|11");
        row("GET /x\r\nA: b\r\n\r\n", "GET|/x|9|A=b");
        row("GET / HTTP/2.0\r\n\r\n", "GET|/|20");
        row("GET / HTTP/\r\n\r\n", "GET|/|10");
        row("X\r\n", "X||9");
        row("", "||9");
        row("\r\n\r\n", "||9");
        row("GET / HTTP/1.1\r\nA: b\r\n c\r\n\t\r\n  d \r\nE:\r\n f\r\n\r\n", "GET|/|11|A=b c d|E=f");
        row("GET / HTTP/1.1\r\n folded\r\nA: b\r\n\r\n", "GET|/|11|A=b");
        row("GET / HTTP/1.1\r\nno colon\r\n: v\r\n\r\n", "GET|/|11|=no colon|=v");
        row("GET / HTTP/1.1\r\nA: b", "GET|/|11|A=b");
        row("GET / HTTP/1.1\r\nA: b\rC: d\r\n\r\n", "GET|/|11|A=b\rC: d");
    }
    void rawHeads()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        QCOMPARE(text(typedHead(raw(bytes.toStdString()))), expected);
    }

    void fieldsOfASpec()
    {
        RequestSpec spec;
        spec.method = "M";
        spec.version = 10;
        spec.headers = {{" A ", "\tb ", ":"}, {"C", "d", "="}, {"E", ""}};
        QCOMPARE(text(typedHead(spec)), QByteArray("M||10|A=b|E="));
        QVERIFY(typedHead(spec).isRequest);
    }

    void names()
    {
        QVERIFY(isNamed({"eXpect", "x"}, "Expect"));
        QVERIFY(isNamed({"\tExpect ", "x", " : "}, "Expect"));
        QVERIFY(!isNamed({"Expect", "x", " "}, "Expect"));
        QVERIFY(!isNamed({"Expec", "x"}, "Expect"));
        RequestSpec spec;
        spec.removed = {"Host ", "accept"};
        QVERIFY(isRemoved(spec, "Host") && isRemoved(spec, "Accept") && !isRemoved(spec, "Expect"));
    }

    void chunkedAndContent()
    {
        RequestSpec spec;
        const auto chunked = [&spec] { return sendsChunked(spec, typedHead(spec)); };
        const auto content = [&spec] { return announcesContent(spec, typedHead(spec)); };
        QVERIFY(!chunked() && !content());
        spec.headers = {{"Transfer-Encoding", "gzip"}, {"transfer-encoding", "CHUNKED"}};
        QVERIFY(chunked() && content());
        spec.headers = {{"Transfer-Encoding", "chunked, gzip"}};
        QVERIFY(!chunked() && !content());
        spec.headers = {{"Content-Length", "x"}};
        QVERIFY(!chunked() && !content());
        spec.headers = {{"Content-Length", "1"}};
        QVERIFY(!chunked() && content());
        spec.headers.clear();
        spec.body.kind = BodyKind::Text;
        spec.body.chunked = true;
        QVERIFY(chunked() && content());
        spec.rawHead = "POST / HTTP/1.1\r\n\r\n";
        QVERIFY(!chunked() && !content());
        spec.body.text = "x";
        QVERIFY(!chunked() && content());
        spec.rawHead = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        QVERIFY(chunked() && content());
    }

    void removesLinesWithTheirFolds_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after);
        };
        row("none", "P / HTTP/1.1\r\nA: b\r\n\r\n", "P / HTTP/1.1\r\nA: b\r\n\r\n");
        row("one", "P / HTTP/1.1\r\nExpect: x\r\nA: b\r\n\r\n", "P / HTTP/1.1\r\nA: b\r\n\r\n");
        row("all", "P / HTTP/1.1\r\nexpect : x\r\nA: b\r\nEXPECT:\r\n\r\n", "P / HTTP/1.1\r\nA: b\r\n\r\n");
        row("folds", "P / HTTP/1.1\nExpect:\n 100-continue\n\t\n x\nA: b\n c\n\n", "P / HTTP/1.1\nA: b\n c\n\n");
        row("similar", "P / HTTP/1.1\r\nExpectX: y\r\nX-Expect: y\r\nExpect\r\n\r\n",
            "P / HTTP/1.1\r\nExpectX: y\r\nX-Expect: y\r\nExpect\r\n\r\n");
        row("start line", "Expect: x\r\nExpect: y\r\n\r\n", "Expect: x\r\n\r\n");
        row("lines before", "\r\nP / HTTP/1.1\r\nExpect: y\r\n\r\n", "\r\nP / HTTP/1.1\r\n\r\n");
        row("behind the head", "P / HTTP/1.1\r\n\r\nExpect: y\r\n\r\n", "P / HTTP/1.1\r\n\r\nExpect: y\r\n\r\n");
        row("no end", "P / HTTP/1.1\r\nExpect: y", "P / HTTP/1.1\r\n");
        row("empty", "", "");
    }
    void removesLinesWithTheirFolds()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QCOMPARE(QByteArray::fromStdString(withoutField(before.toStdString(), "Expect")), after);
    }

    void removalLeavesNoSuchField()
    {
        const std::string head = "P / HTTP/1.1\r\n x\r\nEXPECT: a\r\n b\r\nA: b\r\nexpect\t: c\r\n\r\n";
        auto spec = raw(withoutField(head, "Expect"));
        QVERIFY(!hasField(typedHead(spec).fields, "Expect"));
        QVERIFY(hasField(typedHead(spec).fields, "A"));
    }
};

INTERIM_SUITE(TestTypedHead)
#include "tst_typed_head.moc"
