// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_proxy.h"

#include <QTest>

using namespace formats;

class TestCurlProxy : public QObject {
    Q_OBJECT

    static std::pair<std::string, CurlRoute> read(const std::vector<std::string> &words,
                                                  const char *url = "http://h.example/")
    {
        const CurlArguments arguments = curlArguments(words);
        request::RequestSpec spec;
        spec.url = url;
        CurlRoute out;
        curlProxy(CurlOptionValues(arguments), spec, std::get<request::Url>(request::parseUrl(url)), out);
        return {spec.proxy, out};
    }
private slots:
    void theLastOneCounts()
    {
        QCOMPARE(read({"--socks5", "a:1", "-x", "b:2"}).first, std::string("http://b:2"));
        QCOMPARE(read({"-x", "b:2", "--socks5", "a:1"}).first, std::string("socks5://a:1"));
        QCOMPARE(read({"-x", "b:2", "-x", ""}).first, std::string());
        QVERIFY(!read({"-x", "b:2", "--socks4", "a:1"}).second.stop.empty());
    }

    void theProxysUrlNamesTheUserFirst()
    {
        QCOMPARE(read({"-x", "http://u%40x:p@b:2", "-U", "a:b"}).first, std::string("http://u%40x:p@b:2"));
        QCOMPARE(read({"-U", "a:b", "-x", "http://u@b:2"}).first, std::string("http://u@b:2"));
        QCOMPARE(read({"-x", "http://@b:2", "-U", "a:b"}).first, std::string("http://:@b:2")); // curl sends ":"
        QCOMPARE(read({"-x", "http://b:2", "-U", "a:b"}).first, std::string("http://a:b@b:2"));
        QVERIFY(read({"-x", "http://u@b:2", "-U", "a"}).second.open.empty());
    }

    void whatPassesTheProxy()
    {
        QCOMPARE(passesProxy("*", "h"), std::optional(true));
        QCOMPARE(passesProxy("a,.example, other", "h.example"), std::optional(true));
        QCOMPARE(passesProxy("h.example", "H.EXAMPLE"), std::optional(true));
        QCOMPARE(passesProxy("xample", "h.example"), std::optional(false));
        QCOMPARE(passesProxy("127.0.0.1", "127.0.0.1"), std::optional(true));
        QCOMPARE(passesProxy("0.0.1", "127.0.0.1"), std::optional(false));
        QCOMPARE(passesProxy("[::1]", "::1"), std::optional(true));
        QCOMPARE(passesProxy("10.0.0.0/8", "10.1.2.3"), std::optional<bool>());
        QCOMPARE(passesProxy("", "h"), std::optional(false));
        QCOMPARE(read({"-x", "p:1", "--noproxy", "h.example"}).first, std::string());
        QCOMPARE(read({"-x", "p:1", "--noproxy", "i.example"}).first, std::string("http://p:1"));
        QVERIFY(!read({"-x", "p:1", "--noproxy", "10.0.0.0/8"}, "http://10.0.0.1/").second.stop.empty());
    }

    void whoAsksIt()
    {
        QVERIFY(!read({"-x", "p:1", "-U", "me"}).second.open.empty());
        QVERIFY(!read({"-x", "p:1", "-U", "me:x", "--proxy-digest"}).second.stop.empty());
        QVERIFY(read({"-x", "p:1", "--proxy-digest"}).second.stop.empty());
        QVERIFY(read({"-x", "p:1", "-U", "me:x", "--proxy-digest"}).first.find("me") == std::string::npos);
    }
};

INTERIM_SUITE(TestCurlProxy)
#include "tst_curl_proxy.moc"
