// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_route.h"

#include <QTest>

#include <filesystem>

using namespace formats;

class TestCurlRoute : public QObject {
    Q_OBJECT

    static request::RequestSpec read(const std::vector<std::string> &words, std::size_t losses = 0,
                                     const char *url = "https://h.example/")
    {
        const CurlArguments arguments = curlArguments(words);
        request::RequestSpec spec;
        spec.url = url;
        const CurlRoute route = curlRoute(CurlOptionValues(arguments), spec, curlUrl(url, false));
        if (route.losses.size() != losses)
            qWarning("%zu losses: %s", route.losses.size(), route.losses.empty() ? "" : route.losses[0].c_str());
        return route.losses.size() == losses ? spec : request::RequestSpec{};
    }
    static std::string stopOf(const std::vector<std::string> &words, const char *url = "https://h.example/")
    {
        const CurlArguments arguments = curlArguments(words);
        request::RequestSpec spec;
        spec.url = url;
        return curlRoute(CurlOptionValues(arguments), spec, curlUrl(url, false)).stop;
    }
    static std::vector<std::string> takenOf(const std::vector<std::string> &words)
    {
        const CurlArguments arguments = curlArguments(words);
        request::RequestSpec spec;
        return curlRoute(CurlOptionValues(arguments), spec, curlUrl("https://h.example/", false)).taken;
    }
private slots:
    // What names the destination or the sender, and cannot be taken, stops.
    void stops()
    {
        const std::vector<std::vector<std::string>> all{{"-x", "socks4://p:1"},
                                                        {"-x", "https://p:1"},
                                                        {"--socks4", "p:1"},
                                                        {"--socks4a", "p"},
                                                        {"--preproxy", "socks5://p:1"},
                                                        {"-x", "p:1", "--proxy-ntlm", "-U", "a:b"},
                                                        {"-x", "p:1", "--proxy-negotiate"},
                                                        {"-x", "socks5h://localhost/tmp/s.sock"},
                                                        {"-L", "--resolve", "other:443:127.0.0.1"},
                                                        {"-x", "p:1", "--resolve", "p:1:127.0.0.1"},
                                                        {"-E", "c:secret"},
                                                        {"-E", "c", "--cert-type", "P12"},
                                                        {"-E", "c", "--key-type", "ENG"},
                                                        {"--proto", "=http"},
                                                        {"--proto", "-https"}};
        for (const auto &words : all)
            QVERIFY2(!stopOf(words).empty(), words[0].c_str());
        QVERIFY(!stopOf({"-x", "p:1", "--connect-to", "::o:1"}, "http://h/").empty());
        for (const auto &words : std::vector<std::vector<std::string>>{{"-x", "p:1"},
                                                                       {"--resolve", "other:443:127.0.0.1"},
                                                                       {"--proto", "=https"},
                                                                       {"--proto", "-all,https"},
                                                                       {"--cert-type", "P12"},
                                                                       {"-x", ""},
                                                                       {"--proxy-digest"}})
            QVERIFY2(stopOf(words).empty(), words[0].c_str());
    }

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

    void unixSockets()
    {
        QCOMPARE(read({"--unix-socket", "/run/d.sock"}).unixSocket, std::string("/run/d.sock"));
        QCOMPARE(read({"--abstract-unix-socket", "d"}).unixSocket, std::string("@d"));
        const std::string here = std::filesystem::current_path().string();
        QCOMPARE(read({"--unix-socket", "@d"}).unixSocket, here + "/@d");
        QCOMPARE(read({"--unix-socket", "d.sock"}).unixSocket, here + "/d.sock");
        QCOMPARE(read({"--unix-socket", "/a", "--abstract-unix-socket", "b"}).unixSocket, std::string("@b"));
        const auto followed = read({"-L", "--unix-socket", "/a", "--connect-to", "::x:1"}, 1);
        QVERIFY(followed.redirects == 0 && followed.connectTo.empty() && followed.unixSocket == "/a");
        QVERIFY(!stopOf({"-x", "p:1", "--unix-socket", "/a"}).empty());
        QVERIFY(!stopOf({"--unix-socket", "/" + std::string(200, 'a')}).empty());
    }

