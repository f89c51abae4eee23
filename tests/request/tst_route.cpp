// SPDX-License-Identifier: GPL-3.0-or-later
// Routes straight and through proxies, and what their requests look like.
#include "request/route.h"

#include "request/serializer.h"

#include <QTest>

using namespace request;
using namespace wire;

namespace {

RequestSpec to(std::string url, std::string proxy = {}, std::string connectTo = {})
{
    RequestSpec spec;
    spec.url = std::move(url);
    spec.proxy = std::move(proxy);
    spec.connectTo = std::move(connectTo);
    return spec;
}

ComposedRequest composed(const RequestSpec &spec)
{
    auto made = compose(spec);
    return std::holds_alternative<ComposedRequest>(made) ? std::get<ComposedRequest>(made) : ComposedRequest();
}

QByteArray shown(const Route &route)
{
    static const char *const kinds[] = {"direct", "http", "socks"};
    std::string text = kinds[static_cast<int>(route.proxy)];
    text += ' ' + route.host + ' ' + std::to_string(route.port);
    if (!route.userInfo.empty())
        text += " as " + route.userInfo;
    if (route.askedPort)
        text += std::string(route.tunnel ? " tunnel " : " asked ") + route.askedHost + ' '
            + std::to_string(route.askedPort);
    return QByteArray::fromStdString(text);
}

} // namespace

