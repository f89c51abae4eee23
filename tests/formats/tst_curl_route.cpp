// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_route.h"

#include <QTest>

using namespace formats;

class TestCurlRoute : public QObject {
    Q_OBJECT

    static wire::RequestSpec read(const std::vector<std::string> &words, std::size_t losses = 0,
                                  const char *url = "https://h.example/")
    {
        const CurlArguments arguments = curlArguments(words);
        wire::RequestSpec spec;
        spec.url = url;
        const CurlRoute route = curlRoute(CurlOptionValues(arguments), spec, curlUrl(url, false));
        if (route.losses.size() != losses)
            qWarning("%zu losses: %s", route.losses.size(), route.losses.empty() ? "" : route.losses[0].c_str());
        return route.losses.size() == losses ? spec : wire::RequestSpec{};
    }
private slots:
    void proxies()
    {
        QCOMPARE(read({"-x", "p:3128"}).proxy, std::string("http://p:3128"));
        QCOMPARE(read({"-x", "http://u:p@p/"}).proxy, std::string("http://u:p@p:1080"));
        QCOMPARE(read({"-x", "p:1", "-U", "a@b:c d"}).proxy, std::string("http://a%40b:c%20d@p:1"));
        QCOMPARE(read({"--socks5-hostname", "p:1"}).proxy, std::string("socks5h://p:1"));
        QCOMPARE(read({"-x", "socks4://p:1"}, 1).proxy, std::string());
        QCOMPARE(read({"-x", "https://p:1"}, 1).proxy, std::string());
        QCOMPARE(read({"-x", "p:1", "--noproxy", "*"}).proxy, std::string());
        QCOMPARE(read({"-x", "[::1]:1"}).proxy, std::string("http://[::1]:1"));
    }

    void places()
    {
        QCOMPARE(read({"--connect-to", "::[::1]:9"}).connectTo, std::string("[::1]:9"));
        QCOMPARE(read({"--connect-to", "h.example:443:other:"}).connectTo, std::string("other:443"));
        QCOMPARE(read({"--connect-to", "x:1:other:2"}, 1).connectTo, std::string());
        QCOMPARE(read({"--resolve", "h.example:443:127.0.0.1"}).connectTo, std::string("127.0.0.1:443"));
        QCOMPARE(read({"--resolve", "*:443:[::1]"}).connectTo, std::string("[::1]:443"));
        QCOMPARE(read({"--resolve", "h.example:80:127.0.0.1"}, 1).connectTo, std::string());
    }

    void tlsAndTimes()
    {
        const auto tls = read({"-k", "--cacert", "c", "--cert", "a\\:b", "--key", "k"});
        QVERIFY(!tls.tls.verify && tls.tls.caFile == "c" && tls.tls.certFile == "a:b" && tls.tls.keyFile == "k");
        QCOMPARE(read({"-E", "a:secret"}, 1).tls.certFile, std::string("a"));
        QCOMPARE(read({"--cert-type", "P12"}, 1).url, std::string("https://h.example/"));
        QCOMPARE(read({"-m", "2.5"}).timeouts.wholeNs, std::int64_t(2'500'000'000));
        QCOMPARE(read({"--connect-timeout", "x"}, 1).timeouts.connectNs, wire::Timeouts().connectNs);
        QVERIFY(!curlSeconds("-1") && !curlSeconds("1s") && !curlSeconds(""));
    }

    void redirections()
    {
        QCOMPARE(read({"-L"}).redirects, 50);
        QCOMPARE(read({"-L", "--max-redirs", "3"}).redirects, 3);
        QCOMPARE(read({"--max-redirs", "3"}).redirects, 0);
        QCOMPARE(read({"-L", "--no-location"}).redirects, 0);
        QCOMPARE(read({"-L", "-X", "POST"}, 1).redirects, 50);
    }
};

INTERIM_SUITE(TestCurlRoute)
#include "tst_curl_route.moc"
