// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_remarks.h"

#include <QTest>

using namespace formats;

class TestCurlRemarks : public QObject {
    Q_OBJECT

    static CurlRoute doubts(const std::vector<std::string> &words, const CurlCall &call = {},
                            const std::vector<bool> &open = {})
    {
        CurlRoute out;
        curlDoubts(curlArguments(words, open), call, out);
        return out;
    }
    static CurlRoute leftOut(const std::vector<std::string> &words, bool redirects = false)
    {
        CurlRoute out;
        curlLeftOut(curlArguments(words), redirects, out);
        return out;
    }

private slots:
    void plainOptionsAreNoDoubt()
    {
        const CurlRoute out = doubts({"-X", "PUT", "-H", "A: 1", "-d", "x", "-s", "-o", "f", "http://h/"});
        QVERIFY(out.stop.empty() && out.open.empty() && out.losses.empty());
    }

    // Who sends it, or where it goes: nothing is sent, and no value that may be a secret is quoted.
    void identityStops()
    {
        const CurlRoute out = doubts({"--aws-sigv4", "aws:amz", "-u", "me:s3cret", "http://h/"});
        QVERIFY(out.stop.find("--aws-sigv4") != std::string::npos && out.stop.find("s3cret") == std::string::npos);
    }

    void unknownOptionStops()
    {
        QVERIFY(doubts({"--no-such-option", "http://h/"}).stop.find("--no-such-option") != std::string::npos);
    }

    // What only the shell could know has to be filled in, unless it is about curl's own output.
    void openWords()
    {
        QVERIFY(!doubts({"-H", "A: $B", "http://h/"}, {}, {false, true, false}).open.empty());
        QVERIFY(doubts({"-o", "$F", "http://h/"}, {}, {false, true, false}).open.empty());
        const CurlRoute secret = doubts({"-H", "X-Api-Key: s3cret$B", "http://h/"}, {}, {false, true, false});
        QVERIFY(secret.open.find("in -H") == 0 && secret.open.find("s3cret") == std::string::npos);
        const CurlRoute url = doubts({"TOKEN=s3cret$B"}, {}, {true});
        QVERIFY(url.open.find("in the URL") == 0 && url.open.find("s3cret") == std::string::npos);
    }

    void wordsAreOfOneLine()
    {
        const CurlRoute out = doubts({"`a\nb`"}, {}, {true});
        QVERIFY(!out.open.empty() && out.open.find('\n') == std::string::npos);
    }

    void doubtOfTheCall()
    {
        CurlCall call;
        call.doubt = "an alias";
        QCOMPARE(doubts({"http://h/"}, call).open, std::string("an alias"));
        call.destination = true;
        QCOMPARE(doubts({"http://h/"}, call).stop, std::string("an alias"));
    }

    // For curl's own output, for other protocols, and what would change the request, each said as such.
    void saysWhatIsLeftOut()
    {
        const CurlRoute output = leftOut({"-s", "-o", "f", "http://h/"});
        QVERIFY(output.losses.empty() && output.taken.size() == 1);
        QVERIFY(output.taken[0].find("-s, -o") != std::string::npos);
        const CurlRoute changes = leftOut({"--retry", "3", "http://h/"});
        QVERIFY(changes.losses.size() == 1 && changes.losses[0].find("--retry:") != std::string::npos);
        QVERIFY(leftOut({"--ftp-pasv", "http://h/"}).losses.empty());
    }

    // A cookie jar is output alone only where no redirection is followed, since what it keeps is sent to the next.
    void cookieJar()
    {
        QCOMPARE(leftOut({"-c", "jar", "http://h/"}).taken.size(), std::size_t(1));
        QVERIFY(leftOut({"-c", "jar", "-L", "http://h/"}, true).taken.empty());
    }
};

INTERIM_SUITE(TestCurlRemarks)
#include "tst_curl_remarks.moc"
