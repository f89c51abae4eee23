// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_call.h"

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
        QCOMPARE(call("& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe -d '\"\"' u }", Shell::PowerShell).words,
                 (Words{"-d", "", "u"}));
        QVERIFY(!call("echo curl http://h").found);
        QVERIFY(callsCurl("curl http://h") && callsCurl("printf x | curl -d @- http://h"));
        QVERIFY(!callsCurl("http://h/curl x") && !callsCurl("curl") && !callsCurl("http://curl.se/"));
    }

    void whatStandsAroundIsSaid()
    {
        QCOMPARE(call("curl http://h | jq .").losses.size(), std::size_t(1));
        QCOMPARE(call("cd /tmp && curl http://h > f; ls").losses.size(), std::size_t(3));
        QCOMPARE(call("A=1 curl http://h").losses.size(), std::size_t(1));
        QVERIFY(call("curl http://h\n").losses.empty());
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
        const CurlFeed lines = feed("yes 'The quick brown fox jumps over the lazy dog. 0123456789 ABCDEFG' | head -c 9 | curl u");
        QVERIFY(lines.kind == CurlFeed::Generated && lines.text == "text" && lines.size == 9);
        QVERIFY(feed("yes no | head -c 9 | curl u").kind == CurlFeed::Unknown);
        QVERIFY(feed("curl u").kind == CurlFeed::None);
    }
};

INTERIM_SUITE(TestCurlCall)
#include "tst_curl_call.moc"
