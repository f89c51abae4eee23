// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/error_lines.h"

#include <QTest>

#include <cerrno>

#include <netdb.h>

using namespace engine;

class TestWords : public QObject {
    Q_OBJECT
private slots:
    void invalidLengths();
    void chunks();
    void failures();
    void limits();
    void http2();
};

void TestWords::http2()
{
    using namespace std::string_literals;
    QVERIFY(engine::beginsHttp2("\0\0\x12\4\0\0\0\0\0\0\3"s)); // SETTINGS of three
    QVERIFY(engine::beginsHttp2("\0\0\0\4\0\0\0\0\0"s));
    QVERIFY(engine::beginsHttp2("\0\0\x08\7\0\0\0\0\0"s)); // GOAWAY
    for (const std::string &other :
         {"\0\0\x12\4\0\0\0\0"s, "\0\0\x11\4\0\0\0\0\0"s, "\0\0\x12\4\0\0\0\0\1"s, "\0\0\x12\1\0\0\0\0\0"s,
          "\0\0\x12\4\1\0\0\0\0"s, "\0\xff\x12\4\0\0\0\0\0"s, "HTTP/1.1 200 OK\r\n"s, std::string(9, '\0')})
        QVERIFY2(!engine::beginsHttp2(other), other.c_str());
    QVERIFY(engine::speaksHttp2("h:1").find("h:1") != std::string::npos);
}

void TestWords::limits()
{
    QCOMPARE(unreadable({}, "h:1"), std::string("what h:1 sent cannot be read as HTTP"));
    for (const auto limit : {wire::Anomaly::HeadTooLarge, wire::Anomaly::TooManyFields, wire::Anomaly::TooManyInterims})
        QVERIFY(unreadable(limit, "h:1").ends_with("than Interim reads"));
}

void TestWords::invalidLengths()
{
    const std::string begin = "where the response from h:1 ends cannot be known: its Content-Length ";
    const std::string end = "; a client must discard it and close (RFC 9112 section 6.3)";
    QCOMPARE(engine::invalidLength({"3", "5"}, "h:1"), begin + "has values that differ: \"3\" and \"5\"" + end);
    QCOMPARE(engine::invalidLength({"3, 5, 3"}, "h:1"), begin + "has values that differ: \"3\" and \"5\"" + end);
    QCOMPARE(engine::invalidLength({"5", "five"}, "h:1"), begin + "is no number: \"five\"" + end);
    QCOMPARE(engine::invalidLength({""}, "h:1"), begin + "is empty" + end);
    QVERIFY(engine::invalidLength({"1, 2, 3, 4, 5, 6"}, "h:1").find("\"4\", ...;") != std::string::npos);
    QVERIFY(engine::invalidLength({std::string(9000, 'x')}, "h:1").size() < 300);
}

void TestWords::chunks()
{
    using wire::Anomaly;
    const std::string end = ", so where that response ends cannot be known (RFC 9112 section 7.1)";
    QCOMPARE(engine::brokenContent(Anomaly::BadChunkSize, "zz\r", "h:1"),
             "the chunk size \"zz\" of the response from h:1 is none" + end);
    QCOMPARE(engine::brokenContent(Anomaly::BadChunkSize, "", "h:1"),
             "the chunk size \"\" of the response from h:1 is none" + end);
    QCOMPARE(
        engine::brokenContent(Anomaly::ChunkSizeTooLarge, "FFFFFFFFFFFFFFFFF\r", "h:1"),
        std::string(
            "the chunk size \"FFFFFFFFFFFFFFFFF\" of the response from h:1 is above 2^63-1, more than Interim reads"));
    QCOMPARE(engine::brokenContent(Anomaly::ChunkEndMissing, "w", "h:1"),
             "the data of a chunk does not end where its size says in the response from h:1" + end);
    QVERIFY(
        engine::brokenContent(Anomaly::ChunkLineTooLong, std::string(64, '0'), "h:1").ends_with("than Interim reads"));
    QVERIFY(engine::brokenContent(Anomaly::BadChunkSize, std::string(64, 'x'), "h:1").size() < 200);
}

void TestWords::failures()
{
    QCOMPARE(connectFailure(ECONNREFUSED, "127.0.0.1:9"), std::string("connection refused by 127.0.0.1:9"));
    QVERIFY(lookupFailure(EAI_NONAME, 0, "nosuch").find("nosuch") != std::string::npos);
    for (const int error : {ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EHOSTUNREACH, EACCES, ECONNRESET, EMFILE}) {
        const std::string line = connectFailure(error, "192.0.2.1:80");
        QVERIFY2(line.find("192.0.2.1:80") != std::string::npos, line.c_str());
        QVERIFY(line.find('\n') == std::string::npos);
        QVERIFY(!breakage(error).empty());
    }
    for (const int error : {ENOENT, ENOTDIR, ECONNREFUSED, EACCES, EPROTOTYPE, EMFILE}) {
        const std::string line = unixConnectFailure(error, "/run/a\n.sock", true);
        QVERIFY2(line.find("the Unix socket /run/a\\x0a.sock") != std::string::npos, line.c_str());
    }
    QCOMPARE(unixConnectFailure(ECONNREFUSED, "/f", false),
             std::string("/f is no Unix socket: name the one at which the server listens"));
    QVERIFY(unixConnectFailure(ECONNREFUSED, "@n", true).starts_with("the abstract Unix socket n does not exist"));
}

INTERIM_SUITE(TestWords)
#include "tst_error_lines.moc"
