// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_call.h"

#include <QTest>

using namespace formats;

class TestCurlCall : public QObject {
    Q_OBJECT

    static CurlCall call(const char *text, Shell shell = Shell::Posix) { return curlCall(text, shell); }
    using Words = std::vector<std::string>;
private slots:
    void theCallIsFound()
    {
        QCOMPARE(call("curl -k http://h").words, (Words{"-k", "http://h"}));
        QCOMPARE(call("  $ curl http://h").words, (Words{"http://h"}));
        QCOMPARE(call("PS C:\\Users\\me> curl.exe http://h", Shell::PowerShell).words, (Words{"http://h"}));
        QCOMPARE(call("C:\\>curl http://h", Shell::Cmd).words, (Words{"http://h"}));
        QCOMPARE(call("sudo /usr/bin/curl http://h").words, (Words{"http://h"}));
        QCOMPARE(
            call("& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe -d '\"\"' u }", Shell::PowerShell).words,
            (Words{"-d", "", "u"}));
        QVERIFY(!call("echo curl http://h").found);
        QVERIFY(!call("# curl -X DELETE http://h").found);
        QCOMPARE(call("# curl -X DELETE http://h/d\ncurl http://h/s").words, (Words{"http://h/s"}));
        QCOMPARE(
            call("REM curl -X DELETE http://h/d & curl http://h/e\r\n:: curl http://h/f\r\ncurl http://h/s", Shell::Cmd)
                .words,
            (Words{"http://h/s"}));
        QCOMPARE(call("<#\ncurl -X DELETE http://h/d\n#>\ncurl.exe http://h/s", Shell::PowerShell).words,
                 (Words{"http://h/s"}));
        QVERIFY(callsCurl("curl http://h") && callsCurl("printf x | curl -d @- http://h"));
        QVERIFY(!callsCurl("http://h/curl x") && !callsCurl("curl") && !callsCurl("http://curl.se/"));
    }

    void whatStandsAroundIsSaid()
    {
        QCOMPARE(call("curl http://h | jq .").losses.size(), std::size_t(1));
        QCOMPARE(call("cd /tmp && curl http://h > f; ls").losses.size(), std::size_t(3));
        QCOMPARE(call("curl http://h/?a=1&b=s3cret").losses,
                 std::vector<std::string>{"another command of the line: an assignment to b"});
        QCOMPARE(call("curl http://h | jq .a").losses, std::vector<std::string>{"another command of the line: jq"});
        QCOMPARE(call("curl http://h | 's3cret' x").losses,
                 std::vector<std::string>{"another command of the line: not a plain program's name"});
        QCOMPARE(call("A=1 curl http://h").losses.size(), std::size_t(1));
        QVERIFY(call("curl http://h\n").losses.empty());
    }

    // Where another command decides whether or how curl is called, nothing is known of it.
    void doubts()
    {
        for (const char *text :
             {"cd /x && curl -d @f http://h", "false && curl http://h", "f() { curl -X DELETE http://h; }",
              "case x in a) curl http://h;; esac", "exit\ncurl http://h", "x=$(id)\ny; curl http://h",
              "echo > f; curl http://h", "https_proxy=http://p:1 curl https://h"})
            QVERIFY2(!call(text).doubt.empty(), text);
        QVERIFY(call("curl http://h <(id)").open.back() && call("! curl http://h").doubt.empty());
        for (const char *text : {"curl http://h; ls", "set -e\ncurl http://h", "curl http://a && curl http://b",
                                 "echo x | curl -d @- http://h", "A=1 curl http://h", "# note\ncurl http://h",
                                 "curl http://h | jq .", "curl http://h > f 2>&1"})
            QVERIFY2(call(text).doubt.empty(), text);
        QVERIFY(call("HTTPS_PROXY=http://p:1 curl https://h").destination && !call("cd x; curl http://h").destination);
        QCOMPARE(curlCalls("curl a; curl b\ncurl c", Shell::Posix).list.size(), std::size_t(3));
        QVERIFY(!call("if true; then curl -X DELETE http://h; fi").found);
    }

    void longTexts()
    {
        QVERIFY(curlCalls("curl " + std::string(mostCurlText, 'a'), Shell::Posix).tooLong);
        std::string words = "curl";
        for (std::size_t i = 0; i <= mostShellWords; ++i)
            words += " a";
        for (const Shell shell : {Shell::Posix, Shell::PowerShell, Shell::Cmd})
            QVERIFY(curlCalls(words, shell).tooLong);
    }

    void whatIsPipedIn()
    {
        const auto feed = [](const char *text) { return call(text).feed; };
        QCOMPARE(feed("printf 'a\\000' | curl u").text, std::string("a\0", 2));
        QCOMPARE(feed("echo x | curl u").text, std::string("x\n"));
        QCOMPARE(feed("echo -n x | curl u").text, std::string("x"));
        QVERIFY(feed("| curl u").kind == CurlFeed::None); // copied without its beginning
        QVERIFY(feed("cat f | curl u").kind == CurlFeed::File);
        QVERIFY(feed("curl u < f").kind == CurlFeed::File);
        QCOMPARE(feed("curl u <<< x").text, std::string("x\n"));
        QCOMPARE(feed("curl u <<'E'\na\nE\n").text, std::string("a\n"));
        const CurlFeed zeros = feed("head -c 3M /dev/zero | curl u");
        QVERIFY(zeros.kind == CurlFeed::Generated && zeros.text == "zeros" && zeros.size == 3 << 20);
        const CurlFeed lines =
            feed("yes 'The quick brown fox jumps over the lazy dog. 0123456789 ABCDEFG' | head -c 9 | curl u");
        QVERIFY(lines.kind == CurlFeed::Generated && lines.text == "text" && lines.size == 9);
        QCOMPARE(feed("cat <<E | curl u\na\nE\n").text, std::string("a\n"));
        QCOMPARE(feed("curl u <<E\na\\$b\\\\\nE\n").text, std::string("a$b\\\n"));
        QCOMPARE(feed("curl u <<-E\n\ta\n\tE\n").text, std::string("a\n"));
        QVERIFY(feed("curl u <<E\n$X\nE\n").kind == CurlFeed::Unknown && feed("curl u <<'E'\n$X\nE\n").text == "$X\n");
        QVERIFY(feed("curl u < f*").kind == CurlFeed::Unknown && feed("cat f* | curl u").kind == CurlFeed::Unknown
                && feed("curl u <<< $X").kind == CurlFeed::Unknown
                && feed("echo $X | curl u").kind == CurlFeed::Unknown);
        QCOMPARE(feed("printf '%s\\n' x | curl u").text, std::string("x\n"));
        QVERIFY(feed("yes no | head -c 9 | curl u").kind == CurlFeed::Unknown);
        QVERIFY(feed("curl u").kind == CurlFeed::None);
    }
};

INTERIM_SUITE(TestCurlCall)
#include "tst_curl_call.moc"
