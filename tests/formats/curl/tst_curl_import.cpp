// SPDX-License-Identifier: GPL-3.0-or-later
// What a curl command becomes.
#include "formats/curl/curl_import.h"

#include "formats/curl/curl_command.h"
#include "formats/curl/curl_sample.h"
#include "request/compose.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;
using curl_sample::headOf;

class TestCurlImport : public QObject {
    Q_OBJECT
private slots:
    void longWordsAreCutInLines()
    {
        const auto made =
            importCurl("curl http://h/ --ciphers " + std::string(20'000, 'x') + " --frob" + std::string(20'000, 'x'),
                       curl_sample::files);
        QCOMPARE(made.losses.size(), 2);
        for (const QString &line : made.losses + QStringList{made.stop})
            QVERIFY(line.size() < 2100);
    }

    static CurlImport read(const std::string &command) { return importCurl(command, curl_sample::files); }

    // What stands behind --next belongs to the second request.
    void severalRequests()
    {
        const auto two =
            importCurls("curl http://h/1 -d a --next http://h/2 -d b -H 'X: y' -u o:s", curl_sample::files);
        QCOMPARE(two.size(), std::size_t(2));
        QCOMPARE(headOf(two[0].spec).find("Authorization"), std::string::npos);
        QCOMPARE(two[0].spec.body.text, std::string("a"));
        QVERIFY(headOf(two[1].spec).find("Authorization: Basic bzpz") != std::string::npos
                && two[1].spec.body.text == "b");
        const auto urls = importCurls("curl -T f http://h/1/ http://h/2/ -A x", curl_sample::files);
        QCOMPARE(urls.size(), std::size_t(2));
        QVERIFY(urls[0].spec.method == "PUT" && urls[0].spec.url == "http://h/1/f" && urls[1].spec.method == "GET");
        QCOMPARE(importCurls("curl http://a\ncurl http://b; curl http://c", curl_sample::files).size(), std::size_t(3));
        const CurlImport first = read("curl http://h/1 http://h/2");
        QVERIFY(first.spec.url == "http://h/1" && !first.open.isEmpty() && first.losses.contains(first.open));
        std::string many = "curl";
        for (int i = 0; i < 1000; ++i)
            many += " http://h/";
        QCOMPARE(importCurls(many, curl_sample::files).size(), mostCurlTransfers);
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
        const CurlImport posix = importCurl("curl http://h/ -d \"a\"\"b\"", curl_sample::files, Shell::Posix);
        QCOMPARE(posix.spec.body.text, std::string("ab"));
        QCOMPARE(posix.taken.first(), u"read as typed into a POSIX shell"_s);
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
            QVERIFY2(!importCurls(std::string("curl http://h/ ") + options, curl_sample::files).back().stop.isEmpty(),
                     options);
        for (const char *url : {"http://a@b@h/", "'http://h/?a#b c'", "http:x", "ftp.h", "'TOKEN=x'", "'A: b'"})
            QVERIFY2(!importCurls(std::string("curl http://h/ ") + url, curl_sample::files).back().error.isEmpty(),
                     url);
        QCOMPARE(read("curl --proto-default https http:/h/").spec.url, std::string("http://h/"));
        QCOMPARE(read("curl --proto-default https ftp.h").spec.url, std::string("https://ftp.h/"));
        QVERIFY(read("curl http://$HOST/").error.isEmpty());
        for (const char *options :
             {"--form-escape -F a=b", "--no-head", "--proxy-header 'A: b'", "--crlf -B", "-F 'a=b;foo=c'", "--post301"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.isEmpty(), options);
        QVERIFY(!read("curl --etag-compare gone http://h/").open.isEmpty());
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
            const CurlImport read = importCurl(std::string("curl ") + words, curl_sample::files);
            QVERIFY2(!read.losses.isEmpty(), words);
            QVERIFY2(!allLines(read).contains("SECRET"_L1), words);
        }
        for (const char *text :
             {"TOKEN=SECRET; curl http://h/", "login SECRET && curl http://h/",
              "echo SECRET | tr a b | curl -d @- http://h/", "curl 'Authorization: Bearer SECRET'",
              "export T=SECRET\ncurl http://h/", "curl TOKEN=SECRET", "'SECRET' | curl -d @- http://h/"})
            QVERIFY2(!allLines(importCurl(text, curl_sample::files)).contains("SECRET"_L1), text);
        const CurlImport variable = importCurl("TOKEN=SECRET curl http://h/", curl_sample::files);
        QCOMPARE(variable.losses, QStringList{u"a variable of the shell: TOKEN"_s});
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
                const CurlImport read = importCurl(command, curl_sample::files, shell);
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
            importCurl(all, curl_sample::files, shell);
        importCurl(
            "curl -F = -F a= -F '=;' -d @ -H : -H ';' -b = -x : -E : --resolve : --connect-to ::: -T '' http://h",
            curl_sample::files);
    }
};

INTERIM_SUITE(TestCurlImport)
#include "tst_curl_import.moc"
