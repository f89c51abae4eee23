// SPDX-License-Identifier: GPL-3.0-or-later
// Files as the two tools' users write them, and broken ones; both are seeds of the fuzz target too.
#include "formats/http_file/http_file_reader.h"

#include "request/serializer.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

std::string sample(const char *name)
{
    QFile file(u"" INTERIM_SOURCE_DIR "/tests/fuzz/corpus/http_file/"_s + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

const CurlFiles sampleFiles{[](const std::string &path) -> std::optional<std::uint64_t> {
                                return path == "/dir/input.bin" ? std::optional<std::uint64_t>(7) : std::nullopt;
                            },
                            [](const std::string &path) -> std::optional<std::string> {
                                return path == "/dir/input.txt" ? std::optional<std::string>("middle") : std::nullopt;
                            }};

RequestFile readSample(const char *name)
{
    return readHttpFile(sample(name), sampleFiles, "/dir");
}

FileRequest single(const std::string &text)
{
    const RequestFile read = readHttpFile(text, sampleFiles, "/dir");
    return read.requests.empty() ? FileRequest() : read.requests.front();
}

std::string httpHead(const FileRequest &request)
{
    const auto made = request::compose(request.spec);
    const auto *composed = std::get_if<request::ComposedRequest>(&made);
    return composed ? request::http1Head(*composed) : std::string();
}

QString said(const FileRequest &request)
{
    return request.losses.join(u'\n');
}

} // namespace

class TestHttpFileReader : public QObject {
    Q_OBJECT
private slots:
    void namesAreOnePrintableLine()
    {
        QCOMPARE(readHttpFile("### a\x1b[31m b\nGET http://h/\n", sampleFiles, "/dir").requests.at(0).name,
                 u"a\u241b[31m b"_s);
        QCOMPARE(readHttpFile("# @name x\x02y\nGET http://h/\n", sampleFiles, "/dir").requests.at(0).name,
                 u"x\u2402y"_s);
    }

    void jetBrains()
    {
        const RequestFile read = readSample("jetbrains.http");
        QCOMPARE(read.error, QString());
        QCOMPARE(read.requests.size(), std::size_t(7));
        const FileRequest &list = read.requests[0];
        QCOMPARE(list.name, u"List orders"_s);
        QVERIFY2(list.error.contains("{{host}}"_L1) && list.error.contains("{{auth_token}}"_L1),
                 qPrintable(list.error));
        QVERIFY(list.typed.starts_with("GET https://{{host}}/"));
        QVERIFY(said(list).contains("handle the response"_L1) && said(list).contains("an earlier response"_L1));
        QVERIFY(!list.spec.body.present());
        const FileRequest &create = read.requests[1];
        QCOMPARE(create.spec.timeouts.connectNs, std::int64_t(120'000'000'000));
        QCOMPARE(create.spec.timeouts.headNs, std::int64_t(600'000'000'000));
        QVERIFY(create.spec.body.text.starts_with("{\n  \"id\": ")
                && create.spec.body.text.find("{{") == std::string::npos);
        QVERIFY(create.taken.join(u'\n').contains("{{$random.integer(1, 100)}} was made now: "_L1));
        QVERIFY(said(create).contains("before the request"_L1) && said(create).contains(">> orders.json"_L1));
        const FileRequest &upload = read.requests[2];
        QVERIFY(upload.spec.body.kind == request::BodyKind::File && upload.spec.body.path == "/dir/input.bin"
                && upload.spec.body.size == 7);
        QVERIFY2(upload.losses.isEmpty(), qPrintable(said(upload)));
        const FileRequest &form = read.requests[3];
        QVERIFY(form.spec.body.kind == request::BodyKind::Multipart && form.spec.body.fields.size() == 2);
        QVERIFY(httpHead(form).find("Content-Type: multipart/form-data; boundary=WebAppBoundary\r\n")
                != std::string::npos);
        QCOMPARE(read.requests[4].spec.url, std::string("http://localhost:8080/api/status"));
        QCOMPARE(httpHead(read.requests[5]).substr(0, 40), std::string("GET / HTTP/1.1\r\nHost: localhost:8080\r\nUs"));
        QVERIFY2(read.requests[6].error.contains("\"WEBSOCKET\""_L1), qPrintable(read.requests[6].error));
        QVERIFY(read.taken.join(QString()).contains("redirections are not followed"_L1));
    }

    /// Longer than the settings may be: what is written from it could not be read again.
    void timesAreBounded()
    {
        const RequestFile read =
            readHttpFile("# @timeout 99999 m\n# @connection-timeout 40000000\nGET http://h/\n", sampleFiles, "/dir");
        const FileRequest &one = read.requests.at(0);
        constexpr std::int64_t year = 365LL * 24 * 3600 * 1'000'000'000;
        QCOMPARE(one.spec.timeouts.headNs, std::int64_t(99'999LL * 60 * 1'000'000'000));
        QCOMPARE(one.spec.timeouts.connectNs, year);
        QCOMPARE(one.taken.join(u'\n'),
                 u"@connection-timeout: longer than a year, which is taken: the longest there is"_s);
    }

    void vsCode()
    {
        const RequestFile read = readSample("vscode.http");
        QCOMPARE(read.requests.size(), std::size_t(6));
        const FileRequest &login = read.requests[0];
        QCOMPARE(login.name, u"login"_s);
        QCOMPARE(login.spec.url, std::string("http://localhost:8080/api/login"));
        QVERIFY(httpHead(login).find("\r\nAuthorization: Basic dXNlcjpwYXNzIHdvcmQ=\r\n") != std::string::npos);
        QVERIFY(httpHead(login).find("\r\nContent-Type: application/json\r\n") != std::string::npos);
        QVERIFY(login.taken.join(u'\n').contains("{{$datetime iso8601}} was made now"_L1));
        const FileRequest &comments = read.requests[1];
        QCOMPARE(comments.name, u"getComments"_s);
        QCOMPARE(comments.spec.url, std::string("http://localhost:8080/comments?page=2&pageSize=10"));
        QVERIFY2(comments.blocked.contains(
                     "{{login.response.headers.X-AuthToken}}: it comes from the response to \"login\""_L1),
                 qPrintable(comments.blocked));
        QCOMPARE(read.requests[2].spec.body.text, std::string("name=foo&password=bar&note=a b"));
        QCOMPARE(read.requests[3].spec.body.text, std::string("first\nmiddle\nlast"));
        QVERIFY(httpHead(read.requests[4]).starts_with("POST /curl HTTP/1.1\r\nHost: localhost:8080\r\n"));
        QCOMPARE(read.requests[4].spec.body.text, std::string("a=b"));
        QVERIFY(read.requests[5].blocked.contains("the other tool makes JSON of the content for GraphQL"_L1));
    }

    void requestLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("start"); // of the head
        QTest::addColumn<int>("losses");
        const auto row = [](const char *line, const char *start, int losses = 0) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(start) << losses;
        };
        row("http://h/p", "GET /p HTTP/1.1\r\nHost: h\r\n");
        row("h:81/p", "GET /p HTTP/1.1\r\nHost: h:81\r\n");
        row("post http://h/", "POST / HTTP/1.1\r\n");
        row("PROPFIND http://h/", "PROPFIND / HTTP/1.1\r\n");
        row("GET http://h/ HTTP/1.0", "GET / HTTP/1.0\r\n");
        row("http://h/ http/1.1", "GET / HTTP/1.1\r\n");
        row("GET http://h/ HTTP/2", "GET / HTTP/1.1\r\n", 1);
        row("GET http://h/a b?c=\xc3\xbc#d", "GET /a%20b?c=%C3%BC HTTP/1.1\r\n");
        row("GET https://h/\n  a\n  /b\n  ?c\n  &d", "GET /a/b?c&d HTTP/1.1\r\n");
    }
    void requestLines()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, start);
        QFETCH(int, losses);
        const FileRequest one = single(line.toStdString());
        QVERIFY2(httpHead(one).starts_with(start.toStdString()), httpHead(one).c_str());
        QCOMPARE(one.losses.size(), losses);
        QVERIFY(one.spec.expect.rule == request::ExpectRule::Off); // neither tool adds it
    }

    void lengthsAreCounted()
    {
        const FileRequest one = readSample("crlf.http").requests.at(0);
        QCOMPARE(one.spec.body.text, std::string("line one\nline two"));
        QVERIFY(said(one).contains("Content-Length: 77, since the content has 17 bytes"_L1));
        QVERIFY(httpHead(one).find("Content-Length: 17\r\n") != std::string::npos);
        const RequestFile byte = readHttpFile("POST http://h/\nContent-Length: 3\n\nx\n");
        QVERIFY(said(byte.requests.at(0)).contains("Content-Length: 3, since the content has 1 byte"_L1));
        QVERIFY(!said(byte.requests.at(0)).contains("1 bytes"_L1));
    }

    void interimsOwnComments()
    {
        const FileRequest one = readSample("interim.http").requests.at(0);
        QVERIFY(one.spec.expect.rule == request::ExpectRule::Always);
        QCOMPARE(one.spec.expect.waitNs, std::int64_t(500'000'000));
        QCOMPARE(one.spec.body.text, std::string("\0\xff\r\n", 4));
        QCOMPARE(one.spec.version, 10);
        QVERIFY2(one.losses.isEmpty() && one.blocked.contains("the setting \"nonsense 1\" is not known"_L1),
                 qPrintable(one.blocked));
        QVERIFY(one.taken.join(QString()).contains("expect always, wait 500ms"_L1));
    }

    void hostileTexts()
    {
        const FileRequest loop = readSample("loop.http").requests.at(0);
        const QString why = loop.error + loop.blocked;
        QVERIFY2(why.contains("contains itself"_L1) && why.contains("{{nope}}"_L1), qPrintable(why));
        QVERIFY(readSample("laughs.http").requests.at(0).spec.url.size() < 8u << 20);
        const FileRequest bytes = readSample("bytes.http").requests.at(0);
        QVERIFY2(bytes.spec.url.ends_with("/%C3%A9%20%F0%9F%98%80?q=%FF"), bytes.spec.url.c_str());
        QCOMPARE(bytes.spec.body.text, std::string("\xff\xfe\0bin", 6));
        QVERIFY2(bytes.lacksFields && bytes.blocked.contains("\"NoColon\""_L1), qPrintable(bytes.blocked));
        QVERIFY(readSample("response.http").requests.at(0).error.contains("line 1: there is no request"_L1));
        QCOMPARE(readSample("response.http").requests.at(1).spec.url, std::string("https://h:443/"));
    }

    void whatIsNotKnownIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *text, const char *why) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(why);
        };
        row("POST {{host}}/a\nA: b\n\nc",
            "line 1: {{host}}: this file does not say what it is (write @host = ... in it)");
        row("GET http://h/\nAuthorization: Bearer {{token}}", "{{token}}: this file does not say");
        row("POST http://h/\n\n{\"a\": {{b}}}", "{{b}}: this file does not say");
        row("GET /json", "line 1: the request line is a path, and no Host field names the server");
        row("GET http://h:99999/", "line 1: ");
        row("POST http://h/\n\n< gone.bin", "\"/dir/gone.bin\" cannot be read");
        row("GET http://h/\nAuthorization: Digest u p", "the credentials for digest, which the other tool computes");
        row("GET http://h/{{$processEnv X}}", "a variable of the environment: not read");
        row("openapi: 3.0.0\npaths:", "line 1: ");
    }
    void whatIsNotKnownIsNotSent()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        const FileRequest one = single(text.toStdString());
        const QString said = one.error + one.blocked;
        QVERIFY2(said.contains(why), qPrintable(said));
        QVERIFY(!one.typed.empty()
                && text.startsWith(QByteArray::fromStdString(one.typed.substr(0, one.typed.find('\n')))));
    }

    void twoNames()
    {
        const FileRequest one = single("### T\n# @name n1\nGET http://h/\n");
        QCOMPARE(one.name + u'|' + one.otherName, u"T|n1"_s);
        QCOMPARE(single("# @name n1\nGET http://h/\n").name, u"n1"_s);
    }

    // A value of an environment may hold any byte, but brings no field of its own.
    void noValueBringsAField()
    {
        const FileEnvironment environment = readEnvironment("{\"e\":{\"v\":\"1\\r\\nEvil: 2\"}}", "", u"e"_s);
        const FileRequest one =
            readHttpFile("GET http://h/\nA: {{v}}\n", sampleFiles, "/dir", environment).requests.at(0);
        QVERIFY(one.blocked.contains("holds a line end"_L1) && httpHead(one).find("Evil") == std::string::npos);
    }

    void oneLineForWhatHasNone()
    {
        for (const char *name : {"empty.http", "separators.http"})
            QVERIFY2(readSample(name).error.startsWith("no request in the text"_L1), name);
        QVERIFY(readHttpFile(std::string(mostHttpFileBytes + 1, 'x')).error.contains("longer than 16 MiB"_L1));
        std::string many;
        for (int i = 0; i < 10'100; ++i)
            many += "###\nhttp://h/\n";
        QCOMPARE(readHttpFile(many).requests.size(), mostFileRequests);
    }
};

INTERIM_SUITE(TestHttpFileReader)
#include "tst_http_file_reader.moc"
