// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_entry.h"

#include "request/serializer.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

using formats::FileRequest;

namespace {

FileRequest harEntry(const QByteArray &request)
{
    return formats::readHarEntry(QJsonDocument::fromJson("{\"request\":" + request + "}").object());
}

std::string entryHead(const FileRequest &read)
{
    const auto made = request::compose(read.spec);
    const auto *composed = std::get_if<request::ComposedRequest>(&made);
    return composed ? request::http1Head(*composed) : std::string();
}

} // namespace

class TestHarEntry : public QObject {
    Q_OBJECT
private slots:
    void aQueryThatIsKeptApart()
    {
        const FileRequest apart = harEntry("{\"method\":\"GET\",\"url\":\"http://h/"
                                           "s#x\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"a "
                                           "b\"},{\"name\":\"\\u00e4\",\"value\":\"\"}]}");
        QCOMPARE(apart.spec.url, std::string("http://h/s?q=a%20b&%C3%A4="));
        QVERIFY(apart.taken.join(QString()).contains("made of request.queryString"_L1));
        const FileRequest both = harEntry("{\"method\":\"GET\",\"url\":\"http://h/"
                                          "s?q=a\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"a\"}]}");
        QVERIFY(both.spec.url == "http://h/s?q=a" && both.taken.isEmpty());
        const FileRequest other =
            harEntry("{\"method\":\"GET\",\"url\":\"http://h/"
                     "s?q=a\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"a\"},{\"name\":\"r\"}]}");
        QVERIFY(other.spec.url == "http://h/s?q=a" && other.taken.join(QString()).contains("lists other fields"_L1));
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"http://h/\",\"queryString\":[{\"name\":5}],\"headers\":[]}")
                    .blocked.contains("whose name is a number"_L1));
    }

    static FileRequest withFields(const QByteArray &fields)
    {
        return harEntry(
            "{\"method\":\"POST\",\"url\":\"http://h/p\",\"postData\":{\"mimeType\":\"text/plain\",\"text\":"
            "\"abc\"},\"headers\":["
            + fields + "]}");
    }
    static QByteArray field(const char *name, const char *value)
    {
        return QByteArray("{\"name\":\"") + name + "\",\"value\":\"" + value + "\"}";
    }

    void framingThatContradictsItself()
    {
        for (const QByteArray &fields :
             {field("Content-Length", "3") + ',' + field("content-length", "30"),
              field("Transfer-Encoding", "chunked") + ',' + field("Transfer-Encoding", "identity"),
              field("Transfer-Encoding", "gzip"), field("Transfer-Encoding", "gzip, chunked"),
              field("Transfer-Encoding", "chunked") + ',' + field("Content-Length", "3")})
            QVERIFY2(!withFields(fields).blocked.isEmpty(), fields);
        for (const QByteArray &fields :
             {field("Transfer-Encoding", "chunked"), field("Content-Length", "3") + ',' + field("Content-Length", "3")})
            QVERIFY2(withFields(fields).blocked.isEmpty(), fields);
        QVERIFY(harEntry("{\"method\":\"POST\",\"url\":\"http://h/\",\"headers\":["
                         + field("Transfer-Encoding", "chunked") + "]}")
                    .blocked.contains("in chunks"_L1));
    }

    // The origin must not read what was for a proxy.
    void credentialsForAProxy()
    {
        const FileRequest read = withFields(field("Proxy-Authorization", "Basic czNjcmV0"));
        QVERIFY(entryHead(read).find("Proxy-Authorization") == std::string::npos);
        QVERIFY(read.losses.join(QString()).contains("Proxy-Authorization"_L1));
    }

    void pseudoFieldsThatSayOtherwise()
    {
        for (const auto &[name, same, other] :
             {std::array{":authority", "H:80", "evil"}, std::array{":path", "/p", "/q"},
              std::array{":scheme", "http", "https"}, std::array{":method", "POST", "GET"}}) {
            QVERIFY2(withFields(field(name, same)).blocked.isEmpty(), name);
            const QString blocked = withFields(field(name, other)).blocked;
            QVERIFY2(blocked.contains(QLatin1String(name)) && blocked.contains(QLatin1String(other)), name);
        }
        QVERIFY(!withFields(field(":protocol", "websocket")).blocked.isEmpty()); // nobody knows what it asks for
        const auto listed = [](const char *path) {
            return harEntry(
                "{\"method\":\"GET\",\"url\":\"http://h/p\",\"queryString\":[{\"name\":\"a\",\"value\":\"b c\"}],"
                "\"headers\":["
                + field(":path", path) + "]}");
        };
        QVERIFY(listed("/p?a=b+c").blocked.isEmpty()); // the list has the query decoded
        QVERIFY(!listed("/q?a=b+c").blocked.isEmpty());
    }

    void otherSchemes()
    {
        for (const char *url : {"data:text/plain,abc", "blob:x", "about:blank"})
            QVERIFY2(harEntry(QByteArray("{\"method\":\"GET\",\"headers\":[],\"url\":\"") + url + "\"}")
                         .error.contains("has the scheme"_L1),
                     url);
    }

    void twoHosts()
    {
        const FileRequest read = withFields(field("Host", "h") + ',' + field("host", "i"));
        QVERIFY(read.blocked.contains("two Host"_L1) && read.lacksFields);
        QVERIFY(withFields(field("Host", "h") + ',' + field("host", "h")).blocked.isEmpty());
    }

    // Whichever way the length differs, and by its true reason.
    void lengths_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("size");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *fields, const char *size, const char *said) {
            QTest::newRow(said) << QByteArray(fields) << QByteArray(size) << QString::fromLatin1(said);
        };
        row("{\"name\":\"Content-Length\",\"value\":\"60\"}", "-1", "the archive holds 7 of its 60 bytes");
        row("{\"name\":\"Content-Length\",\"value\":\"3\"}", "-1",
            "Content-Length: 3: the archive holds a content of 7 bytes");
        row("{\"name\":\"Content-Length\",\"value\":\"x\"}", "-1", "Content-Length: \"x\", which is no number");
        row("{\"name\":\"A\",\"value\":\"b\"}", "9", "the archive holds 7 of its 9 bytes");
        row("{\"name\":\"A\",\"value\":\"b\"}", "1", "bodySize says 1 byte, the archive holds 7 bytes");
        row("{\"name\":\"A\",\"value\":\"b\"}", "3", "bodySize says 3 bytes, the archive holds 7");
        row("{\"name\":\"Content-Length\",\"value\":\"60\"},{\"name\":\"Content-Encoding\",\"value\":\"gzip\"}", "-1",
            "Content-Encoding: gzip: the archive holds the content decoded");
    }
    void lengths()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, size);
        QFETCH(QString, said);
        const FileRequest read =
            harEntry("{\"method\":\"POST\",\"url\":\"http://h/\",\"headers\":[" + fields + "],\"bodySize\":" + size
                     + ",\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"a\\\":1}\"}}");
        const QStringList all =
            (read.losses + read.taken + QStringList{read.blocked}).filter(QRegularExpression(u"."_s));
        QCOMPARE(read.lacksContent, !read.blocked.isEmpty());
        QVERIFY2(all.size() == 1 && all[0].contains(said), qPrintable(all.join(u'\n')));
        const std::string head = entryHead(read);
        QVERIFY2(head.find("Content-Length: 7\r\n") != std::string::npos
                     && head.find("Content-Encoding") == std::string::npos,
                 head.c_str());
    }

    // A part that is not there, or not the one that went out, keeps the whole from being sent.
    void whatIsNotWholeIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *why, const char *members) {
            QTest::newRow(why) << QByteArray(members) << QString::fromLatin1(why);
        };
        row("holds 0 of its 5 bytes", "\"headers\":[],\"bodySize\":5");
        row("holds 0 of its 6 bytes", "\"headers\":[{\"name\":\"content-length\",\"value\":\"6\"}],\"bodySize\":-1");
        row("the field \"A\": its value holds a line end or NUL",
            "\"headers\":[{\"name\":\"A\",\"value\":\"b\\nC: d\"}]");
        row("a field of the name \"A\\x0d\\x0aB\"", "\"headers\":[{\"name\":\"A\\r\\nB\",\"value\":\"c\"}]");
        row("the field \"A\" holds half a letter", "\"headers\":[{\"name\":\"A\",\"value\":\"\\ud800\"}]");
        row("whose value is a number", "\"headers\":[{\"name\":\"A\",\"value\":5}]");
        row("request.headers is a text", "\"headers\":\"A: b\"");
        row("request.queryString holds half a letter",
            "\"headers\":[],\"queryString\":[{\"name\":\"a\",\"value\":\"\\udc00\"}]");
        row("a cookie without a name",
            "\"headers\":[],\"cookies\":[{\"name\":\"a\",\"value\":\"b\"},{\"value\":\"c\"}]");
        row("holds 3 of its 40 bytes",
            "\"headers\":[],\"bodySize\":40,\"postData\":{\"mimeType\":\"application/"
            "x-www-form-urlencoded\",\"params\":[{\"name\":\"a\",\"value\":\"b\"}]}");
    }
    void whatIsNotWholeIsNotSent()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, why);
        const FileRequest read = harEntry("{\"method\":\"POST\",\"url\":\"http://h/\"," + members + "}");
        QVERIFY2(read.error.isEmpty() && read.blocked.contains(why), qPrintable(read.error + u'|' + read.blocked));
        const auto made = entryHead(read);
        QVERIFY2(made.find("C: d") == made.npos && made.find('?') == made.npos, made.c_str());
    }

    // What the writers say in their own ways: -1 for unknown, letters for bytes, a query that is not decoded.
    void whatIsWholeIsSent()
    {
        for (const char *members :
             {"\"bodySize\":-1", "\"bodySize\":0",
              "\"bodySize\":1,\"postData\":{\"mimeType\":\"text/plain;charset=UTF-8\",\"text\":\"\\u00e4\"}",
              "\"bodySize\":2,\"postData\":{\"mimeType\":\"text/plain\",\"text\":\"\\u00e4\"}",
              "\"bodySize\":0,\"postData\":{\"mimeType\":\"\",\"text\":\"\"}",
              "\"queryString\":[{\"name\":\"q\",\"value\":\"a%20b\"}]",
              "\"queryString\":[{\"name\":\"q\",\"value\":\"a b\"}]"}) {
            const FileRequest read = harEntry(
                QByteArray("{\"method\":\"POST\",\"url\":\"http://h/?q=a%20b\",\"headers\":[],") + members + "}");
            QVERIFY2(read.error.isEmpty() && read.blocked.isEmpty() && read.losses.isEmpty() && read.taken.isEmpty(),
                     qPrintable(QLatin1String(members) + read.blocked + read.taken.join(u'|')));
        }
        const FileRequest query = harEntry("{\"method\":\"GET\",\"url\":\"http://h/"
                                           "?q=a\",\"headers\":[],\"queryString\":[{\"name\":\"q\",\"value\":\"b\"}]}");
        QVERIFY(query.blocked.isEmpty() && query.taken.join(QString()).contains("lists other fields"_L1));
    }

    void whatCannotBeSentSaysWhy()
    {
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"http://h:99999/\",\"headers\":[]}")
                    .error.contains("request.url"_L1));
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"" + QByteArray(1 << 21, 'x') + "\",\"headers\":[]}")
                    .error.contains("longer than 1 MiB"_L1));
        QVERIFY(harEntry("{\"method\":\"GET\",\"url\":\"http://h/\\ud800\",\"headers\":[]}")
                    .error.contains("request.url holds half a letter"_L1));
    }
};

INTERIM_SUITE(TestHarEntry)
#include "tst_har_entry.moc"
