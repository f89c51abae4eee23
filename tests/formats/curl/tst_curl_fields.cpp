// SPDX-License-Identifier: GPL-3.0-or-later
// The heads were measured with curl 7.88.1.
#include "formats/curl/curl_fields.h"

#include "formats/curl/curl_request.h"
#include "formats/curl/curl_sample.h"
#include "request/compose.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;
using curl_sample::headOf;

class TestCurlFields : public QObject {
    Q_OBJECT
    static CurlImport made(const std::vector<std::string> &words)
    {
        CurlFeed feed;
        CurlCall call;
        call.found = true;
        call.words = words;
        return curlRequest(call, feed, curlArguments(words), {});
    }
    static QStringList names(const CurlImport &import)
    {
        QStringList out;
        for (const request::HeaderLine &line : import.spec.headers)
            out << QString::fromStdString(line.name);
        return out;
    }

private slots:
    void heads_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("head"); // without "Host: h" and the line ends
        QTest::addColumn<int>("losses");
        const auto row = [](const char *command, const char *head, int losses = 0) {
            QTest::newRow(command) << QByteArray(command) << QByteArray(head) << losses;
        };
#define AGENT "User-Agent: curl/7.88.1|Accept: */*|"
#define FORM "Content-Type: application/x-www-form-urlencoded|"
        row("curl http://h", "GET / HTTP/1.1|" AGENT);
        row("curl -d a=1 -A ua -e ref -b c=1 --compressed -u a:b -H 'X: 1' http://h/p",
            "POST /p HTTP/1.1|Authorization: Basic YTpi|User-Agent: ua|Accept: */*|Accept-Encoding: deflate, gzip, br, "
            "zstd|"
            "Referer: ref|Cookie: c=1|X: 1|Content-Length: 3|" FORM);
        row("curl --json '{\"a\":1}' -H 'X: 1' http://h/p",
            "POST /p HTTP/1.1|User-Agent: curl/7.88.1|X: 1|Content-Type: application/json|Accept: "
            "application/json|Content-Length: 7|");
        row("curl --json '{\"a\":1}' --json b -H 'Accept: x' http://h/p",
            "POST /p HTTP/1.1|User-Agent: curl/7.88.1|Accept: x|Content-Type: application/json|Content-Length: 8|");
        row("curl -T f http://h/p/", "PUT /p/f HTTP/1.1|" AGENT "Content-Length: 5|Expect: 100-continue|");
        row("curl -T f -H Expect: http://h/p", "PUT /p HTTP/1.1|" AGENT "Content-Length: 5|");
        row("curl -0 -T f http://h/p", "PUT /p HTTP/1.0|" AGENT "Content-Length: 5|");
        row("printf abc | curl -T - http://h/p/",
            "PUT /p/ HTTP/1.1|" AGENT "Transfer-Encoding: chunked|Expect: 100-continue|");
        row("curl -G --data-urlencode 'a=c d~*' -d x=1 'http://h/p?z#frag'", "GET /p?z&a=c+d~%2a&x=1 HTTP/1.1|" AGENT);
        row("curl -X POST http://h/p", "POST /p HTTP/1.1|" AGENT);
        row("curl -d '' http://h/p", "POST /p HTTP/1.1|" AGENT "Content-Length: 0|" FORM);
        row("curl -I -d x -G http://h/p/../q/./r", "HEAD /q/r?x HTTP/1.1|" AGENT);
        row("curl -X POST -G -d a http://h/p", "POST /p?a HTTP/1.1|" AGENT);
        row("curl -x http://u:p@px:1 http://h/p?q",
            "GET http://h/p?q HTTP/1.1|Proxy-Authorization: Basic dTpw|" AGENT "Proxy-Connection: Keep-Alive|");
        row("curl -x px:1 -U u@x:p:q -d a http://h/p",
            "POST http://h/p HTTP/1.1|Proxy-Authorization: Basic dUB4OnA6cQ==|" AGENT
            "Proxy-Connection: Keep-Alive|Content-Length: 1|" FORM);
        row("curl -x http://px:1 -H Proxy-Connection: -H User-Agent: http://h/p",
            "GET http://h/p HTTP/1.1|Accept: */*|");
        row("curl -x http://px:1 --request-target /abc http://h/p",
            "GET /abc HTTP/1.1|" AGENT "Proxy-Connection: Keep-Alive|");
        row("curl -H 'Content-Type: x' -H 'X;' -H 'Y:  spaced ' -H Z:nospace -H Bad -H 'B: ' -H 'A;  ' -d a http://h/p",
            "POST /p HTTP/1.1|" AGENT "Content-Type: x|X:|Y:  spaced |Z:nospace|Content-Length: 1|", 2);
        row("curl -H 'Transfer-Encoding: chunked' -d abc http://h/p",
            "POST /p HTTP/1.1|" AGENT "Transfer-Encoding: chunked|" FORM);
        row("curl -e 'ref;auto' --oauth2-bearer tok http://h/p",
            "GET /p HTTP/1.1|Authorization: Bearer tok|" AGENT "Referer: ref|");
        row("curl -d x -H 'Expect: foo' -H 'Content-Type;' -H 'Authorization;' -u a:b http://h/p",
            "POST /p HTTP/1.1|" AGENT "Expect: foo|Content-Type:|Authorization:|Content-Length: 1|");
        row("curl -u a:b -H Authorization: http://h/p", "GET /p HTTP/1.1|" AGENT);
        row("curl -b a=1 -b b=2 http://h/p", "GET /p HTTP/1.1|" AGENT "Cookie: a=1;b=2|");
        row("curl -b a=1 -H 'Cookie: c=3' http://h/p", "GET /p HTTP/1.1|" AGENT "Cookie: c=3|");
        row("curl -r 0-5 http://h/p", "GET /p HTTP/1.1|Range: bytes=0-5|" AGENT);
        row("curl -r 5 http://h/p", "GET /p HTTP/1.1|Range: bytes=5-|" AGENT);
        row("curl -r -5 http://h/p", "GET /p HTTP/1.1|Range: bytes=-5|" AGENT);
        row("curl --json a --json b -d q=1 http://h/p",
            "POST /p HTTP/1.1|User-Agent: curl/7.88.1|Content-Type: application/json|Accept: "
            "application/json|Content-Length: 6|");
        row("curl --json '{}' -G -d q=1 http://h/p",
            "GET /p?{}&q=1 HTTP/1.1|User-Agent: curl/7.88.1|Content-Type: application/json|Accept: application/json|");
        row("curl -A '' http://h/p", "GET /p HTTP/1.1|Accept: */*|");
        row("curl -H 'Expect: 100-continue' http://h/p", "GET /p HTTP/1.1|" AGENT "Expect: 100-continue|");
        row("curl -H 'Content-Length: 3' -H 'Content-Type: a/b' -H 'Expect: 100-continue' --data-raw abc http://h/p",
            "POST /p HTTP/1.1|" AGENT "Content-Length: 3|Content-Type: a/b|Expect: 100-continue|");
        row("curl -H @f http://h/p", "GET /p HTTP/1.1|" AGENT "X: 1|");
        row("curl --request-target '*' -X OPTIONS http://h", "OPTIONS * HTTP/1.1|" AGENT);
        row("curl --url http://h/a http://h/b", "GET /a HTTP/1.1|" AGENT, 1);
        row("curl --http2 http://h/", "GET / HTTP/1.1|" AGENT, 1);
        row("curl --data=a=1 http://h/", "POST / HTTP/1.1|" AGENT "Content-Length: 3|" FORM);
        row("curl --frob -d @gone 'http://h/{a,b}' --tlsv1.2 | jq .",
            "POST /{a,b} HTTP/1.1|" AGENT "Content-Length: 0|" FORM, 5);
    }
    void heads()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, head);
        QFETCH(int, losses);
        const CurlImport read = importCurl(command.toStdString(), curl_sample::files);
        QVERIFY2(read.error.isEmpty(), qPrintable(read.error));
        QByteArray got = QByteArray::fromStdString(headOf(read.spec));
        got.replace("Host: h\r\n", "").replace("\r\n", "|");
        QCOMPARE(got, head + '|');
        QVERIFY2(read.losses.size() == losses, qPrintable(read.losses.join(u'\n')));
    }

    void noSecretInClearThatCurlWouldNotSend_data()
    {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<bool>("sent"); // as Basic, as curl 7.88.1 does
        for (const char *scheme :
             {"--digest", "--ntlm", "--negotiate", "--anyauth", "--basic --digest", "--aws-sigv4 a:b"}) {
            QTest::addRow("%s", scheme) << QByteArray(scheme).append(" -u me:SECRET http://h/") << false;
            QTest::addRow("%s URL", scheme) << QByteArray(scheme).append(" http://me:SECRET@h/") << false;
        }
        for (const char *scheme : {"--proxy-digest", "--proxy-ntlm", "--proxy-negotiate", "--proxy-anyauth"}) {
            QTest::addRow("%s", scheme) << QByteArray(scheme).append(" -x http://p:1 -U me:SECRET http://h/") << false;
            QTest::addRow("%s URL", scheme) << QByteArray(scheme).append(" -x http://me:SECRET@p:1 http://h/") << false;
        }
        QTest::newRow("no digest") << QByteArray("--digest --no-digest -u me:SECRET http://h/") << true;
        QTest::newRow("basic") << QByteArray("--basic --proxy-basic -x p:1 -U me:SECRET http://h/") << true;
    }
    void noSecretInClearThatCurlWouldNotSend()
    {
        QFETCH(QByteArray, options);
        QFETCH(bool, sent);
        const CurlImport read = importCurl("curl " + options.toStdString(), curl_sample::files);
        const std::string head = headOf(read.spec);
        QVERIFY(!head.empty());
        QCOMPARE(head.find("Authorization: Basic bWU6U0VDUkVU") != head.npos, sent);
        QVERIFY(sent || (read.spec.url + read.spec.proxy).find("SECRET") == std::string::npos);
        QCOMPARE(!read.losses.filter(u"no credentials are sent"_s).isEmpty(), !sent);
    }

    void aTypedHostStandsFirst()
    {
        QVERIFY(headOf(importCurl("curl -H 'Host: v' http://u:p@h/", curl_sample::files).spec)
                    .starts_with("GET / HTTP/1.1\r\nHost: v\r\nAuthorization: Basic dTpw\r\nUser-Agent"));
    }

    // curl drops the @ and reads the file.
    void aFileOfCookies()
    {
        const CurlFiles jar{[](const std::string &path) -> std::optional<std::uint64_t> {
                                return path == "jar" || path == "a=b" ? std::optional<std::uint64_t>(9) : std::nullopt;
                            },
                            {}};
        const auto by = [&](const char *cookie) {
            CurlFeed feed;
            return curlRequest({}, feed, curlArguments({"http://h/", "-b", cookie}), jar);
        };
        for (const char *file : {"jar", "@jar", "@a=b", "-"})
            QVERIFY2(by(file).stop.contains("a file of cookies"_L1), file);
        QVERIFY(by("a=b").stop.isEmpty() && names(by("a=b")).contains("Cookie"_L1));
        QVERIFY(by("@x=1").stop.isEmpty() && !names(by("@x=1")).contains("Cookie"_L1)); // not there
    }

    // The order of lib/http.c in 7.88.1: Host, Authorization, User-Agent, Accept, then what is typed.
    void fieldsInCurlsOrder()
    {
        const CurlImport import = made({"-H", "B: 1", "-u", "a:b", "-A", "me", "-H", "A: 2", "http://h/"});
        const QStringList all = names(import);
        QVERIFY(all.indexOf("User-Agent"_L1) < all.indexOf("B"_L1));
        QVERIFY(all.indexOf("B"_L1) < all.indexOf("A"_L1));
        QVERIFY(all.contains("Authorization"_L1));
    }
};

INTERIM_SUITE(TestCurlFields)
#include "tst_curl_fields.moc"
