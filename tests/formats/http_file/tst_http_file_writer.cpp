// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_writer.h"

#include "formats/http_file/http_file_reader.h"
#include "request/serializer.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

request::RequestSpec writtenSpec(const std::string &text)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://h:8080/p?q=1";
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = text;
    spec.body.mediaType = "text/plain";
    return spec;
}

std::string writtenHead(const request::RequestSpec &spec)
{
    return request::http1Head(std::get<request::ComposedRequest>(request::compose(spec)));
}

HttpFileText written(const request::RequestSpec &spec, HttpDialect dialect = HttpDialect::JetBrains,
                     bool secrets = true)
{
    return httpFileText({{u"a request"_s, spec}}, {dialect, secrets});
}

const CurlFiles everyFile{[](const std::string &) { return std::optional<std::uint64_t>(9); }, {}};

std::vector<request::RequestSpec> manySpecs()
{
    std::vector<request::RequestSpec> specs{
        writtenSpec("plain"), writtenSpec("a\nb"),       writtenSpec("a\r\n"), writtenSpec(std::string("\0\xff", 2)),
        writtenSpec("### a"), writtenSpec("# a\n\n< b"), writtenSpec("{{a}}"), writtenSpec("")};
    request::RequestSpec one = writtenSpec("x");
    one.headers = {
        {"X-One", "1"}, {"x-one", "", ":"}, {"Cookie", "a=b"}, {"Host", "other"}, {"Expect", "100-continue"}};
    specs.push_back(one);
    one = writtenSpec("x");
    one.removed = {"User-Agent", "Accept"};
    one.version = 10;
    one.expect = {request::ExpectRule::Always, 5, {}, 1'500, wire::AfterWait::Keep, request::On417::Show, true, true};
    one.expect.custom = "100-continue";
    specs.push_back(one);
    one.body.chunked = true;
    one.version = 11;
    one.expect.rule = request::ExpectRule::Custom;
    one.expect.custom = "x-other%";
    one.proxy = "http://p:1";
    one.redirects = 4;
    one.tls.verify = false;
    specs.push_back(one);
    one = writtenSpec("x");
    one.headers = {{"Transfer-Encoding", "gzip"}, {"Content-Length", "1"}};
    specs.push_back(one);
    one = {};
    one.url = "https://h/?\xc3\xbc=%c3%b6";
    specs.push_back(one);
    one.url = "https://h/";
    specs.push_back(one);
    one.method = "PUT";
    one.body.kind = request::BodyKind::File;
    one.body.path = "/data file";
    one.body.size = 9;
    one.timeouts = {1'000'000, 2'000'000, 3'000'000, 4'000'000};
    specs.push_back(one);
    one.body = {};
    one.body.kind = request::BodyKind::Generated;
    one.body.size = 3 << 20;
    one.body.pattern = "zeros";
    specs.push_back(one);
    one.body = {};
    one.body.kind = request::BodyKind::Form;
    one.body.fields = {{.name = "a b", .value = "&"}};
    specs.push_back(one);
    one.body.kind = request::BodyKind::Multipart;
    one.body.fields.push_back({.name = "f", .path = "/x", .fileName = "y", .mediaType = "t/p", .size = 9});
    specs.push_back(one);
    for (const char *method : {"get", "###", "@a=b", "PROPFIND", "GRPC"}) {
        specs.push_back(specs.front());
        specs.back().method = method;
    }
    one.rawHead = "PUT /raw HTTP/1.1\r\nHost:h\r\nodd\r\n\r\n";
    one.body = {};
    specs.push_back(one);
    return specs;
}

} // namespace

class TestHttpFileWriter : public QObject {
    Q_OBJECT
private slots:
    void aFile()
    {
        request::RequestSpec spec = writtenSpec("{}");
        spec.headers = {{"X", "1"}};
        spec.removed = {"User-Agent"};
        const HttpFileText made = written(spec);
        QCOMPARE(
            made.text,
            std::string("### a request\n# @name a_request\n# @no-redirect\n# @no-cookie-jar\n# @interim expect auto\n"
                        "# @interim content-type text/plain\n# @interim without User-Agent\nPOST http://h:8080/p?q=1 "
                        "HTTP/1.1\nAccept: */*\nX: 1\nContent-Type: text/plain\n\n{}\n"));
        QCOMPARE(made.losses, QStringList{u"in comments alone, for Interim: expect auto, without User-Agent"_s});
    }

