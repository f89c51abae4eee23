// SPDX-License-Identifier: GPL-3.0-or-later
// Heads byte for byte, for what people ask for and for what a debugger lets them ask for.
#include "request/compose.h"

#include "request/serializer.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace request;
using namespace wire;

namespace {

RequestSpec get(std::string url = "http://h/x")
{
    RequestSpec spec;
    spec.url = std::move(url);
    return spec;
}

RequestSpec post(std::string text)
{
    RequestSpec spec = get();
    spec.method = "POST";
    spec.body.kind = BodyKind::Text;
    spec.body.text = std::move(text);
    return spec;
}

ComposedRequest composed(const RequestSpec &spec)
{
    auto result = compose(spec);
    if (const auto *error = std::get_if<UrlError>(&result))
        qFatal("%s", error->text.c_str());
    return std::get<ComposedRequest>(std::move(result));
}

std::vector<std::string> added(const RequestSpec &spec)
{
    std::vector<std::string> names;
    for (const ComposedField &field : composed(spec).fields) {
        if (field.added)
            names.push_back(field.name);
    }
    return names;
}

/// The head without the version in User-Agent, lines separated by a bar.
QByteArray headOf(const RequestSpec &spec)
{
    auto head = QByteArray::fromStdString(http1Head(composed(spec)));
    head.replace("\r\n", "|");
    static const QRegularExpression agent(u"User-Agent: interim/\\d+\\.\\d+\\.\\d+(?=\\|)"_s);
    return QString::fromLatin1(head).replace(agent, u"UA"_s).toLatin1();
}

} // namespace

class TestCompose : public QObject {
    Q_OBJECT

private slots:
    void defaults()
    {
        QCOMPARE(headOf(get()), QByteArray("GET /x HTTP/1.1|Host: h|UA|Accept: */*||"));
        auto spec = get("https://[::1]:8443/a?b#c");
        spec.version = 10;
        QCOMPARE(headOf(spec), QByteArray("GET /a?b HTTP/1.0|Host: [::1]:8443|UA|Accept: */*||"));
    }

    // What nobody typed, and nobody has to guess.
    void whatWasAddedIsNamed()
    {
        using Names = std::vector<std::string>;
        QVERIFY(added(get()) == (Names{"Host", "User-Agent", "Accept"}));
        auto spec = post("text");
        spec.url = "http://u:p@h/";
        spec.headers = {{"accept", "a/b"}, {"X", "1"}};
        spec.removed = {"User-Agent"};
        spec.body.mediaType = "text/plain";
        spec.expect.rule = ExpectRule::Always;
        QVERIFY(added(spec) == (Names{"Host", "Authorization", "Content-Length", "Content-Type", "Expect"}));
        spec.headers = {{"Expect", "x"}, {"Content-Type", "y"}, {"Authorization", "z"}};
        spec.body.chunked = true;
        spec.fieldOrder = {"*", "HOST"};
        QVERIFY(added(spec) == (Names{"Accept", "Transfer-Encoding", "HOST"}));
        spec.rawHead = "POST / HTTP/1.1\r\nHost: h\r\n\r\n";
        QVERIFY(added(spec).empty());
    }

