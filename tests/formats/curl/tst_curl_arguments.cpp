// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_arguments.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestCurlArguments : public QObject {
    Q_OBJECT

    static QString shown(const std::vector<std::string> &words)
    {
        QStringList out;
        for (const CurlArgument &one : curlArguments(words).list)
            out << QString::fromStdString((one.on ? "" : "no-") + one.name
                                          + (one.value.empty() ? "" : "=" + one.value));
        return out.join(u' ');
    }
private slots:
    void asCurlReadsThem()
    {
        QCOMPARE(shown({"-sSLXPOST", "http://h"}), u"silent show-error location request=POST =http://h"_s);
        QCOMPARE(shown({"-d@f", "-HA: b", "-X", "PUT"}), u"data=@f header=A: b request=PUT"_s);
        QCOMPARE(shown({"--request", "PUT", "--dat", "x"}), u"request=PUT =x"_s);
        QCOMPARE(shown({"--compressed"}), u"compressed"_s);
        QCOMPARE(shown({"--max-ti", "3"}), u"max-time=3"_s);
        QCOMPARE(shown({"--no-location", "-L"}), u"no-location location"_s);
        QCOMPARE(shown({"-k", "--", "-x"}), u"insecure =-x"_s);
        QCOMPARE(shown({"-T", "-"}), u"upload-file=-"_s);
        QCOMPARE(shown({"-0", "-:"}), u"http1.0 next"_s);
    }

    void typographicSignsAreNamed()
    {
        for (const char *word : {"\u2013X", "\u201chttp://h/\u201d", "http://h/\u201d", "\u2018a"})
            QVERIFY2(curlArguments({word}).unknown.size() == 1
                         && curlArguments({word}).unknown[0].find("typographic") != std::string::npos,
                     word);
        QVERIFY(curlArguments({"-d", "\u201chello\u201d", "http://h/?q=\u201ca\u201d"}).unknown.empty());
    }

    void whatIsUnknownIsSaid()
    {
        const CurlArguments odd = curlArguments({"--frobnicate", "-~", "-H"});
        QCOMPARE(odd.unknown.size(), std::size_t(3));
        const CurlArguments sign = curlArguments({"--data=x"});
        QCOMPARE(sign.list[0].value, std::string("x"));
        QCOMPARE(sign.remarks.size(), std::size_t(1));
        QVERIFY(curlArguments({"--none=tell-no-one"}).unknown.front().starts_with("\"--none\": no option of curl"));
        QCOMPARE(curlArguments({"-"}).unknown.size(), std::size_t(1)); // as curl
    }

    void whatOnlyTheShellKnowsIsMarked()
    {
        const CurlArguments read =
            curlArguments({"-o", "$F", "-sH", "$X", "-k", "http://h"}, {false, true, false, true, false, false});
        QCOMPARE(read.list.size(), std::size_t(5));
        QVERIFY(read.list[0].open && read.list[2].open && read.list[2].name == "header");
        QVERIFY(!read.list[1].open && !read.list[3].open && !read.list[4].open);
    }

    // The shell looks for files where *, ? or [...] stands outside quotes, and finds none that begin like a URL or a
    // field.
    void patterns()
    {
        constexpr auto none = std::string::npos;
        const auto has = [](const std::vector<std::string> &words, std::vector<std::size_t> at) {
            return curlArguments(words, {}, at).list.front().pattern;
        };
        QVERIFY(has({"-d", "f*.txt"}, {none, 1}) && has({"-F", "a=@f?"}, {none, 4}) && has({"-T", "[a]"}, {none, 0})
                && has({"*"}, {0}));
        QVERIFY(has({"-d*"}, {2}) && has({"h/*.txt"}, {2}) && has({"--data-binary", "@*"}, {none, 1}));
        QVERIFY(!has({"http://h/?a=b"}, {9}) && !has({"h/?a=b"}, {2}) && !has({"-H", "Accept:*/*"}, {none, 7})
                && !has({"-e", "http://h/?"}, {none, 9}));
        QVERIFY(!has({"[::1]:80/"}, {0}) && !has({"-d", "a"}, {none, none}));
    }

    // What stands behind --next has nothing of what stands before it.
    void transfers()
    {
        const auto two = curlTransfers(
            curlArguments({"-u", "a:b", "http://h/1", "--next", "-d", "x", "http://h/2", "-:", "http://h/3"}));
        QCOMPARE(two.size(), std::size_t(3));
        QCOMPARE(two[0].list.size(), std::size_t(2));
        std::vector<std::string> many;
        for (int i = 0; i < 1000; ++i)
            many.insert(many.end(), {"http://h/", "-:"});
        // What stands before the first URL is of its request, as in curl.
        QCOMPARE(curlTransfers(curlArguments({"-u", "a:b", "--next", "-:", "-d", "x", "http://h/1"})).size(),
                 std::size_t(1));
        QVERIFY(two[1].list.size() == 2 && two[1].list[0].name == "data");
        QCOMPARE(curlTransfers(curlArguments(many)).size(), mostCurlTransfers);
    }
};

INTERIM_SUITE(TestCurlArguments)
#include "tst_curl_arguments.moc"
