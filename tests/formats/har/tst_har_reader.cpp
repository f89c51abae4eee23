// SPDX-License-Identifier: GPL-3.0-or-later
// Archives as browsers write them, and broken ones; both are seeds of the fuzz target too.
#include "formats/har/har_reader.h"

#include "request/serializer.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

std::string harSample(const char *name)
{
    QFile file(u"" INTERIM_SOURCE_DIR "/tests/fuzz/corpus/har/"_s + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string harHead(const FileRequest &request)
{
    const auto made = request::compose(request.spec);
    const auto *composed = std::get_if<request::ComposedRequest>(&made);
    return composed ? request::http1Head(*composed) : std::string();
}

} // namespace

class TestHarReader : public QObject {
    Q_OBJECT
private slots:
    void oddNamesAndSizes()
    {
        const RequestFile read =
            readHar("{\"log\":{\"version\":\"1.2\",\"entries\":[{\"comment\":\"a\\u001b[31m\\u202eb\",\"request\":{"
                    "\"method\":\"PUT\",\"url\":\"http://h/\",\"headers\":[],\"bodySize\":3.6e84}}]}}");
        QCOMPARE(read.requests.at(0).name, u"a\u241b[31m\ufffdb"_s);
        QVERIFY(read.requests.at(0).blocked.contains(u"holds 0 of its 9,000,000,000,000,000,000 bytes"_s));
    }

    void chrome()
    {
        const RequestFile read = readHar(harSample("chrome.har"));
        QCOMPARE(read.error, QString());
        QCOMPARE(read.requests.size(), std::size_t(3));
        const FileRequest &order = read.requests[0];
        QCOMPARE(
            harHead(order),
            std::string("POST /api/orders?draft=1&name=J%C3%BCrgen+K HTTP/1.1\r\nHost: shop.example\r\n"
                        "accept: application/json\r\naccept-encoding: gzip, deflate, br, zstd\r\ncontent-length: 27\r\n"
                        "content-type: application/json\r\norigin: https://shop.example\r\nuser-agent: Mozilla/5.0 "
                        "(X11; Linux x86_64) "
                        "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36\r\n\r\n"));
        QCOMPARE(order.spec.body.text,
                 std::string("{\"item\":\"Gr\xc3\xb6\xc3\x9f"
                             "e 42\",\"n\":1}"));
        QVERIFY(order.spec.expect.rule == request::ExpectRule::Off);
        QCOMPARE(order.losses,
                 QStringList{u"\"http/2.0\": only HTTP/1 is spoken yet; the request goes out as HTTP/1.1"_s});
        QVERIFY2(read.requests[1].error.startsWith("entry 2: request.url has the scheme \"data\""_L1),
                 qPrintable(read.requests[1].error));
        const FileRequest &upload = read.requests[2];
        QVERIFY2(upload.blocked.contains("holds 283 of its 52,233 bytes"_L1), qPrintable(upload.blocked));
        QVERIFY(harHead(upload).find("\r\nContent-Length: 283\r\n") != std::string::npos);
        QVERIFY(harHead(upload).find("\r\nCookie: sid=31d4d96e407aad42\r\n") != std::string::npos);
        QVERIFY(upload.taken.join(u'\n').contains("no Cookie field"_L1));
        QVERIFY(read.taken.join(u'\n').contains("no record of the wire"_L1));
    }

    void firefox()
    {
        const RequestFile read = readHar(harSample("firefox.har"));
        QCOMPARE(read.requests.size(), std::size_t(2));
        const FileRequest &login = read.requests[0];
        QVERIFY2(login.losses.isEmpty(), qPrintable(login.losses.join(u'\n')));
        QCOMPARE(
            harHead(login),
            std::string("POST /login HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"
                        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0\r\n"
                        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: "
                        "de,en-US;q=0.7,en;q=0.3\r\n"
                        "Accept-Encoding: gzip, deflate\r\nContent-Type: "
                        "application/x-www-form-urlencoded\r\nContent-Length: 21\r\n"
                        "Connection: keep-alive\r\nCookie: lang=de; sid=c0ffee\r\n\r\n"));
        QCOMPARE(login.spec.body.text, std::string("user=me&password=p%26"));
        QCOMPARE(harHead(read.requests[1]),
                 std::string(
                     "GET /home HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n\r\n"));
    }

    void nothingIsInvented()
    {
        const RequestFile read = readHar(harSample("bom.har"));
        QCOMPARE(harHead(read.requests.at(0)), std::string("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
    }

    void forms()
    {
        const RequestFile read = readHar(harSample("params.har"));
        QCOMPARE(read.requests.size(), std::size_t(2));
        QCOMPARE(read.requests[0].spec.body.length(), std::uint64_t(std::string("a=1+2&b%26=%3D").size()));
        QVERIFY(read.requests[1].spec.body.kind == request::BodyKind::Multipart);
        QVERIFY(read.requests[1].blocked.contains("the file \"x.txt\""_L1));
    }

    void interimsOwn()
    {
        const FileRequest one = readHar(harSample("settings.har")).requests.at(0);
        QVERIFY(one.spec.expect.rule == request::ExpectRule::Always);
        QCOMPARE(one.spec.expect.waitNs, std::int64_t(250'000'000));
        QCOMPARE(one.spec.body.text, std::string("\0\xff\x01", 3));
        QCOMPARE(harHead(one),
                 std::string("PUT /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"));
        QVERIFY2(one.blocked.contains("; the setting \"unknown\" \"y\""_L1), qPrintable(one.blocked));
        QVERIFY(one.taken.join(u'\n').contains("expect always, wait 250ms"_L1));
    }

    void noFieldBringsAnother()
    {
        const FileRequest one = readHar(harSample("injection.har")).requests.at(0);
        QVERIFY2(harHead(one).find("Evil") == std::string::npos, harHead(one).c_str());
        QCOMPARE(one.spec.body.text, std::string("$(touch x)"));
        QVERIFY2(one.blocked.count(u';') >= 4, qPrintable(one.blocked));
    }

    void wrongTypes()
    {
        const RequestFile read = readHar(harSample("wrong_types.har"));
        QCOMPARE(read.requests.size(), std::size_t(8));
        const char *errors[]{"entry 1: request is a number, not an object",
                             "entry 2: request.method is a number, not a text",
                             "entry 3: request.url is a list, not a text",
                             "entry 4: request.url \"ftp://h/\":", "entry 5: request.method \"G T\" is no method"};
        for (std::size_t i = 0; i < std::size(errors); ++i)
            QVERIFY2(read.requests[i].error.startsWith(QLatin1String(errors[i])), qPrintable(read.requests[i].error));
        QCOMPARE(read.requests[5].blocked, u"request.headers is a number, not a list"_s);
        QCOMPARE(read.requests[6].blocked.count(u';'), 2);
        QCOMPARE(read.requests[7].error, u"entry 8: request is missing, not an object"_s);
    }

    void oneLineForWhatIsNoArchive()
    {
        const std::pair<std::string, const char *> files[]{{"", "no JSON at line 1, byte 1: "},
                                                           {"{\n \"log\": tru}", "no JSON at line 2, byte "},
                                                           {harSample("cut.har"), "no JSON at line 1"},
                                                           {harSample("deep.har"), "no JSON at line 1"},
                                                           {"[]", "no HTTP Archive: it has no object \"log\""},
                                                           {"{\"log\":{}}", "no HTTP Archive: log.entries is no list"},
                                                           {harSample("empty.har"), "the archive holds no entry"},
                                                           {"{\"info\":{},\"item\":[]}", "it is a Postman collection"}};
        for (const auto &[bytes, line] : files) {
            const RequestFile read = readHar(bytes);
            QVERIFY2(read.error.startsWith(QLatin1String(line)), qPrintable(read.error));
            QVERIFY(read.requests.empty() && !read.error.contains(u'\n'));
        }
    }

    void goodEntriesBeforeAFault()
    {
        const std::string good = "{\"request\":{\"method\":\"GET\",\"url\":\"http://h/\",\"headers\":[]}}";
        const RequestFile read = readHar("{\"log\":{\"entries\":[" + good + "," + good + ",{\"requ");
        QCOMPARE(read.requests.size(), std::size_t(2));
        QVERIFY(read.taken.join(QString()).contains(
            "the first 2 entries, since behind them there is no JSON at line 1"_L1));
    }

    // Contents have a bound in sum, and so has each entry.
    void contentsAreBoundedInSum()
    {
        const std::string entry =
            "{\"request\":{\"method\":\"PUT\",\"url\":\"http://h/\",\"headers\":[],\"postData\":{\"text\":\""
            + std::string(std::size_t(12) << 20, 'x') + "\"}}}";
        int parts = 0;
        const RequestFile read = readHar([&]() -> std::string_view {
            switch (parts++) {
            case 0: return "{\"log\":{\"entries\":[";
            case 8: return "]}}";
            case 9: return {};
            default: return parts % 2 == 0 ? std::string_view(entry) : std::string_view(",");
            }
        });
        QCOMPARE(read.requests.size(), std::size_t(4));
        QVERIFY(read.requests[1].error.isEmpty() && read.requests[2].error.contains("more than 32 MiB together"_L1));
    }

    void manyEntriesAreBounded()
    {
        std::string text = "{\"log\":{\"entries\":[0";
        for (int i = 0; i < 10'500; ++i)
            text += ",0";
        const RequestFile read = readHar(text + "]}}");
        QCOMPARE(read.requests.size(), mostFileRequests);
        QVERIFY(read.taken.join(u'\n').contains("the first 10000 entries are read"_L1));
    }

    // 16 MiB of fields took 250 MiB before they were counted.
    void manyFieldsAreNotRead()
    {
        const auto archive = [](int fields) {
            std::string json = "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{\"method\":\"GET\",";
            json += "\"url\":\"http://h/\",\"headers\":[{\"name\":\"a\",\"value\":\"\\\"{{{\"}";
            for (int i = 0; i < fields; ++i)
                json += ",{\"name\":\"a\",\"value\":\"b\"}";
            return formats::readHar(json + "]}}]}}");
        };
        QVERIFY(archive(70'000).requests.front().error.contains("more than 60000 fields and parts"_L1));
        QVERIFY(archive(100).requests.front().error.isEmpty());
    }
};

INTERIM_SUITE(TestHarReader)
#include "tst_har_reader.moc"
