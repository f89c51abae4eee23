// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_scanner.h"

#include <QStringList>
#include <QTest>

using namespace Qt::StringLiterals;

using formats::HarEntryText;
using formats::HarScanner;

namespace {

struct Scanned {
    std::vector<HarEntryText> entries;
    QString fault;
    bool log = false, list = false;
    QStringList names;
};

/// In pieces of so many bytes.
Scanned scan(std::string_view text, std::size_t piece = 4096)
{
    Scanned out;
    HarScanner scanner([&out](HarEntryText &&entry) {
        out.entries.push_back(std::move(entry));
        return true;
    });
    for (std::size_t at = 0; at < text.size() && scanner.feed(text.substr(at, piece)); at += piece) {}
    out.fault = scanner.end();
    out.log = scanner.hasLog();
    out.list = scanner.hasEntries();
    out.names = scanner.names();
    return out;
}

} // namespace

class TestHarScanner : public QObject {
    Q_OBJECT
private slots:
    void entriesAreCutOut()
    {
        const std::string text = " {\"x\":[{\"log\":1}],\"log\":{\"pages\":[{\"entries\":[1]}],\"entries\":[ "
                                 "{\"response\":{\"request\":\"no\"},"
                                 "\"request\":{\"a\":\"}\\\"]\", "
                                 "\"b\":[1,-2.5e3,null]},\"comment\":\"c\\\\\"},7,{\"_interim\":{},\"request\":5}],"
                                 "\"z\":{}}} ";
        for (std::size_t piece = 1; piece < 40; ++piece) {
            const Scanned read = scan(text, piece);
            QCOMPARE(read.fault, QString());
            QCOMPARE(read.entries.size(), std::size_t(3));
            QCOMPARE(read.entries[0].request, std::string("{\"a\":\"}\\\"]\", \"b\":[1,-2.5e3,null]}"));
            QCOMPARE(read.entries[0].comment, std::string("\"c\\\\\""));
            QVERIFY(read.entries[0].isObject && !read.entries[1].isObject);
            QCOMPARE(read.entries[2].request + '|' + read.entries[2].interim, std::string("5|{}"));
            QCOMPARE(read.names, (QStringList{u"x"_s, u"log"_s}));
        }
    }

    void faultsHaveTheirPlace()
    {
        const std::pair<const char *, const char *> rows[]{{"", "line 1, byte 1: it ends too early"},
                                                           {"{\n \"a\": tru}", "line 2, byte 10: \"tru\" is no value"},
                                                           {"{\"a\" 1}", "line 1, byte 6: \"1\" is not expected there"},
                                                           {"{\"a\":1,}", "line 1, byte 8: \"}\" is not"},
                                                           {"[1}", "line 1, byte 3: \"}\" is not"},
                                                           {"{\"a\":1", "line 1, byte 7: it ends too early"},
                                                           {"[]]", "line 1, byte 3: \"]\" is not"},
                                                           {"[\"a\nb\"]", "line 1, byte 4: a control byte in a text"},
                                                           {"[1 2]", "byte 4"}};
        for (const auto &[text, words] : rows)
            QVERIFY2(scan(text).fault.contains(QLatin1String(words)),
                     qPrintable(QLatin1String(text) + scan(text).fault));
        for (const char *whole : {"[]", "{}", "1", "\"\"", " null "})
            QCOMPARE(scan(whole).fault, QString());
    }

    void depthIsBounded()
    {
        QCOMPARE(scan(std::string(512, '[') + std::string(512, ']')).fault, QString());
        QVERIFY(scan(std::string(30'000'000, '[')).fault.contains("nested deeper than 512"_L1));
    }

    void oneEntryIsBounded()
    {
        const std::string big(std::size_t(25) << 20, 'x');
        const Scanned read = scan("{\"log\":{\"entries\":[{\"request\":\"" + big + "\"},{\"request\":1}]}}", 1 << 20);
        QCOMPARE(read.entries.size(), std::size_t(2));
        QVERIFY(read.entries[0].tooLong && read.entries[0].request.empty() && read.entries[1].request == "1");
    }

    void noMoreThanAsked()
    {
        int count = 0;
        HarScanner scanner([&count](HarEntryText &&) { return ++count < 2; });
        QVERIFY(!scanner.feed("{\"log\":{\"entries\":[1,2,3,"));
        QCOMPARE(count, 2);
        QCOMPARE(scanner.end(), QString());
    }
};

INTERIM_SUITE(TestHarScanner)
#include "tst_har_scanner.moc"
