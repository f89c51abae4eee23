// SPDX-License-Identifier: GPL-3.0-or-later
// What a curl command becomes. The heads were measured with curl 7.88.1.
#include "formats/curl/curl_import.h"

#include "formats/curl/curl_command.h"
#include "request/compose.h"
#include "request/form.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

const CurlFiles noFiles{[](const std::string &path) -> std::optional<std::uint64_t> {
                            return path == "f" ? std::optional<std::uint64_t>(5) : std::nullopt;
                        },
                        [](const std::string &path) -> std::optional<std::string> {
                            return path == "f" ? std::optional<std::string>("X: 1\n") : std::nullopt;
                        }};

std::string headOf(const request::RequestSpec &spec)
{
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    return request ? request->head : std::string();
}

} // namespace

class TestCurlImport : public QObject {
    Q_OBJECT
private slots:
    void longWordsAreCutInLines()
    {
        const auto made = importCurl(
            "curl http://h/ --ciphers " + std::string(20'000, 'x') + " --frob" + std::string(20'000, 'x'), noFiles);
        QCOMPARE(made.losses.size(), 2);
        for (const QString &line : made.losses + QStringList{made.stop})
            QVERIFY(line.size() < 2100);
    }

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
        const CurlImport read = importCurl(command.toStdString(), noFiles);
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
        const CurlImport read = importCurl("curl " + options.toStdString(), noFiles);
        const std::string head = headOf(read.spec);
        QVERIFY(!head.empty());
        QCOMPARE(head.find("Authorization: Basic bWU6U0VDUkVU") != head.npos, sent);
        QVERIFY(sent || (read.spec.url + read.spec.proxy).find("SECRET") == std::string::npos);
        QCOMPARE(!read.losses.filter(u"no credentials are sent"_s).isEmpty(), !sent);
    }

    static CurlImport read(const std::string &command)
    {
        return importCurl(command, noFiles);
    }

    // What stands behind --next belongs to the second request.
    void severalRequests()
    {
        const auto two = importCurls("curl http://h/1 -d a --next http://h/2 -d b -H 'X: y' -u o:s", noFiles);
        QCOMPARE(two.size(), std::size_t(2));
        QCOMPARE(headOf(two[0].spec).find("Authorization"), std::string::npos);
        QCOMPARE(two[0].spec.body.text, std::string("a"));
        QVERIFY(headOf(two[1].spec).find("Authorization: Basic bzpz") != std::string::npos
                && two[1].spec.body.text == "b");
        const auto urls = importCurls("curl -T f http://h/1/ http://h/2/ -A x", noFiles);
        QCOMPARE(urls.size(), std::size_t(2));
        QVERIFY(urls[0].spec.method == "PUT" && urls[0].spec.url == "http://h/1/f" && urls[1].spec.method == "GET");
        QCOMPARE(importCurls("curl http://a\ncurl http://b; curl http://c", noFiles).size(), std::size_t(3));
        const CurlImport first = read("curl http://h/1 http://h/2");
        QVERIFY(first.spec.url == "http://h/1" && !first.open.isEmpty() && first.losses.contains(first.open));
        std::string many = "curl";
        for (int i = 0; i < 1000; ++i)
            many += " http://h/";
        QCOMPARE(importCurls(many, noFiles).size(), mostCurlTransfers);
    }

    void aCommentIsNoCommand()
    {
        QCOMPARE(read("# curl -X DELETE http://h/danger\ncurl http://h/safe").spec.url, std::string("http://h/safe"));
        QVERIFY(!read("# curl -X DELETE http://h/danger").error.isEmpty());
    }

    void doubledQuotesAreOne()
    {
        const CurlImport windows =
            read("curl \"http://h/x\" -X POST --data-raw \"{\"\"id\"\":\"\"xx\"\",\"\"p\"\":\"\"5\"%\"\"\"}\"");
        QCOMPARE(windows.spec.body.text, std::string("{\"id\":\"xx\",\"p\":\"5%\"}"));
        QCOMPARE(windows.taken.first(), u"read as typed at the prompt of cmd, by a guess"_s);
        const CurlImport posix = importCurl("curl http://h/ -d \"a\"\"b\"", noFiles, Shell::Posix);
        QCOMPARE(posix.spec.body.text, std::string("ab"));
        QCOMPARE(posix.taken.first(), u"read as typed into a POSIX shell"_s);
    }

    // RFC 7578 section 4.1; curl puts the typed type behind Content-Length and adds the boundary.
    void headAndContentHaveOneBoundary_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("losses");
        QTest::newRow("bare") << QByteArray("multipart/form-data") << 0;
        QTest::newRow("parameter") << QByteArray("multipart/form-data; charset=utf-8") << 0;
        QTest::newRow("own boundary") << QByteArray("multipart/form-data; boundary=abc") << 1;
        QTest::newRow("other") << QByteArray("multipart/mixed") << 1;
        QTest::newRow("none") << QByteArray() << 1;
    }
    void headAndContentHaveOneBoundary()
    {
        QFETCH(QByteArray, type);
        QFETCH(int, losses);
        const CurlImport made =
            read("curl -H 'content-type:" + (type.isEmpty() ? std::string() : ' ' + type.toStdString())
                 + "' -F a=b -H 'X: y' http://h/");
        QCOMPARE(made.losses.size(), losses);
        const std::string boundary = request::boundaryOf(made.spec.body), head = headOf(made.spec);
        QVERIFY2(head.ends_with("; boundary=" + boundary + "\r\n\r\n"), head.c_str());
        QVERIFY(head.find("X: y\r\nContent-Length: ") != head.npos && head.find("content-type") == head.npos);
        QVERIFY(request::multipartPieces(made.spec.body).front().text.starts_with("--" + boundary + "\r\n"));
    }

    // Nothing that decides where the request goes, or who sends it, is left out and the rest sent.
    void whatCannotBeTakenStops()
    {
        for (const char *options : {"--negotiate -u :",
                                    "--ntlm -u a:b",
                                    "--digest -u a:b",
                                    "--aws-sigv4 a:b -u a:b",
                                    "--netrc",
                                    "-n",
                                    "--interface lo",
                                    "--doh-url https://d/",
                                    "-K f",
                                    "--variable a=b",
                                    "--expand-url x",
                                    "--haproxy-protocol",
                                    "-x socks4://p:1",
                                    "--preproxy p",
                                    "-E c:pw",
                                    "-b f",
                                    "--frob x",
                                    "-d",
                                    "-m nan",
                                    "-d a -F b=c",
                                    "-I -d x",
                                    "-F x",
                                    "-V",
                                    "--proto =https",
                                    "-0 -T -"}) {
            const CurlImport made = read(std::string("curl http://h/ ") + options);
            QVERIFY2(!made.stop.isEmpty() && made.error.isEmpty() && made.spec.url.starts_with("http://h/"), options);
            QVERIFY2(made.losses.contains(made.stop), options);
        }
        for (const char *options :
             {"-u me", "-d @gone", "-d @-", "-T gone", "-H 'A: '$X", "-d f*", "-d [a]", "-T ?", "-F a=@*", "-d a=~",
              "-d $'\\0abc'", "-d @<(id)", "-d <(id)", "--noproxy *", "-d \"$(id)\"", "-d {a,b}"})
            QVERIFY2(!read(std::string("curl http://h/ ") + options).open.isEmpty(), options);
        for (const char *url : {"'http://h/{a,b}'", "'http://h/?f[1]=2'", "http://h/`id`", "'http://[::1]/[1-3]'"})
            QVERIFY2(!read(std::string("curl ") + url).open.isEmpty(), url);
        for (const char *options : {"-s -o x -w y", "--tlsv1.2 --retry 3 -f", "--digest", "-o $X", "-b ''", "-b gone",
                                    "-c jar", "-g", "-m 5"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.isEmpty(), options);
        for (const char *command : {"curl http://h/?a=b", "curl h/?a=b", "curl -H Accept:*/* http://h/",
                                    "curl -o f* http://h/", "! curl http://h/"})
            QVERIFY2(read(command).open.isEmpty() && read(command).stop.isEmpty(), command);
        QVERIFY(read("curl -K f").error.contains("-K"_L1));
    }

    void whatChangesTheEndIsSaid()
    {
        for (const char *options : {"-f", "--retry 3", "-c jar -L", "-L --proto =http", "-L --proto-redir =https",
                                    "-L --post301", "--ciphers x"})
            QVERIFY2(!read(std::string("curl http://h/ ") + options).losses.isEmpty(), options);
        QVERIFY(read("curl http://h/ -c jar -o x -Q y").losses.isEmpty());
        QCOMPARE(read("curl http://h/ -L --proto =http").spec.redirects, 0);
        QCOMPARE(read("curl http://h/ -L --proto =http,https").spec.redirects, 50);
    }

    // A part that is left out makes another request of it: it is taken as curl does, or nothing is sent.
    void noPartIsDropped()
    {
        const auto has = [](const char *command, const char *lines) {
            return headOf(read(command).spec).find(lines) != std::string::npos;
        };
        QVERIFY(has("curl -X DELETE -z '-Mon, 01 Jan 2024 00:00:00 GMT' -b a=b -H 'X: y' http://h/",
                    "Cookie: a=b\r\nIf-Unmodified-Since: Mon, 01 Jan 2024 00:00:00 GMT\r\nX: y\r\n"));
        QVERIFY(has("curl --etag-compare f -H 'X: y' http://h/", "X: y\r\nIf-None-Match: X: 1\r\n"));
        QVERIFY(has("curl -C 5 http://h/", "Range: bytes=5-\r\n"));
        QVERIFY(has("curl --tr-encoding -H 'Connection: x' http://h/",
                    "Accept: */*\r\nConnection: x, TE\r\nTE: gzip\r\n\r\n"));
        for (const char *options :
             {"-X DELETE -z yesterday", "-z f", "--etag-compare f http://h/2", "-C -", "-F 'a=b;headers=\"X: y\"'",
              "-F 'a=b;encoder=base64'", "-F 'a=@f;headers=@f'", "-x p:1 --proxy-header 'A: b'", "-x p:1 -p",
              "-T f --crlf", "-T f -B", "--form-escape -F 'a\"b=c'", "--capath d", "--crlfile f", "--cert-status",
              "--local-port 1", "--skip-existing -o f"})
            QVERIFY2(!read(std::string("curl http://h/ ") + options).stop.isEmpty(), options);
        for (const char *options :
             {"-X CONNECT", "-X ''", "-I --no-head", "--no-head -d x", "--basic --oauth2-bearer t"})
            QVERIFY2(!importCurls(std::string("curl http://h/ ") + options, noFiles).back().stop.isEmpty(), options);
        for (const char *url : {"http://a@b@h/", "'http://h/?a#b c'", "http:x", "ftp.h", "'TOKEN=x'", "'A: b'"})
            QVERIFY2(!importCurls(std::string("curl http://h/ ") + url, noFiles).back().error.isEmpty(), url);
        QCOMPARE(read("curl --proto-default https http:/h/").spec.url, std::string("http://h/"));
        QCOMPARE(read("curl --proto-default https ftp.h").spec.url, std::string("https://ftp.h/"));
        QVERIFY(read("curl http://$HOST/").error.isEmpty());
        for (const char *options :
             {"--form-escape -F a=b", "--no-head", "--proxy-header 'A: b'", "--crlf -B", "-F 'a=b;foo=c'", "--post301"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.isEmpty(), options);
        QVERIFY(!read("curl --etag-compare gone http://h/").open.isEmpty());
    }

    // What curl frames in a way in which no one finds the end of it is not sent (RFC 9112 section 6.1).
    void typedTransferEncoding()
    {
        const auto framed = [](const char *options) {
            return headOf(read(std::string("curl http://h/ ") + options).spec);
        };
        QVERIFY(framed("-d abc -H 'Transfer-Encoding: gzip'")
                    .find("Transfer-Encoding: gzip\r\nContent-Length: 3\r\nContent-Type")
                != std::string::npos);
        for (const char *options : {"-d abc -H 'Transfer-Encoding: gzip'", "-d abc -H 'Transfer-Encoding;'",
                                    "-d abc -H 'Transfer-Encoding: gzip, chunked'", "-H 'Transfer-Encoding: gzip'",
                                    "-d '' -H 'Transfer-Encoding: chunked'"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.isEmpty(), options);
        for (const char *options :
             {"-d abc -H 'Transfer-Encoding: chunked, gzip'", "-d abc -H 'Transfer-Encoding: xchunked'",
              "-d abc -H 'Transfer-Encoding: gzip' -H 'Transfer-Encoding: chunked'", "-H 'Transfer-Encoding: chunked'",
              "-X POST -H 'Transfer-Encoding: chunked'", "-T - -H 'Transfer-Encoding: gzip' < f",
              "-T - -H Transfer-Encoding: < f"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.contains("Transfer-Encoding"_L1), options);
    }

    // Found by chance beside curl 7.88.1.
    void smallThings()
    {
        QCOMPARE(read("curl -G -d '' http://h/p").spec.url, std::string("http://h/p"));
        QCOMPARE(read("curl -G -d '' 'http://h/p?a'").spec.url, std::string("http://h/p?a&"));
        QCOMPARE(read("curl -G --url-query a -d b 'http://h/p?x&'").spec.url, std::string("http://h/p?x&b"));
        QCOMPARE(read("curl --url-query + --url-query a 'http://h/p?x'").spec.url, std::string("http://h/p?x&&a"));
        QCOMPARE(read("curl --url-query '' 'http://h/p?'").spec.url, std::string("http://h/p"));
        QCOMPARE(read("curl --path-as-is -G -d a http://h/a/../b").spec.url, std::string("http://h/b?a"));
        QCOMPARE(read("curl --path-as-is -T f http://h/a/../").spec.url, std::string("http://h/f"));
        QCOMPARE(read("curl --path-as-is -T f http://h/a/../b").spec.url, std::string("http://h/a/../b"));
        QVERIFY(headOf(read("curl -H Host: -H 'Host: v' -H 'X: y' http://h/").spec)
                    .find("Accept: */*\r\nHost: v\r\nX: y\r\n")
                != std::string::npos);
        QVERIFY(headOf(read("curl -x p:1 'http://h/a?#f'").spec).starts_with("GET http://h/a HTTP/1.1\r\n"));
        QVERIFY(!read("curl -F =x http://h/").losses.isEmpty());
        const auto tunnel = read("curl -x http://p:1 -A me https://h/").spec;
        const auto made = std::get<request::ComposedRequest>(request::compose(tunnel));
        QCOMPARE(
            headOf(request::tunnelRequest(tunnel, made.route)),
            std::string(
                "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\nUser-Agent: me\r\nProxy-Connection: Keep-Alive\r\n\r\n"));
    }

    void aTypedHostStandsFirst()
    {
        QVERIFY(headOf(read("curl -H 'Host: v' http://u:p@h/").spec)
                    .starts_with("GET / HTTP/1.1\r\nHost: v\r\nAuthorization: Basic dTpw\r\nUser-Agent"));
    }

    static QString allLines(const CurlImport &read)
    {
        return (read.losses + read.taken + QStringList{read.stop, read.open, read.error}).join(u' ');
    }

    // No line quotes the value of an option, or another word of the command.
    void linesKeepSecrets()
    {
        for (const char *words : {"http://h/ http://u:SECRET@h/",
                                  "-H 'Authorization SECRET' http://h/",
                                  "--user=me:SECRET http://h/ -f",
                                  "--json '{\"password\":\"SECRET\"}'$X http://h/",
                                  "-F 'a=x;headers=\"X-Api-Key: SECRET\"' http://h/",
                                  "-K user=SECRET http://h/",
                                  "-b SECRET http://h/",
                                  "-d @password=SECRET http://h/",
                                  "--sasl-authzid SECRET http://h/ -f",
                                  "-T password=SECRET http://h/",
                                  "-u \"me:a$SECRET\" http://h/",
                                  "-u \"me:${X:-SECRET}\" http://h/",
                                  "-d \"$(echo SECRET)\" http://h/",
                                  "-d `echo SECRET` http://h/",
                                  "-m SECRET http://h/",
                                  "--max-redirs SECRET http://h/",
                                  "--connect-to SECRET:1:b:2 http://h/",
                                  "--resolve SECRET:1:b http://h/",
                                  "-F SECRET http://h/",
                                  "-F 'SECRET=@gone' http://h/",
                                  "-F 'a=b;type=SECRET' http://h/",
                                  "-F 'a=b;SECRET' http://h/",
                                  "-H @SECRET http://h/",
                                  "http://h/ | tee SECRET",
                                  "http://h/ > SECRET",
                                  "-d @- http://h/ <<< SECRET$X",
                                  "--proto SECRET http://h/ -f",
                                  "--unix-socket SECRET -x p:1 http://h/",
                                  "--retry SECRET http://h/",
                                  "-z SECRET http://h/",
                                  "-C SECRET http://h/",
                                  "--etag-compare SECRET http://h/",
                                  "-r SECRET -T f http://h/ -f",
                                  "--proxy-pass SECRET http://h/",
                                  "-x foo://u:SECRET@h:1 http://h/",
                                  "--preproxy socks4://u:SECRET@h:1 http://h/",
                                  "--proxy-header 'Proxy-Authorization: Basic SECRET' -x p:1 http://h/",
                                  "-E c:SECRET http://h/"}) {
            const CurlImport read = importCurl(std::string("curl ") + words, noFiles);
            QVERIFY2(!read.losses.isEmpty(), words);
            QVERIFY2(!allLines(read).contains("SECRET"_L1), words);
        }
        for (const char *text :
             {"TOKEN=SECRET; curl http://h/", "login SECRET && curl http://h/",
              "echo SECRET | tr a b | curl -d @- http://h/", "curl 'Authorization: Bearer SECRET'",
              "export T=SECRET\ncurl http://h/", "curl TOKEN=SECRET", "'SECRET' | curl -d @- http://h/"})
            QVERIFY2(!allLines(importCurl(text, noFiles)).contains("SECRET"_L1), text);
        const CurlImport variable = importCurl("TOKEN=SECRET curl http://h/", noFiles);
        QCOMPARE(variable.losses, QStringList{u"a variable of the shell: TOKEN"_s});
    }

    // Measured: curl 7.88.1 at a raw server.
    void saysWhatCurlDoesAfter417()
    {
        const auto notes = [](const char *words) { return importCurl(words, noFiles).taken.join(u' '); };
        const QString data = notes("curl -H 'Expect: 100-continue' -d x http://h");
        QVERIFY2(data.contains("417 that keeps the connection"_L1) && data.contains("--max-redirs (50)"_L1),
                 qPrintable(data));
        const QString upload = notes("curl -H 'Expect: 100-continue' -T f http://h");
        QVERIFY2(upload.contains("typed Expect, once, after one that closes it never"_L1), qPrintable(upload));
        QVERIFY(!notes("curl -d x http://h").contains("417"_L1));
    }

    void curlsExpectRuleIsTheRequests()
    {
        const auto expect = [](const char *command) { return importCurl(command, noFiles).spec.expect; };
        QVERIFY(expect("curl -d x http://h").rule == request::ExpectRule::Threshold);
        QCOMPARE(expect("curl -d x http://h").threshold, std::uint64_t(1 << 20));
        QVERIFY(expect("curl -H Expect: -d x http://h").rule == request::ExpectRule::Off);
        QVERIFY(expect("curl -T f http://h").rule == request::ExpectRule::Always);
        QCOMPARE(expect("curl --expect100-timeout 0.25 -d x http://h").waitNs, std::int64_t(250'000'000));
        QCOMPARE(expect("curl -H 'Expect: foo' -d x http://h").waitNs, std::int64_t(0));
        // Seen with curl 7.88.1: it waits for what only contains the word too.
        for (const char *value : {"100-continue;q=1", "x100-continue"}) {
            const auto odd = importCurl("curl -H 'Expect: " + std::string(value) + "' -d x http://h", noFiles);
            QVERIFY(odd.spec.expect.anyValue);
            QVERIFY(std::get<request::ComposedRequest>(request::compose(odd.spec)).expect.waits);
        }
        QVERIFY(!expect("curl -H 'Expect: 100-Continue' -d x http://h").anyValue);
        QVERIFY(!expect("curl -H 'Expect: foo' -d x http://h").anyValue);
        const auto large = importCurl("head -c 1048577 /dev/zero | curl --data-binary @- http://h", noFiles).spec;
        QVERIFY(std::get<request::ComposedRequest>(request::compose(large)).expect.waits);
    }

    void backIntoTheSameRequest()
    {
        request::RequestSpec spec;
        spec.url = "http://h:81/a?b=c";
        spec.method = "POST";
        spec.headers = {{"X", "it's"}, {"X", "2"}, {"E", "", ":"}};
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "line\n$(touch x)";
        spec.body.mediaType = "text/plain";
        spec.expect.rule = request::ExpectRule::Always;
        spec.expect.waitNs = 250'000'000;
        spec.timeouts.wholeNs = 5'000'000'000;
        spec.redirects = 7;
        spec.proxy = "http://u:p@px:3128";
        for (const Shell shell : {Shell::Posix, Shell::PowerShell, Shell::Cmd}) {
            CurlOptions options;
            options.shell = shell;
            options.showSecrets = true;
            for (const bool lines : {false, true}) {
                options.multiline = lines;
                const std::string command = curlCommand(spec, options).command.toStdString();
                const CurlImport read = importCurl(command, noFiles, shell);
                if (!(read.spec == spec))
                    qInfo() << command.c_str() << headOf(read.spec).c_str() << read.losses;
                QVERIFY(read.spec == spec);
            }
        }
    }

    void standardInputIsReadOnce()
    {
        const auto texts = [](const char *command) {
            QStringList out;
            for (const CurlImport &one : importCurls(command))
                out << QString::fromStdString(one.spec.body.text);
            return out;
        };
        QCOMPARE(texts("echo a | curl -d @- http://h/1 --next -d @- http://h/2"), QStringList({u"a"_s, QString()}));
        QCOMPARE(texts("echo a | curl -d @- http://h/1 http://h/2"), QStringList({u"a"_s, u"a"_s}));
        QCOMPARE(texts("echo a | curl -T - http://h/1 -T - http://h/2"), QStringList({u"a\n"_s, QString()}));
    }

    // No advice about what the shell would fill in.
    void whatOnlyTheShellKnowsInTheUrl()
    {
        for (const char *command :
             {"curl http://h/$(echo x)", "curl http://h/`echo x`", "curl \"http://h/$(echo x)\""}) {
            const CurlImport made = read(command);
            QVERIFY2(made.error.contains("the shell"_L1) && !made.error.contains("%20"_L1), command);
        }
    }

    void requestsOfPowerShell()
    {
        for (const char *command : {"Invoke-WebRequest -UseBasicParsing -Uri \"http://h/\"", "irm http://h/",
                                    "$session = New-Object X\nInvoke-RestMethod http://h/"})
            QVERIFY2(read(command).error.contains("Invoke-WebRequest"_L1), command);
    }

    void noCommand()
    {
        for (const char *text : {"", "ls", "curl", "curl -k", "curl ftp://h/"})
            QVERIFY2(!importCurl(text).error.isEmpty(), text);
    }

    void anyTextEnds()
    {
        std::string all = "curl http://h ";
        for (int i = 1; i < 256; ++i)
            all += static_cast<char>(i);
        for (const Shell shell : {Shell::Posix, Shell::PowerShell, Shell::Cmd})
            importCurl(all, noFiles, shell);
        importCurl(
            "curl -F = -F a= -F '=;' -d @ -H : -H ';' -b = -x : -E : --resolve : --connect-to ::: -T '' http://h",
            noFiles);
    }
};

INTERIM_SUITE(TestCurlImport)
#include "tst_curl_import.moc"
