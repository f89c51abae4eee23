// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_fields.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestHarFields : public QObject {
    Q_OBJECT
    static QByteArray json(const QJsonArray &list) { return QJsonDocument(list).toJson(QJsonDocument::Compact); }
    static record::Attempt attempt(const std::string &target, bool tls = false, std::uint16_t port = 80)
    {
        record::Attempt one;
        one.target = {"h", port, {}, tls};
        one.request.seen = true;
        one.request.head.method = "GET";
        one.request.head.target = target;
        return one;
    }

private slots:
    void bytesOfATextAndBack()
    {
        QCOMPARE(fieldBytes(QStringLiteral("a\u00e4")), std::string("a\xe4"));
        QCOMPARE(fieldBytes(QStringLiteral("\u00e4\u20ac")), std::string("\xc3\xa4\xe2\x82\xac"));
    }

    void cookies()
    {
        const wire::Fields asked{{"Cookie", "a=1; b=x=y;c ; =d"}, {"cookie", "***"}};
        QCOMPARE(json(harCookies(asked, false)),
                 QByteArray(R"([{"name":"a","value":"1"},{"name":"b","value":"x=y"},{"name":"","value":"d"}])"));
        const wire::Fields set{
            {"Set-Cookie", "sid=1; Path=/p; Domain=h; Expires=Sat, 14 Mar 2026 09:26:53 GMT; HttpOnly; SECURE; x"},
            {"Set-Cookie", "b=; Expires=soon"},
            {"Set-Cookie", "***"}};
        QCOMPARE(json(harCookies(set, true)),
                 QByteArray(
                     R"([{"domain":"h","expires":"2026-03-14T09:26:53.000Z","httpOnly":true,"name":"sid","path":"/p",)"
                     R"("secure":true,"value":"1"},)"
                     R"({"name":"b","value":""}])"));
    }

    void query()
    {
        QCOMPARE(json(harQuery("http://h/p?a=1&b+c=%C3%A9&&d&=e#f?g")),
                 QByteArray("[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b "
                            "c\",\"value\":\"\xc3\xa9\"},{\"name\":\"d\",\"value\":\"\"},"
                            "{\"name\":\"\",\"value\":\"e\"}]"));
        QVERIFY(harQuery("http://h/p").isEmpty() && harQuery("http://h/p?").isEmpty());
    }

    void urls()
    {
        QCOMPARE(harUrl(attempt("/p?q"), "http://other/"), std::string("http://h/p?q"));
        QCOMPARE(harUrl(attempt("/p", true, 8443), "http://u:secret@other/"), std::string("https://h:8443/p"));
        QCOMPARE(harUrl(attempt("http://h/abs#f"), "http://h/"), std::string("http://h/abs"));
        QCOMPARE(harUrl(attempt("*"), "http://h/"), std::string("http://h/*"));
        QCOMPARE(harUrl(attempt("/\xc3\xa9\"<>%zz"), "http://h/"), std::string("http://h/%C3%A9%22%3C%3E%zz"));
        record::Attempt tunnel = attempt("h:443", true, 443);
        tunnel.request.head.method = "CONNECT";
        QCOMPARE(harUrl(tunnel, "https://h/secret"), std::string("https://h/"));
        QCOMPARE(harUrl(record::Attempt(), "http://u:p@asked/p?q#f"), std::string("http://asked/p?q"));
    }

    void headersKeepOrderAndBytes()
    {
        QCOMPARE(json(harHeaders({{"B", "\xff"}, {"a", ""}, {"B", "2"}})),
                 QByteArray("[{\"name\":\"B\",\"value\":\"\xc3\xbf\"},{\"name\":\"a\",\"value\":\"\"},{\"name\":\"B\","
                            "\"value\":\"2\"}]"));
        QCOMPARE(harVersion(10), u"HTTP/1.0"_s);
    }
};

INTERIM_SUITE(TestHarFields)
#include "tst_har_fields.moc"
