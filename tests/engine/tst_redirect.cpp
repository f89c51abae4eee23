// SPDX-License-Identifier: GPL-3.0-or-later
// Where redirections lead, and what goes along.
#include "engine/redirect.h"

#include <QTest>

using engine::redirected;

namespace {

wire::RequestSpec upload()
{
    wire::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://u:p@h:81/a/b?c";
    spec.headers = {{"Host", "typed"}, {"Authorization", "x"}, {"Cookie", "y"}, {"Content-Type", "a/b"}, {"Keep", "z"}};
    spec.body.kind = wire::BodyKind::Text;
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
    }
    void places()
    {
        QFETCH(QByteArray, location);
        const auto next = redirected(upload(), 307, location.toStdString());
        QVERIFY(next.has_value());
        QTEST(QByteArray::fromStdString(next->url), "url");
        QCOMPARE(next->redirects, 1);
    }

    void nothingToFollow()
    {
        QVERIFY(!redirected(upload(), 200, "/x"));
        QVERIFY(!redirected(upload(), 304, "/x"));
        QVERIFY(!redirected(upload(), 307, ""));
        QVERIFY(!redirected(upload(), 307, "ftp://h/"));
        QVERIFY(!redirected(upload(), 307, "http:///"));
        auto raw = upload();
        raw.rawHead = "GET / HTTP/1.1\r\n\r\n";
        QVERIFY(!redirected(raw, 307, "/x"));
    }

    void contentGoesAlongOrNot()
    {
        for (const int status : {307, 308}) {
            const auto same = redirected(upload(), status, "/x");
            QCOMPARE(same->method, std::string("POST"));
            QVERIFY(same->body == upload().body);
            QCOMPARE(same->headers.size(), std::size_t(4));
        }
        for (const int status : {301, 302, 303}) {
            const auto get = redirected(upload(), status, "/x");
            QCOMPARE(get->method, std::string("GET"));
            QVERIFY(!get->body.present());
            QCOMPARE(get->headers.size(), std::size_t(3));
        }
        auto put = upload();
        put.method = "PUT";
        QCOMPARE(redirected(put, 302, "/x")->method, std::string("PUT"));
        QCOMPARE(redirected(put, 303, "/x")->method, std::string("GET"));
    }

    void serverNameIsOfOneHost()
    {
        auto spec = upload();
        spec.tls.serverName = "inner.example";
        QCOMPARE(redirected(spec, 307, "https://h:81/x")->tls.serverName, std::string("inner.example"));
        QCOMPARE(redirected(spec, 307, "https://i/x")->tls.serverName, std::string());
    }

    void credentialsStay()
    {
        for (const char *place : {"http://i:81/", "http://h/", "https://h:81/"}) {
            const auto next = redirected(upload(), 307, place);
            QCOMPARE(next->headers.size(), std::size_t(2));
            QCOMPARE(next->headers[0].name, std::string("Content-Type"));
        }
    }
};

INTERIM_SUITE(TestRedirect)
#include "tst_redirect.moc"