    // In both dialects what Interim reads back sends the same bytes under the same rules.
    void roundTrip()
    {
        for (const HttpDialect dialect : {HttpDialect::JetBrains, HttpDialect::VsCode}) {
            for (const request::RequestSpec &spec : manySpecs()) {
                const HttpFileText made = written(spec, dialect);
                QCOMPARE(made.error, QString());
                const RequestFile read = readHttpFile(made.text, everyFile);
                QCOMPARE(read.requests.size(), std::size_t(1));
                const request::RequestSpec &again = read.requests.front().spec;
                QVERIFY2(writtenHead(again) == writtenHead(spec),
                         (made.text + writtenHead(spec) + writtenHead(again)).c_str());
                QVERIFY2(again.expect == spec.expect || spec.headers.size() == 5, made.text.c_str());
                QVERIFY(request::decideExpect(again).sent == request::decideExpect(spec).sent);
                QCOMPARE(again.body.length(), spec.body.length());
                if (spec.body.kind == request::BodyKind::Text)
                    QCOMPARE(again.body.text, spec.body.text);
                QVERIFY(again.timeouts == spec.timeouts && again.tls == spec.tls);
                QCOMPARE(again.proxy, spec.proxy);
                QCOMPARE(again.redirects, spec.redirects);
            }
        }
    }

    void severalRequests()
    {
        request::RequestSpec get;
        get.url = "http://i/";
        const HttpFileText made =
            httpFileText({{u"one"_s, writtenSpec("a")}, {QString(), get}}, {HttpDialect::VsCode, false});
        const RequestFile read = readHttpFile(made.text);
        QCOMPARE(read.requests.size(), std::size_t(2));
        QCOMPARE(read.requests[0].name, u"one"_s);
        QCOMPARE(read.requests[1].spec.url, std::string("http://i/"));
    }

    void dialects()
    {
        request::RequestSpec spec = writtenSpec("a");
        spec.timeouts.connectNs = 5'000'000'000;
        spec.version = 10;
        const HttpFileText jetBrains = written(spec), vsCode = written(spec, HttpDialect::VsCode);
        QVERIFY(jetBrains.text.find("# @connection-timeout 5000 ms\n") != std::string::npos);
        QVERIFY(vsCode.text.find("# @connection-timeout") == std::string::npos);
        QVERIFY(vsCode.losses.join(u'\n').contains("connect-timeout 5000ms"_L1));
        QVERIFY(vsCode.losses.join(u'\n').contains("HTTP/1.0"_L1)
                && !jetBrains.losses.join(u'\n').contains("HTTP/1.0"_L1));
    }

    void secretsAreMaskedUnlessAsked()
    {
        request::RequestSpec spec = writtenSpec("a");
        spec.url = "http://me:secret1@h/";
        spec.headers = {{"Cookie", "secret2"}, {"X-Api-Key", "secret3"}};
        spec.proxy = "http://me:secret4@p:1";
        const std::string masked = written(spec, HttpDialect::JetBrains, false).text, shown = written(spec).text;
        for (const char *secret : {"secret1", "secret2", "secret3", "secret4", "bWU6c2VjcmV0MQ"})
            QVERIFY2(masked.find(secret) == std::string::npos, secret);
        for (const char *secret : {"secret2", "secret3", "secret4", "bWU6c2VjcmV0MQ"})
            QVERIFY2(shown.find(secret) != std::string::npos, secret);
    }

    void whatCannotStandThereIsSaid()
    {
        request::RequestSpec spec = writtenSpec("{{b}}");
        spec.headers = {
            {"#odd", "1"}, {"X", std::string("a\x01", 2)}, {"< f", "2"}, {"Y", "  spaced  "}, {"Content-Length", "99"}};
        spec.rawHead.reset();
        const HttpFileText made = written(spec);
        const QString said = made.losses.join(u'\n');
        for (const char *word : {"\"#odd\"", "\"X\"", "\"< f\"", "white space around the value of \"Y\"",
                                 "Content-Length: 99", "{{ in the request"})
            QVERIFY2(said.contains(QLatin1String(word)), word);
        QVERIFY(made.text.find("#odd") == std::string::npos);
        spec.url = "ftp://h/";
        QVERIFY(!written(spec).error.isEmpty() && written(spec).text.empty());
    }

    void namesAreOneLine()
    {
        const HttpFileText made = httpFileText({{u"a\n### b ü"_s, writtenSpec("x")}}, {});
        QVERIFY(made.text.starts_with("### a ### b \xc3\xbc\n# @name a_____b__\n"));
        QCOMPARE(readHttpFile(made.text).requests.size(), std::size_t(1));
    }
};

INTERIM_SUITE(TestHttpFileWriter)
#include "tst_http_file_writer.moc"