    void userInfoBecomesAuthorization_data()
    {
        QTest::addColumn<QByteArray>("info");
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("pair") << QByteArray("Aladdin:open%20sesame") << QByteArray("QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        QTest::newRow("no password") << QByteArray("user") << QByteArray("dXNlcjo=");
        QTest::newRow("empty password") << QByteArray("us:") << QByteArray("dXM6");
        QTest::newRow("odd escapes") << QByteArray("%zz%4") << QByteArray("JXp6JTQ6");
        QTest::newRow("encoded colon") << QByteArray("a%3Ab") << QByteArray("YTpiOg==");
        QTest::newRow("bytes") << QByteArray("%ff%00:%FF") << QByteArray("/wA6/w==");
    }
    void userInfoBecomesAuthorization()
    {
        QFETCH(QByteArray, info);
        QFETCH(QByteArray, token);
        auto spec = get("http://" + info.toStdString() + "@h/");
        QCOMPARE(headOf(spec), "GET / HTTP/1.1|Host: h|Authorization: Basic " + token + "|UA|Accept: */*||");
        spec.headers = {{"authorization", "Bearer x"}};
        QCOMPARE(headOf(spec), QByteArray("GET / HTTP/1.1|Host: h|UA|Accept: */*|authorization: Bearer x||"));
    }

    void typedFieldsReplaceAndKeepTheirOrder()
    {
        auto spec = post("hello");
        spec.body.mediaType = "text/plain";
        spec.headers = {{"x", "1"}, {"HOST", "evil"}, {"x", "2", ":"}, {"accept", ""}, {"Content-Type", "a/b"}};
        QCOMPARE(headOf(spec),
                 QByteArray("POST /x HTTP/1.1|UA|x: 1|HOST: evil|x:2|accept: |Content-Type: a/b|"
                            "Content-Length: 5||"));
    }

    void removedNamesAreNotAdded()
    {
        auto spec = post("hello");
        spec.body.mediaType = "text/plain";
        spec.expect.rule = ExpectRule::Always;
        spec.removed = {"host", "User-agent", "ACCEPT", "content-length", "content-type", "expect"};
        QCOMPARE(headOf(spec), QByteArray("POST /x HTTP/1.1||"));
        spec.headers = {{"Host", "h"}};
        QCOMPARE(headOf(spec), QByteArray("POST /x HTTP/1.1|Host: h||"));
    }

    void illegalBytesGoOutAsTyped()
    {
        auto spec = get();
        spec.method = "G ET\n";
        spec.headers = {{"a\r\nb", std::string("c\0d\r\n\r\n", 7), " \t:\v"}, {"", "", ""}};
        const auto head = http1Head(composed(spec));
        const std::string typed("a\r\nb \t:\vc\0d\r\n\r\n\r\n\r\n\r\n", 21);
        QVERIFY(head.starts_with("G ET\n /x HTTP/1.1\r\n"));
        QVERIFY(head.ends_with(typed));
    }

    void framing_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("size"); // -1: no body
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *method, int size, bool chunked, const char *field) {
            QTest::addRow("%s %d %d", method, size, chunked)
                << QByteArray(method) << size << chunked << QByteArray(field);
        };
        row("GET", -1, false, "");
        row("GET", 0, false, "");
        row("GET", 3, false, "Content-Length: 3|");
        row("POST", -1, false, "Content-Length: 0|");
        row("PUT", 0, false, "Content-Length: 0|");
        row("PATCH", -1, false, "Content-Length: 0|");
        row("post", -1, false, "");
        row("DELETE", -1, false, "");
        row("POST", 3, true, "Transfer-Encoding: chunked|");
        row("GET", 0, true, "Transfer-Encoding: chunked|");
        row("POST", -1, true, "Content-Length: 0|");
    }
    void framing()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, size);
        QFETCH(bool, chunked);
        QFETCH(QByteArray, field);
        auto spec = get();
        spec.method = method.toStdString();
        spec.body.kind = size < 0 ? BodyKind::None : BodyKind::Generated;
        spec.body.size = static_cast<std::uint64_t>(std::max(0, size));
        spec.body.chunked = chunked;
        QCOMPARE(headOf(spec), method + " /x HTTP/1.1|Host: h|UA|Accept: */*|" + field + "|");
        const auto request = composed(spec);
        QCOMPARE(request.chunked, chunked && size >= 0);
        QCOMPARE(request.hasContent, size > 0 || request.chunked);
        QCOMPARE(request.contentLength, static_cast<std::uint64_t>(std::max(0, size)));
        QCOMPARE(request.wireLength, request.chunked ? chunkedLength(request.contentLength) : request.contentLength);
    }

    void typedFramingDecides()
    {
        auto spec = post("hello");
        spec.headers = {{"content-length", "7"}};
        QCOMPARE(headOf(spec), QByteArray("POST /x HTTP/1.1|Host: h|UA|Accept: */*|content-length: 7||"));
        QCOMPARE(composed(spec).wireLength, std::uint64_t{5});
        spec.headers = {{"transfer-encoding", "Chunked"}};
        QCOMPARE(headOf(spec), QByteArray("POST /x HTTP/1.1|Host: h|UA|Accept: */*|transfer-encoding: Chunked||"));
        QVERIFY(composed(spec).chunked);
        QCOMPARE(composed(spec).wireLength, std::uint64_t{5 + 5 + 5});
        spec.headers = {{"Transfer-Encoding", "gzip"}};
        QVERIFY(!composed(spec).chunked);
        QCOMPARE(composed(spec).wireLength, std::uint64_t{5});
        spec.headers = {{"Content-Length", "7"}};
        spec.body.chunked = true; // both, as a test of servers may want
        QCOMPARE(headOf(spec),
                 QByteArray("POST /x HTTP/1.1|Host: h|UA|Accept: */*|Content-Length: 7|"
                            "Transfer-Encoding: chunked||"));
        QVERIFY(composed(spec).chunked);
    }

    void expectStandsLast()
    {
        auto spec = post("hello");
        spec.body.mediaType = "text/plain";
        spec.expect.rule = ExpectRule::Always;
        QCOMPARE(headOf(spec),
                 QByteArray("POST /x HTTP/1.1|Host: h|UA|Accept: */*|Content-Length: 5|"
                            "Content-Type: text/plain|Expect: 100-continue||"));
        QVERIFY(composed(spec).expect.waits);
        spec.headers = {{"expect", "100-Continue"}};
        const auto head = headOf(spec);
        QVERIFY(head.contains("|expect: 100-Continue|"));
        QCOMPARE(head.toLower().count("expect"), 1);
        QCOMPARE(composed(spec).expect, decideExpect(spec));
    }

    void connectNamesHostAndPort()
    {
        auto spec = get("http://h/ignored");
        spec.method = "CONNECT";
        QCOMPARE(composed(spec).target, std::string("h:80"));
        spec.url = "https://[::1]/";
        QCOMPARE(composed(spec).target, std::string("[::1]:443"));
        spec.url = "http://h:81/";
        QCOMPARE(composed(spec).target, std::string("h:81"));
    }

    void rawHeadsGoOutUntouched()
    {
        auto spec = post("hello");
        spec.headers = {{"X", "y"}, {"Upgrade", "h2c"}};
        spec.body.chunked = true;
        spec.rawHead = "PUT  /raw HTTP/1.0\nExpect: x\r\n\r\nrest";
        auto request = composed(spec);
        QCOMPARE(http1Head(request), *spec.rawHead);
        QCOMPARE(request.method, std::string("PUT"));
        QCOMPARE(request.target, std::string("/raw"));
        QCOMPARE(request.version, 10);
        QCOMPARE(request.expect.value, std::string("x"));
        QVERIFY(!request.chunked && request.hasContent && !request.upgrade);
        QCOMPARE(request.wireLength, std::uint64_t{5});
        spec.rawHead = "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nUpgrade: a\r\n\r\n";
        request = composed(spec);
        QVERIFY(request.chunked && request.upgrade);
        QCOMPARE(request.wireLength, chunkedLength(5));
    }

    void badUrlsAreOneLine()
    {
        const auto result = compose(get("http://h/a b"));
        QVERIFY(std::holds_alternative<UrlError>(result));
    }

    void chunks()
    {
        QCOMPARE(chunkPrefix(0), std::string("0\r\n"));
        QCOMPARE(chunkPrefix(10), std::string("a\r\n"));
        QCOMPARE(chunkPrefix(chunkBytes), std::string("40000\r\n"));
        QCOMPARE(chunkPrefix(UINT64_MAX), std::string("ffffffffffffffff\r\n"));
        for (const std::uint64_t content :
             {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{15}, std::uint64_t{16}, chunkBytes - 1, chunkBytes,
              chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 17}) {
            std::uint64_t wire = lastChunk.size(); // counted block by block, as a body source sends it
            for (std::uint64_t left = content; left > 0;) {
                const auto block = std::min(left, chunkBytes);
                wire += chunkPrefix(block).size() + block + chunkSuffix.size();
                left -= block;
            }
            QCOMPARE(chunkedLength(content), wire);
        }
        const std::uint64_t large = std::uint64_t{100} << 30;
        QCOMPARE(chunkedLength(large), large + large / chunkBytes * 9 + 5);
    }

    void retriesWithoutExpect()
    {
        auto spec = post("hello");
        spec.expect.rule = ExpectRule::Always;
        spec.headers = {{"A", "b"}, {"expect ", "x"}, {"EXPECT", "y"}};
        spec.rawHead = "P / HTTP/1.1\r\nExpect:\r\n 100-continue\r\nA: b\r\n\r\n";
        const auto second = withoutExpect(spec);
        QCOMPARE(second.headers, std::vector<HeaderLine>({{"A", "b"}}));
        QCOMPARE(second.rawHead.value_or(""), std::string("P / HTTP/1.1\r\nA: b\r\n\r\n"));
        QVERIFY(!decideExpect(second).sent);
        auto typed = second;
        typed.rawHead.reset();
        QVERIFY(!decideExpect(typed).sent);
        QVERIFY(http1Head(composed(typed)).find("xpect") == std::string::npos);
        QCOMPARE(withoutExpect(second), second);
    }

    void fieldsInTheAskedOrder()
    {
        RequestSpec spec;
        spec.url = "http://h/";
        spec.headers = {{"X-B", "1"}, {"x-a", "2"}, {"X-B", "3"}};
        spec.fieldOrder = {"x-b", "accept", "host", "X-A"};
        const std::string head = http1Head(std::get<ComposedRequest>(compose(spec)));
        const std::string expected =
            "GET / HTTP/1.1\r\nX-B: 1\r\nX-B: 3\r\naccept: */*\r\nhost: h\r\nx-a: 2\r\nUser-Agent: ";
        QCOMPARE(head.substr(0, expected.size()), expected);
    }

    void aStarIsThePlaceOfTheOthers()
    {
        RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://h/";
        spec.body = {BodyKind::Text, "x", {}, 0, "text", "a/b"};
        spec.expect.rule = ExpectRule::Always;
        spec.headers = {{"Z", "1"}, {"User-Agent", "c"}, {"*", "2"}};
        spec.fieldOrder = {"host", "*", "expect: 100-Continue", "user-agent"};
        const std::string head = http1Head(std::get<ComposedRequest>(compose(spec)));
        QCOMPARE(head,
                 std::string("POST / HTTP/1.1\r\nhost: h\r\nAccept: */*\r\nZ: 1\r\n*: 2\r\nContent-Length: 1\r\n"
                             "Content-Type: a/b\r\nexpect: 100-Continue\r\nUser-Agent: c\r\n\r\n"));
    }
};

INTERIM_SUITE(TestCompose)
#include "tst_compose.moc"
