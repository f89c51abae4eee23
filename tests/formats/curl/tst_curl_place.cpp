// SPDX-License-Identifier: GPL-3.0-or-later
// What is expected here was seen of curl 7.88.1 on loopback; tests/peers/curl_commands.txt plays it beside a real one.
#include "formats/curl/curl_place.h"

#include <QTest>

using namespace formats;

namespace {

struct ReadPlace {
    std::string to;
    CurlRoute out;
    std::string words; ///< all that is said
};

ReadPlace placeBy(const std::vector<std::string> &words, const char *url = "http://foo.example:180/", int redirects = 0,
                  const char *proxy = "")
{
    const CurlArguments arguments = curlArguments(words);
    request::RequestSpec spec;
    spec.url = url;
    spec.redirects = redirects;
    spec.proxy = proxy;
    ReadPlace read;
    curlPlace(CurlOptionValues(arguments), spec, std::get<request::Url>(request::parseUrl(url)), read.out);
    read.to = spec.connectTo;
    for (const auto *lines : {&read.out.losses, &read.out.taken}) {
        for (const std::string &line : *lines)
            read.words += line + '\n';
    }
    return read;
}

} // namespace

class TestCurlPlace : public QObject {
    Q_OBJECT
private slots:
    void theFirstConnectToThatNamesAPlaceCounts()
    {
        QCOMPARE(placeBy({"--connect-to", ":::", "--connect-to", "::a:1"}).to, std::string("a:1"));
        QCOMPARE(placeBy({"--connect-to", "foo.example:180::", "--connect-to", "::a:1"}).to, std::string("a:1"));
        QCOMPARE(placeBy({"--connect-to", "", "--connect-to", "::a:1"}).to, std::string("a:1"));
        QCOMPARE(placeBy({"--connect-to", "::a:1", "--connect-to", "::b:2"}).to, std::string("a:1"));
        QCOMPARE(placeBy({"--connect-to", ":::2"}).to, std::string("foo.example:2"));
        QCOMPARE(placeBy({"--connect-to", "FOO.example:180:a:"}).to, std::string("a:180"));
        QCOMPARE(placeBy({"--connect-to", "*:*:a:1"}).to, std::string()); // no sign for any host
        QVERIFY(placeBy({"--connect-to", "*:*:a:1"}).words.find("another host or port") != std::string::npos);
        QVERIFY(!placeBy({"--connect-to", "::a:b"}).out.stop.empty());
        QVERIFY(placeBy({"--connect-to", "::a:1", "--connect-to", "::b:2"}).words.find("another host")
                == std::string::npos);
    }

    void theLastResolveOfANameCounts()
    {
        QCOMPARE(placeBy({"--resolve", "foo.example:180:127.0.0.1", "--resolve", "FOO.example:180:127.0.0.2"}).to,
                 std::string("127.0.0.2:180"));
        QCOMPARE(placeBy({"--resolve", "foo.example:180:[::1]", "--resolve", "-foo.example:180"}).to, std::string());
        QVERIFY(placeBy({"--resolve", "foo.example:180:[::1]", "--resolve", "-foo.example:180"}).words.empty());
        QVERIFY(placeBy({"--resolve", "-foo.example:180"}).words.find("nothing to take out") != std::string::npos);
        QCOMPARE(placeBy({"--resolve", "foo.example:180:::1"}).to, std::string("[::1]:180"));
    }

    void theHostGoesBeforeAnyHost()
    {
        const char *any = "*:180:127.0.0.2", *host = "foo.example:180:127.0.0.1";
        for (const auto &words :
             {std::vector<std::string>{"--resolve", any, "--resolve", host}, {"--resolve", host, "--resolve", any}}) {
            QCOMPARE(placeBy(words).to, std::string("127.0.0.1:180"));
            QVERIFY(placeBy(words).words.find("another host or port") == std::string::npos);
        }
        QCOMPARE(placeBy({"--resolve", any, "--resolve", "-foo.example:180"}).to, std::string("127.0.0.2:180"));
    }

    void theHostOfConnectToIsLookedUp()
    {
        QCOMPARE(placeBy({"--connect-to", "::bar:1", "--resolve", "bar:1:127.0.0.2"}).to, std::string("127.0.0.2:1"));
        const ReadPlace both = placeBy(
            {"--connect-to", "::bar:1", "--resolve", "foo.example:180:127.0.0.1", "--resolve", "bar:1:127.0.0.2"});
        QCOMPARE(both.to, std::string("127.0.0.2:1"));
        QCOMPARE(both.words, std::string("--resolve: it is for another host or port\n"));
        QCOMPARE(placeBy({"--connect-to", "::10.0.0.1:1", "--resolve", "*:1:127.0.0.2"}).to,
                 std::string("127.0.0.2:1"));
    }

    void whatCurlRefusesStops()
    {
        for (const char *odd : {"foo.example:180", "foo.example:180:", "foo.example::127.0.0.1", "*:*:127.0.0.1",
                                "foo.example:180:name", "foo.example:180:127.0.0.1,name"})
            QVERIFY2(!placeBy({"--resolve", odd}).out.stop.empty(), odd);
    }

    // Where each hop of a redirection goes cannot be said by one place.
    void redirections()
    {
        for (const auto &words : {std::vector<std::string>{"--connect-to", "::a:1"},
                                  {"--connect-to", "foo.example::a:1"},
                                  {"--connect-to", ":180:a:1"},
                                  {"--connect-to", "foo.example:180:a:1", "--connect-to", "::b:1"},
                                  {"--connect-to", "other:1:a:1"},
                                  {"--resolve", "*:180:127.0.0.1"},
                                  {"--resolve", "*:180:127.0.0.1", "--resolve", "foo.example:180:127.0.0.1"},
                                  {"--connect-to", "foo.example:180:bar:1", "--resolve", "bar:1:127.0.0.1"}}) {
            QVERIFY2(!placeBy(words, "http://foo.example:180/", 5).out.stop.empty(), words[1].c_str());
            QVERIFY2(placeBy(words).out.stop.empty(), words[1].c_str());
        }
        for (const auto &words : {std::vector<std::string>{"--connect-to", "foo.example:180:a:1"},
                                  {"--connect-to", ":::"},
                                  {"--resolve", "foo.example:180:127.0.0.1"}})
            QVERIFY2(placeBy(words, "http://foo.example:180/", 5).out.stop.empty(), words[1].c_str());
    }

    void proxies()
    {
        const auto through = [](const char *entry, const char *proxy) {
            return placeBy({"--resolve", entry}, "http://foo.example:180/", 5, proxy);
        };
        QVERIFY(!through("p:1:127.0.0.1", "http://p:1").out.stop.empty());
        QVERIFY(!through("*:1:127.0.0.1", "http://u:v@p:1").out.stop.empty());
        const ReadPlace named = through("*:180:127.0.0.1", "http://p:1");
        QVERIFY(named.to.empty() && named.out.stop.empty());
        QCOMPARE(named.words, std::string("--resolve: the proxy looks the host up itself\n"));
        QCOMPARE(through("foo.example:180:127.0.0.1", "socks5://p:1").to, std::string("127.0.0.1:180"));
    }
};

INTERIM_SUITE(TestCurlPlace)
#include "tst_curl_place.moc"
