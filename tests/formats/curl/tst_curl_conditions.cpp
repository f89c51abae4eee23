// SPDX-License-Identifier: GPL-3.0-or-later
// Measured with curl 7.88.1.
#include "formats/curl/curl_conditions.h"

#include <QTest>

using namespace formats;

class TestCurlConditions : public QObject {
    Q_OBJECT

    static CurlFiles files()
    {
        const auto read = [](const std::string &path) -> std::optional<std::string> {
            return path == "f"   ? std::optional<std::string>("a=1\r\nline 2\n")
                : path == "tag"  ? std::optional<std::string>("W/\"x\"\n")
                : path == "two"  ? std::optional<std::string>("a\nb\n")
                : path == "none" ? std::optional<std::string>("")
                                 : std::nullopt;
        };
        return {[read](const std::string &path) {
                    return read(path) ? std::optional<std::uint64_t>(read(path)->size()) : std::nullopt;
                },
                read};
    }

    struct Part {
        std::string line, text;
        CurlRoute out;
    };
    static Part part(const std::vector<std::string> &words, CurlFeed feed = {})
    {
        const CurlArguments arguments = curlArguments(words);
        CurlContent content = readCurlContent(arguments, feed, files());
        Part made;
        if (const auto line = curlPart(CurlOptionValues(arguments), content, files(), made.out))
            made.line = line->name + ": " + line->value;
        made.text = content.body.text;
        return made;
    }
    static std::string condition(const std::string &typed, CurlRoute &out)
    {
        const auto line = curlTimeCondition(CurlOptionValues(curlArguments({"-z", typed})), out);
        return line ? line->name + ": " + line->value : std::string();
    }

private slots:
    void ranges()
    {
        QCOMPARE(part({"-r", "1-2"}).line, std::string("Range: bytes=1-2"));
        QCOMPARE(part({"-r", "5", "-d", "x"}).line, std::string("Content-Range: bytes 5-/1"));
        QCOMPARE(part({"-r", "0-4", "-T", "f"}).line, std::string("Content-Range: bytes 0-4/12"));
        QCOMPARE(part({"-r", "0-4", "-T", "-"}, {CurlFeed::Bytes, "x", 0}).line,
                 std::string("Content-Range: bytes 0-4/-1"));
        QVERIFY(part({"-r", "0-4", "-F", "a=b"}).line.empty() && part({"http://h/"}).line.empty());
        QCOMPARE(part({"-r", ""}).line, std::string("Range: bytes="));
    }

    void goesOn()
    {
        QCOMPARE(part({"-C", "5", "-r", "1-2"}).line, std::string("Range: bytes=5-"));
        QVERIFY(part({"-C", "0"}).line.empty());
        const Part rest = part({"-C", "5", "-T", "f"});
        QCOMPARE(rest.line, std::string("Content-Range: bytes 5-11/12"));
        QCOMPARE(rest.text, std::string("line 2\n"));
        for (const auto &words : std::vector<std::vector<std::string>>{{"-C", "-"},
                                                                       {"-C", "x"},
                                                                       {"-C", "5", "-d", "x"},
                                                                       {"-C", "5", "-F", "a=b"},
                                                                       {"-C", "12", "-T", "f"},
                                                                       {"-C", "5", "-T", "-"},
                                                                       {"-C", ""}})
            QVERIFY2(!part(words).out.stop.empty() && part(words).line.empty(), words[1].c_str());
        QVERIFY(!part({"-C", "5", "-T", "gone"}).out.open.empty());
    }

    // A conditional request without its condition deletes what it should not have.
    void timeConditions()
    {
        CurlRoute out;
        QCOMPARE(condition("Mon, 01 Jan 2024 00:00:00 GMT", out),
                 std::string("If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT"));
        QCOMPARE(condition("-Mon, 01 Jan 2024 00:00:00 GMT", out),
                 std::string("If-Unmodified-Since: Mon, 01 Jan 2024 00:00:00 GMT"));
        QCOMPARE(condition("=20240101", out), std::string("Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT"));
        QVERIFY(condition("", out).empty() && out.stop.empty());
        for (const char *other :
             {"f", "-", "yesterday", "2024-01-01", "Tue, 01 Jan 2024 00:00:00 GMT", "20241301", "+"}) {
            CurlRoute stopped;
            QVERIFY2(condition(other, stopped).empty() && !stopped.stop.empty(), other);
        }
    }

    void etags()
    {
        const auto tagged = [](const std::vector<std::string> &words, CurlRoute &out) {
            const CurlArguments arguments = curlArguments(words);
            CurlTypedFields typed(CurlOptionValues(arguments), files(), out);
            addEtag(CurlOptionValues(arguments), files(), typed, out);
            return typed.typed.empty() ? std::string() : typed.typed.back().name + ": " + typed.typed.back().value;
        };
        CurlRoute out;
        QCOMPARE(tagged({"--etag-compare", "tag", "-H", "A: b"}, out), std::string("If-None-Match: W/\"x\""));
        QCOMPARE(tagged({"--etag-compare", "none"}, out), std::string("If-None-Match: \"\""));
        QVERIFY(out.stop.empty() && out.open.empty());
        QVERIFY(tagged({"--etag-compare", "two"}, out).empty() && !out.stop.empty());
        QVERIFY(tagged({"--etag-compare", "gone"}, out).empty() && !out.open.empty());
    }
};

INTERIM_SUITE(TestCurlConditions)
#include "tst_curl_conditions.moc"
