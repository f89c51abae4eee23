// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_options.h"

#include <QTest>

#include <set>

using namespace formats;

class TestCurlOptions : public QObject {
    Q_OBJECT
private slots:
    void namesAreCutShortAsInCurl()
    {
        QVERIFY(curlOptionNamed("max-ti") && curlOptionNamed("max-ti")->name == "max-time");
        QVERIFY(!curlOptionNamed("dat-") && !curlOptionNamed("ma") && !curlOptionNamed(""));
        QVERIFY(curlOptionNamed("data")->value && curlOptionLettered('d')->name == "data");
        QVERIFY(curlOptionNamed("variable") && !curlOptionNamed("variabl")); // later than 7.88.1
        QVERIFY(!curlOptionLettered('\0') && curlOptionLettered(':')->name == "next");
    }

    void eachOnce()
    {
        std::set<std::string_view> names;
        std::set<char> letters;
        for (const CurlOption &option : curlOptions()) {
            QVERIFY2(names.insert(option.name).second, std::string(option.name).c_str());
            QVERIFY2(option.letter == '\0' || letters.insert(option.letter).second, std::string(option.name).c_str());
        }
        QVERIFY(names.size() > 260);
    }

    // Where the request goes and who sends it is never left out in silence.
    void destinationAndSenderStop()
    {
        for (const char *name :
             {"interface", "dns-servers", "doh-url",        "haproxy-protocol", "config",       "variable",
              "netrc",     "netrc-file",  "netrc-optional", "aws-sigv4",        "tlsuser",      "pinnedpubkey",
              "hsts",      "alt-svc",     "engine",         "version",          "ipfs-gateway", "capath",
              "crlfile",   "cert-status", "local-port",     "skip-existing"})
            QVERIFY2(curlOptionNamed(name)->use == CurlUse::Stops, name);
        for (const char *name : {"fail", "retry", "tlsv1.2", "limit-rate"})
            QVERIFY2(curlOptionNamed(name)->use == CurlUse::Changes, name);
        for (const char *name : {"output", "silent", "verbose", "write-out"})
            QVERIFY2(curlOptionNamed(name)->use == CurlUse::Output, name);
        for (const char *name :
             {"negotiate", "unix-socket", "socks4", "cookie-jar", "proto", "proto-redir", "post301", "continue-at",
              "time-cond", "etag-compare", "tr-encoding", "form-escape", "crlf", "use-ascii"})
            QVERIFY2(curlOptionNamed(name)->use == CurlUse::Request, name);
        QVERIFY(curlOptionNamed("quote")->use == CurlUse::Elsewhere);
    }
};

INTERIM_SUITE(TestCurlOptions)
#include "tst_curl_options.moc"
