// SPDX-License-Identifier: GPL-3.0-or-later
// Where redirections lead, and what goes along.
#include "engine/client/redirect.h"

#include "request/private_values.h"
#include "request/typed_head.h"

#include <QTest>

using engine::redirected;

namespace {

/// "key: text", a line each.
QByteArray changesOf(const engine::Redirection &to)
{
    std::string out;
    for (const engine::Decision &change : to.changes)
        out += std::string(keyOf(change.what)) + ": " + change.text + '\n';
    return QByteArray::fromStdString(out);
}

request::RequestSpec upload()
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://u:p@h:81/a/b?c";
    spec.headers = {{"Host", "typed"}, {"Authorization", "x"}, {"Cookie", "y"}, {"Content-Type", "a/b"}, {"Keep", "z"}};
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "text";
    spec.redirects = 2;
    return spec;
}

} // namespace

class TestRedirect : public QObject {
    Q_OBJECT

private slots:
    void places_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("url");
        const auto row = [](const char *location, const char *url) {
            QTest::newRow(location) << QByteArray(location) << QByteArray(url);
        };
        row("d", "http://u:p@h:81/a/d");
        row("/d?e#f", "http://u:p@h:81/d?e");
        row("?e", "http://u:p@h:81/a/b?e");
        row("//i/d", "http://i/d");
        row("https://h:81/", "https://h:81/");
        row("http://v@h:81/", "http://v@h:81/");
        row("../../x", "http://u:p@h:81/x");
        row("/\xe4?\xe4 x|{y}%zz", "http://u:p@h:81/%E4?%E4%20x|{y}%zz"); // bytes, not text
        row("http://b\xc3\xbc"
            "cher.example/",
            "http://b\xc3\xbc"
            "cher.example/");
        row("//[::1]:82/x", "http://[::1]:82/x");
        row("HTTP://H:81/X", "http://u:p@H:81/X");
    }
    void places()
    {
        QFETCH(QByteArray, location);
        const auto next = redirected(upload(), 307, location.toStdString()).next;
        QVERIFY(next.has_value());
        QTEST(QByteArray::fromStdString(next->url), "url");
        QCOMPARE(next->redirects, 1);
    }

    void nothingToFollow_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("refusal");
        QTest::newRow("200") << 200 << QByteArray("/x") << QByteArray();
        QTest::newRow("304") << 304 << QByteArray("/x") << QByteArray();
        QTest::newRow("300 without a place") << 300 << QByteArray() << QByteArray();
        QTest::newRow("300") << 300 << QByteArray("/x")
                             << QByteArray("300 is not followed: which of the choices to take is for a person to say");
        QTest::newRow("no Location") << 307 << QByteArray() << QByteArray("307 is not followed: it has no Location");
        QTest::newRow("ftp") << 307 << QByteArray("ftp://u:p@h/")
                             << QByteArray("307 is not followed: its Location has the scheme ftp, not http or https");
        const QByteArray unread("302 is not followed: its Location cannot be read as a URL");
        QTest::newRow("no host") << 302 << QByteArray("http:///")
                                 << QByteArray("302 is not followed: its Location names no host");
        QTest::newRow("a port that is none") << 302 << QByteArray("http://h:99999/") << unread;
    }
    void nothingToFollow()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, location);
        const auto to = redirected(upload(), status, location.toStdString());
        QVERIFY(!to.next && to.changes.empty());
        QTEST(QByteArray::fromStdString(to.refusal), "refusal");
    }

    void rawHeadsAndLimits()
    {
        auto raw = upload();
        raw.rawHead = "GET / HTTP/1.1\r\n\r\n";
        QVERIFY(!redirected(raw, 307, "/x").next);
        QCOMPARE(redirected(raw, 307, "/x").refusal,
                 std::string("307 is not followed: the head was typed raw, and is not rewritten"));
        auto last = upload();
        last.redirects = 0;
        QVERIFY(!redirected(last, 307, "/x").next);
        QCOMPARE(redirected(last, 307, "/x").refusal,
                 std::string("307 is not followed: the limit of redirections is reached"));
        QCOMPARE(redirected(upload(), 307, "/x").refusal, std::string());
    }

    void contentGoesAlongOrNot()
    {
        for (const int status : {307, 308}) {
            const auto same = redirected(upload(), status, "/x").next;
            QCOMPARE(same->method, std::string("POST"));
            QVERIFY(same->body == upload().body);
            QCOMPARE(same->headers.size(), std::size_t(5));
        }
        for (const int status : {301, 302, 303}) {
            const auto get = redirected(upload(), status, "/x").next;
            QCOMPARE(get->method, std::string("GET"));
            QVERIFY(!get->body.present());
            QCOMPARE(get->headers.size(), std::size_t(4));
        }
        auto put = upload();
        put.method = "PUT";
        QCOMPARE(redirected(put, 302, "/x").next->method, std::string("PUT"));
        QCOMPARE(redirected(put, 303, "/x").next->method, std::string("GET"));
    }

    // What http-client.private.env.json holds stays, whatever the field is named.
    void privateValuesStay()
    {
        request::knowPrivate({"priv4te-value"});
        auto spec = upload();
        spec.headers = {{"X-Foo", "a priv4te-value"}, {"X-Priv4te-value", "a"}};
        spec.headers.push_back({"X-priv4te-value", "a"});
        auto to = redirected(spec, 307, "http://other/");
        QCOMPARE(to.next->headers.size(), std::size_t(1));
        QVERIFY(changesOf(to).contains("): X-Foo, X-*** and the user"));
        QCOMPARE(redirected(spec, 307, "/same").next->headers.size(), std::size_t(3));
        spec.body.text = "a priv4te-value";
        to = redirected(spec, 307, "http://other/");
        QVERIFY(!to.next);
        QVERIFY(QByteArray::fromStdString(to.refusal).contains("a value of the private environment"));
        QVERIFY(redirected(spec, 303, "http://other/").next);
        request::forgetPrivate();
    }

    void contentThatIsNotSeen()
    {
        auto spec = upload();
        spec.headers.push_back({"Content-Encoding", "gzip"});
        QCOMPARE(
            redirected(spec, 307, "http://h:82/").refusal,
            std::string(
                "307 is not followed: it leads to another origin (from http://h:81 to http://h:82), and the content "
                "is coded (Content-Encoding), so that secrets may be in it; send it there yourself if it is meant "
                "for it"));
        QVERIFY(redirected(spec, 307, "/x").next);
    }

    void serverNameIsOfOneHost()
    {
        auto spec = upload();
        spec.tls.serverName = "inner.example";
        QCOMPARE(redirected(spec, 307, "https://h:81/x").next->tls.serverName, std::string("inner.example"));
        QCOMPARE(redirected(spec, 307, "https://i/x").next->tls.serverName, std::string());
    }

    void credentialsStay()
    {
        for (const char *place : {"http://i:81/", "http://h/", "https://h:81/"}) {
            const auto next = redirected(upload(), 307, place).next;
            QCOMPARE(next->headers.size(), std::size_t(2));
            QCOMPARE(next->headers[0].name, std::string("Content-Type"));
        }
    }

    // RFC 9110 section 11.7.2: for the next proxy alone. Where that is asked again it is still the one that it is for.
    void credentialsForTheProxy()
    {
        auto spec = upload();
        spec.headers = {{"Proxy-Authorization", "x"}};
        QVERIFY(redirected(spec, 307, "http://i/").next->headers.empty());
        QCOMPARE(redirected(spec, 307, "/x").next->headers.size(), std::size_t(1));
        spec.proxy = "http://p:3128";
        QCOMPARE(redirected(spec, 307, "http://i/").next->headers.size(), std::size_t(1));
        QVERIFY(redirected(spec, 307, "https://i/").next->headers.empty()); // it would go through the tunnel
    }

    void changesAreNamed()
    {
        auto spec = upload();
        QCOMPARE(changesOf(redirected(spec, 307, "/x")),
                 QByteArray("host-kept: Host as typed stays: the redirection leads to the same origin\n"));
        QVERIFY(changesOf(redirected(spec, 307, "http://i/"))
                    .startsWith("fields-dropped: Host as typed is left out: it was for another origin\n"));
        spec.headers.erase(spec.headers.begin());
        QCOMPARE(changesOf(redirected(spec, 307, "/x")), QByteArray());
        QCOMPARE(
            changesOf(redirected(spec, 302, "/x")),
            QByteArray("method-changed: POST becomes GET after 302, without the content (4 bytes) and Content-Type\n"));
        spec.expect.rule = request::ExpectRule::Always;
        QVERIFY(
            changesOf(redirected(spec, 303, "/x"))
                .endsWith("\nexpect-dropped: Expect is left out: the GET has no content (RFC 9110 section 10.1.1)\n"));
        spec.method = "DELETE";
        spec.body = {};
        spec.headers.clear();
        QCOMPARE(changesOf(redirected(spec, 303, "/x")), QByteArray("method-changed: DELETE becomes GET after 303\n"));
    }

    // What was sent over a Unix socket was not meant for the network, and the socket not for another origin.
    void unixSocketsStayWithTheirOrigin()
    {
        auto spec = upload();
        spec.unixSocket = "/s";
        QCOMPARE(redirected(spec, 307, "/x").next->unixSocket, std::string("/s"));
        QCOMPARE(redirected(spec, 307, "http://h:81/x").next->unixSocket, std::string("/s"));
        for (const char *other : {"http://h/x", "https://h:81/", "//i:81/"}) {
            const auto to = redirected(spec, 307, other);
            QVERIFY2(!to.next && to.refusal.find("another origin") != std::string::npos, other);
        }
    }

    // As curl keeps it: RFC 9110 section 15.4 takes fields away that were made, not those that were typed.
    void hostAsTyped()
    {
        for (const char *place : {"/x", "http://h:81/y", "HTTP://H:81"})
            QCOMPARE(request::typedValue(*redirected(upload(), 307, place).next, "Host"), std::string("typed"));
        for (const char *place : {"http://h/", "https://h:81/", "//i:81/"})
            QCOMPARE(request::typedLine(*redirected(upload(), 307, place).next, "Host"), nullptr);
    }

    // The list is that of the masks; a field that only looks like one goes along.
    void everySecretFieldStays()
    {
        auto spec = upload();
        spec.url = "https://h/";
        spec.headers = {{"X-Api-Key", "S"},
                        {"X-Auth-Token", "S"},
                        {"Cookie2", "S"},
                        {"X-Session-Id", "S"},
                        {"X-Key", "S"},
                        {" X-JWT", "S"},
                        {"x-api-key", "S"},
                        {"Referer", "http://u:S@r/"},
                        {"X-Back", "see https://r/?token=S"},
                        {"X-KeyV2", "S"},
                        {"X-E", "Negotiate S"},
                        {"X-Token-Kind", "ghp_0123456789abcdefghij"},
                        {"Proxy-Authorization", "S"},
                        {"Keep", "a"},
                        {"X-Keyboard", "b"},
                        {"Origin", "https://h"},
                        {"Idempotency-Key", "c"}};
        for (const char *place : {"https://i/", "http://h/", "https://h:444/"}) {
            const auto to = redirected(spec, 307, place);
            QCOMPARE(to.next->headers.size(), std::size_t(4));
            QVERIFY(
                changesOf(to).contains("): X-Api-Key, X-Auth-Token, Cookie2, X-Session-Id, X-Key, X-JWT, x-api-key, "
                                       "Referer, X-Back, X-KeyV2, X-E, X-Token-Kind and Proxy-Authorization\n"));
        }
        QCOMPARE(redirected(spec, 307, "/same").next->headers, spec.headers);
        spec.headers = {{"Referer", "http://r/?page=2"}};
        QCOMPARE(redirected(spec, 307, "https://i/").next->headers, spec.headers);
    }

    // A line that is hidden behind a line end is a field to who reads it.
    void fieldsWithLineEndsStay()
    {
        auto spec = upload();
        spec.headers = {{"X", "a\r\nCookie: tell-no-one"},
                        {"Y", "a\nAuthorization: tell-no-one"},
                        {"Z\rCookie", "tell-no-one"},
                        {"Plain", "p"}};
        const auto to = redirected(spec, 302, "http://i/");
        QVERIFY(to.next && to.next->headers.size() == 1 && to.next->headers[0].name == "Plain");
        for (const auto &change : to.changes)
            QVERIFY(change.text.find("tell-no-one") == std::string::npos);
        QCOMPARE(redirected(spec, 302, "/x").next->headers.size(), std::size_t(4));
    }

    void clientCertificateIsOfOneOrigin()
    {
        auto spec = upload();
        spec.url = "https://h/";
        spec.headers.clear();
        spec.tls.certFile = "/c.pem";
        spec.tls.keyFile = "/k.pem";
        QCOMPARE(redirected(spec, 307, "/x").next->tls, spec.tls);
        for (const char *place : {"https://i/", "https://h:444/", "http://h/"}) {
            const auto to = redirected(spec, 307, place);
            QVERIFY(to.next->tls.certFile.empty() && to.next->tls.keyFile.empty());
            QVERIFY(
                changesOf(to).startsWith("certificate-dropped: the client certificate is not shown to another origin "
                                         "(from https://h:443 to "));
        }
    }

    // curl and browsers send it: here it is not sent, and that is said with the names.
    void secretsInContentStay()
    {
        auto spec = upload();
        spec.body.text = "user=u&password=S&a=b";
        const auto to = redirected(spec, 307, "http://i/");
        QVERIFY(!to.next && to.changes.empty());
        QCOMPARE(to.refusal,
                 std::string("307 is not followed: it leads to another origin (from http://h:81 to http://i:80), "
                             "and the content has secrets in it (password); send it there yourself if it is "
                             "meant for it"));
        QVERIFY(!redirected(spec, 308, "https://h:81/").next);
        QVERIFY(redirected(spec, 308, "/x").next.has_value());
        QVERIFY(redirected(spec, 303, "http://i/").next.has_value()); // a GET
        spec.method = "PUT";
        QVERIFY(!redirected(spec, 302, "http://i/").next);
        spec.body.text = "{\"a\":[{\"api_key\":\"S\"}]}";
        QVERIFY(redirected(spec, 307, "http://i/").refusal.find("(api_key)") != std::string::npos);
        for (const char *text : {"[default]\naws_secret_access_key=S", "{\"headers\":[\"Authorization: Bearer S\"]}",
                                 "-----BEGIN PRIVATE KEY-----\nS", "[[\"Authorization\",\"Basic S\"]]",
                                 "- name: DB_PASSWORD\n  value: S"}) {
            spec.body.text = text;
            QVERIFY2(!redirected(spec, 307, "http://i/").next, text);
        }
        spec.body.text = "{\"a\":\"b\"}";
        QVERIFY(redirected(spec, 307, "http://i/").next.has_value());
    }

    // Names, never values.
    void whatAnotherOriginDoesNotGet()
    {
        auto spec = upload();
        spec.headers = {
            {"authorization", "tell-no-one"}, {"Cookie", "tell-no-one"}, {"Proxy-Authorization", "tell-no-one"}};
        spec.connectTo = "tell-no-one@c:1";
        spec.tls.serverName = "inner";
        QCOMPARE(
            changesOf(redirected(spec, 307, "https://w:tell-no-one@i/?tell-no-one")),
            QByteArray("connect-to-dropped: the place to connect to is left out: it was that of http://h:81\n"
                       "tls-name-dropped: the name for TLS is left out: it was that of h\n"
                       "fields-dropped: not sent to another origin (from http://h:81 to https://i:443): authorization, "
                       "Cookie, Proxy-Authorization and the user information of the URL\n"));
        QCOMPARE(redirected(spec, 307, "https://h:81/").changes.size(), std::size_t(2)); // the name for TLS stays
    }
};

INTERIM_SUITE(TestRedirect)
#include "tst_redirect.moc"