    void tlsAndTimes()
    {
        const auto tls = read({"-k", "--cacert", "c", "--cert", "a\\:b", "--key", "k"});
        QVERIFY(!tls.tls.verify && tls.tls.caFile == "c" && tls.tls.certFile == "a:b" && tls.tls.keyFile == "k");
        QCOMPARE(read({"--cacert", "c"}, 1).tls.caFile, std::string("c")); // curl trusts those alone
        QCOMPARE(read({"-E", "a:secret"}, 1).tls.certFile, std::string("a"));
        QCOMPARE(read({"-E", "c", "--cert-type", "P12"}, 1).url, std::string("https://h.example/"));
        QCOMPARE(read({"-m", "2.5"}).timeouts.wholeNs, std::int64_t(2'500'000'000));
        QCOMPARE(read({"--connect-timeout", "x"}, 1).timeouts.connectNs, request::Timeouts().connectNs);
        for (const char *no : {"-1", "1s", "", "nan", "NAN", "-nan", "inf", "infinity", "1e400", "0x5", "1,5", " 5",
                               "5 ", "1e", "1e10", "++1", "."})
            QVERIFY2(!curlSeconds(no), no);
        QCOMPARE(curlSeconds("1e3"), std::optional(std::int64_t(1'000'000'000'000)));
        QCOMPARE(curlSeconds("-0"), std::optional(std::int64_t(0)));
        QCOMPARE(curlSeconds("1e-400"), std::optional<std::int64_t>());
        QVERIFY(!stopOf({"-m", "nan"}).empty() && !stopOf({"--max-redirs", "1x"}).empty()
                && stopOf({"-m", "5"}).empty());
    }

    // What is beyond the settings' bounds could be written to a file, and not be read again.
    void bounds()
    {
        constexpr std::int64_t year = 365LL * 24 * 3600 * 1'000'000'000;
        const std::vector<std::string> words{
            "-L",       "-m",           "1e9",       "--connect-timeout", "31536001", "--expect100-timeout",
            "99999999", "--max-redirs", "2147483648"};
        const request::RequestSpec spec = read(words);
        QCOMPARE(spec.timeouts.wholeNs, year);
        QCOMPARE(spec.timeouts.connectNs, year);
        QCOMPARE(spec.expect.waitNs, year);
        QCOMPARE(spec.redirects, 100);
        QCOMPARE(
            takenOf(words),
            std::vector<std::string>({"--max-redirs 2147483648: 100 are followed at most",
                                      "--connect-timeout: longer than a year, which is taken: the longest there is",
                                      "--max-time: longer than a year, which is taken: the longest there is",
                                      "--expect100-timeout: longer than a year, which is taken: the longest there "
                                      "is"}));
        QCOMPARE(takenOf({"-L", "-m", "31536000", "--max-redirs", "100"}), std::vector<std::string>());
        QCOMPARE(read({"-L", "--max-redirs", "101"}).redirects, 100);
    }

    void redirections()
    {
        QCOMPARE(read({"-L"}).redirects, 50);
        QCOMPARE(read({"-L", "--max-redirs", "3"}).redirects, 3);
        QCOMPARE(read({"--max-redirs", "3"}).redirects, 0);
        QCOMPARE(read({"-L", "--no-location"}).redirects, 0);
        // Seen of curl: after 301, 302 and 303 the method of -X goes out again, mostly without the content.
        QCOMPARE(read({"-L", "-X", "POST"}, 1).redirects, 0);
        QCOMPARE(read({"-L", "-X", "GET"}).redirects, 50);
        QCOMPARE(read({"-L", "--request-target", "/"}, 1).redirects, 0);
        QCOMPARE(read({"-L", "-e", "http://r/;auto"}, 1).redirects, 50);
        QCOMPARE(read({"-L", "-e", "http://r/"}).redirects, 50);
        QCOMPARE(read({"-e", ";auto"}).redirects, 0);
    }
};

INTERIM_SUITE(TestCurlRoute)
#include "tst_curl_route.moc"
