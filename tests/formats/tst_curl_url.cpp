// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_url.h"

#include <QTest>

using namespace formats;

class TestCurlUrl : public QObject {
    Q_OBJECT

private slots:
    void dotSegments()
    {
        for (const auto &[path, wanted] : std::vector<std::pair<const char *, const char *>>{
                 {"/a/b/c/./../../g", "/a/g"}, {"/..", "/"}, {"/.", "/"}, {"/a/.", "/a/"}, {"/a/..", "/"}, {"/...", "/..."},
                 {"/a//../b", "/a/b"}, {"/../../a", "/a"}, {"/a/b", "/a/b"}, {"/", "/"}})
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
};

INTERIM_SUITE(TestCurlUrl)
#include "tst_curl_url.moc"