class TestRoute : public QObject {
    Q_OBJECT

private slots:
    void routes_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("proxy");
        QTest::addColumn<QByteArray>("connectTo");
        QTest::addColumn<QByteArray>("route");
        const auto row = [](const char *url, const char *proxy, const char *connectTo, const char *route) {
            QTest::addRow("%s %s %s", url, proxy, connectTo)
                << QByteArray(url) << QByteArray(proxy) << QByteArray(connectTo) << QByteArray(route);
        };
        row("http://h/", "", "", "direct h 80");
        row("https://h:8443/", "", "127.0.0.1:9", "direct 127.0.0.1 9");
        row("https://h/", "", "[::1]:9", "direct ::1 9");
        row("http://h/", "http://p:3128", "", "http p 3128");
        row("http://h/", "HTTP://u:w@p:3128/", "", "http p 3128 as u:w");
        row("http://h/", "p:3128", "x:1", "http p 3128");
        row("https://h/", "http://p:3128", "", "http p 3128 tunnel h 443");
        row("https://h/", "http://p:3128", "x:1", "http p 3128 tunnel x 1");
        row("http://h/", "socks5://p:1080", "", "socks p 1080 asked h 80");
        row("https://h/", "socks5h://u@[::1]:1080", "", "socks ::1 1080 as u asked h 443");
    }
    void routes()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, proxy);
        QFETCH(QByteArray, connectTo);
        QTEST(shown(composed(to(url.toStdString(), proxy.toStdString(), connectTo.toStdString())).route), "route");
    }

    void wrongPlacesAreNamed()
    {
        for (const char *proxy : {"ftp://p:1", "socks4://p:1", "http://p", "http://", "http://p:0x1"}) {
            const auto made = compose(to("http://h/", proxy));
            QVERIFY2(std::holds_alternative<UrlError>(made), proxy);
            QVERIFY2(std::get<UrlError>(made).text.find("the proxy") == 0, std::get<UrlError>(made).text.c_str());
        }
        QVERIFY(std::holds_alternative<UrlError>(compose(to("http://h/", "", "x"))));
        const auto said = [](const char *proxy, const char *place) {
            const auto made = compose(to("http://h/", proxy, place));
            return QByteArray::fromStdString(std::get<UrlError>(made).text);
        };
        QCOMPARE(said("", ":8080"), QByteArray("the place to connect to \":8080\" has no host: write host:port"));
        QVERIFY(said("", "h:99999").contains("\"99999\" at character 3 is out of range"));
    }

    void oneFamilyAlone()
    {
        const auto goes = [](const char *url, AddressFamily family, const char *proxy = "") {
            RequestSpec spec = to(url, proxy);
            spec.family = family;
            return std::holds_alternative<ComposedRequest>(compose(spec));
        };
        QVERIFY(!goes("http://[::1]/", AddressFamily::V4) && !goes("http://127.0.0.1/", AddressFamily::V6));
        QVERIFY(goes("http://[::1]/", AddressFamily::V6) && goes("http://127.0.0.1/", AddressFamily::V4));
        QVERIFY(goes("http://h/", AddressFamily::V4) && goes("http://[::1]/", AddressFamily::Any));
        QVERIFY(goes("http://127.0.0.1/", AddressFamily::V6, "http://[::1]:1")); // the proxy is what is connected to
        QVERIFY(!goes("http://h/", AddressFamily::V6, "http://127.0.0.1:1"));
    }

    void unixSockets()
    {
        RequestSpec spec = to("https://h:81/a");
        spec.family = AddressFamily::V6;
        for (const char *socket : {"/run/x y.sock", "@name", "@/x"}) {
            spec.unixSocket = socket;
            QCOMPARE(composed(spec).route.unixSocket, std::string(socket));
            QVERIFY(http1Head(composed(spec)).starts_with("GET /a HTTP/1.1\r\nHost: h:81\r\n"));
        }
        spec.unixSocket = '/' + std::string(longestUnixSocket - 1, 'x');
        QCOMPARE(composed(spec).route.unixSocket, spec.unixSocket);
        const auto said = [](std::string socket, const char *proxy = "", const char *place = "") {
            RequestSpec spec = to("http://h/", proxy, place);
            spec.unixSocket = std::move(socket);
            const auto made = compose(spec);
            const auto *error = std::get_if<UrlError>(&made);
            return error ? QByteArray::fromStdString(error->text) : QByteArray();
        };
        QCOMPARE(said("x.sock"),
                 QByteArray("the Unix socket \"x.sock\" is no absolute path: write /path, or @name for "
                            "the abstract namespace"));
        QCOMPARE(said("@"), QByteArray("the Unix socket \"@\" has no name: write one behind the @"));
        QVERIFY(said(std::string("/a\0b", 4)).endsWith("has a NUL byte: remove it"));
        QVERIFY(said('/' + std::string(107, 'x')).contains("is 108 bytes long, and the system takes 107"));
        QVERIFY(said('@' + std::string(108, 'x')).contains("is 108 bytes long, and the system takes 107"));
        QVERIFY(said('@' + std::string(107, 'x')).isEmpty());
        QCOMPARE(said("/s", "http://p:1"),
                 QByteArray("the Unix socket \"/s\" stands beside a proxy: leave one of them out"));
        QVERIFY(said("/s", "", "h:1").contains("beside a place to connect to"));
    }

    void errorsKeepThePassword()
    {
        for (const char *proxy : {"http://pu:SECRET@127.0.0.1", "foo://pu:SECRET@127.0.0.1:1", "pu:SECRET@h:x",
                                  "pu:SECRET@:1", "a@pu:SECRET@h"}) {
            const auto made = compose(to("http://h/", proxy));
            QVERIFY2(std::get<UrlError>(made).text.find("SECRET") == std::string::npos,
                     std::get<UrlError>(made).text.c_str());
        }
    }

    void absoluteForm()
    {
        const std::string head = http1Head(composed(to("http://h:81/a?b#c", "http://u:p%20w@p:1")));
        QVERIFY2(head.starts_with("GET http://h:81/a?b HTTP/1.1\r\nHost: h:81\r\n"
                                  "Proxy-Authorization: Basic dTpwIHc=\r\n"),
                 head.c_str());
    }

    void tunnelsSayNothingOfTheRequest()
    {
        auto spec = to("https://h/secret", "http://u@p:1");
        spec.headers = {{"Authorization", "x"}};
        const auto request = composed(spec);
        QVERIFY(http1Head(request).starts_with("GET /secret HTTP/1.1\r\n"));
        QVERIFY(http1Head(request).find("Proxy-Authorization") == std::string::npos);
        const std::string head = http1Head(composed(tunnelRequest(spec, request.route)));
        QVERIFY2(head.starts_with("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\nUser-Agent: "), head.c_str());
        QVERIFY2(head.ends_with("\r\nProxy-Authorization: Basic dTo=\r\n\r\n"), head.c_str());
        QVERIFY(head.find("secret") == std::string::npos && head.find("Authorization: x") == std::string::npos);
    }

    // The answer to CONNECT is a part of connecting, as those of a SOCKS proxy are.
    void theTimeToConnectBoundsTheTunnel()
    {
        RequestSpec spec;
        spec.url = "https://h/";
        spec.proxy = "http://p:1";
        spec.timeouts.connectNs = 5;
        spec.timeouts.headNs = 7;
        QCOMPARE(tunnelRequest(spec, composed(spec).route).timeouts.headNs, 5);
        spec.timeouts.connectNs = 0; // no limit of its own
        QCOMPARE(tunnelRequest(spec, composed(spec).route).timeouts.headNs, 7);
    }

    // As curl 7.88.1 opens a tunnel.
    void theTunnelCarriesTheAgent()
    {
        RequestSpec spec;
        spec.url = "https://h/";
        spec.proxy = "http://p:1";
        spec.headers = {{"User-Agent", "me"}, {"X", "y"}};
        const auto head = [&spec] { return http1Head(composed(tunnelRequest(spec, composed(spec).route))); };
        QCOMPARE(head(), std::string("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\nUser-Agent: me\r\n\r\n"));
        spec.profile = "curl-7.88";
        QCOMPARE(
            head(),
            std::string(
                "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\nUser-Agent: me\r\nProxy-Connection: Keep-Alive\r\n\r\n"));
        spec.profile.clear();
        spec.fieldOrder = {"*", "Proxy-Connection"};
        spec.headers.clear();
        spec.removed = {"User-Agent"};
        QCOMPARE(head(), std::string("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\nProxy-Connection: Keep-Alive\r\n\r\n"));
    }

    void credentials()
    {
        QCOMPARE(credentialsOf("u%3a:p:%zz").user, std::string("u:"));
        QCOMPARE(credentialsOf("u%3a:p:%zz").password, std::string("p:%zz"));
        QCOMPARE(basicCredentials("Aladdin:open%20sesame"), std::string("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    }
};

INTERIM_SUITE(TestRoute)
#include "tst_route.moc"
