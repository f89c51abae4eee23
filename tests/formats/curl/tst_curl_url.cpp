// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_url.h"

#include <QTest>

using namespace formats;

class TestCurlUrl : public QObject {
    Q_OBJECT

private slots:
    void dotSegments()
    {
        for (const auto &[path, wanted] :
             std::vector<std::pair<const char *, const char *>>{{"/a/b/c/./../../g", "/a/g"},
                                                                {"/..", "/"},
                                                                {"/.", "/"},
                                                                {"/a/.", "/a/"},
                                                                {"/a/..", "/"},
                                                                {"/...", "/..."},
                                                                {"/a//../b", "/a/b"},
                                                                {"/../../a", "/a"},
                                                                {"/a/b", "/a/b"},
                                                                {"/", "/"}})
            QCOMPARE(withoutDotSegments(path), std::string(wanted));
    }

    void asMeasured()
    {
        QCOMPARE(curlUrl("http://h/p/./x/..?y/../z#f", false).text(), std::string("http://h/p/?y/../z"));
        QCOMPARE(curlUrl("http://h/a/../b", true).text(), std::string("http://h/a/../b"));
        QCOMPARE(curlUrl("h?x", false).text(), std::string("h/?x"));
        QCOMPARE(curlUrl("http://h", false).target(), std::string("/"));
        QCOMPARE(curlUrl("http://h/\xc3\xa9?\xc3\xbc", false).target(), std::string("/%c3%a9?\xc3\xbc"));
    }

    void appended()
    {
        CurlUrl url = curlUrl("http://h/p/?q", false);
        appendUploadName(url, "a b.txt");
        QCOMPARE(url.target(), std::string("/p/a%20b.txt?q"));
        appendQuery(url, "x=%2F&%zz");
        QCOMPARE(url.query, std::string("?q&x=%2f&%zz"));
        CurlUrl bare = curlUrl("http://h/p", false);
        appendUploadName(bare, "f");
        appendQuery(bare, "a");
        QCOMPARE(bare.target(), std::string("/p?a"));
    }

    // Measured with curl 7.88.1.
    void otherSpellingsOfHosts()
    {
        for (const char *text :
             {"127.1", "0x7f000001", "2130706433", "017700000001", "127.0.1", "0177.0.0.1", "0x7F.1", "127.0.0.1"})
            QCOMPARE(curlHost(text), std::string("127.0.0.1"));
        for (const char *text :
             {"256.1", "08.1", "127.0.0.1.5", "4294967296", "0x", "1.2.3.256", "1.", "", "h.1", "[::1]", "127.0.0.1."})
            QCOMPARE(curlHost(text), std::string(text));
        QCOMPARE(curlHost("%6cocal%68ost"), std::string("localhost"));
        QCOMPARE(curlUrl("http://u:p@127.1:80/a", false).authority, std::string("u:p@127.0.0.1:80"));
        QCOMPARE(curlUrl("http://[::1]:80/a", false).authority, std::string("[::1]:80"));
    }

    void slashesAndWhatCurlRefuses()
    {
        for (const char *text : {"http:/h/a", "http://h/a", "http:///h/a"})
            QCOMPARE(curlUrl(text, false).text(), std::string("http://h/a"));
        for (const char *text :
             {"http:h", "http:////h", "http://a@b@h/", "http://h/?a#b c", "http://h/a b", "http://h/\x7f",
              "http://a%20b/", "http://a%2fb/", "TOKEN=x", "http://a(b/", "http://a+b/", "ftp.h/", "SMTP.h:80"})
            QVERIFY2(!curlUrl(text, false).refused.empty(), text);
        for (const char *text : {"h", "localhost:80/", "http://@h/", "http://a:b@h/@", "http://h/?a=b@c@d",
                                 "http://a_b~|c/", "http://ftp.h/", "http://u=v:p&q@h/", "http-x:80"})
            QVERIFY2(curlUrl(text, false).refused.empty(), text);
    }
};

INTERIM_SUITE(TestCurlUrl)
#include "tst_curl_url.moc"
