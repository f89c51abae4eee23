// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_content.h"

#include <QTest>

using namespace formats;

class TestCurlContent : public QObject {
    Q_OBJECT

    static CurlContent read(const std::vector<std::string> &words, CurlFeed feed = {})
    {
        const CurlFiles files{[](const std::string &path) -> std::optional<std::uint64_t> {
                                  return path == "f" ? std::optional<std::uint64_t>(7) : std::nullopt;
                              },
                              [](const std::string &path) -> std::optional<std::string> {
                                  return path == "f" ? std::optional<std::string>("a\r\nb &c")
                                      : path == "5M" ? std::optional(std::string(5 << 20, 'x'))
                                                     : std::nullopt;
                              }};
        return readCurlContent(curlArguments(words), feed, files);
    }
private slots:
    void text()
    {
        QCOMPARE(read({"-d", "a=1", "-d", "b"}).body.text, std::string("a=1&b"));
        QCOMPARE(read({"-d", "", "-d", "a"}).body.text, std::string("&a"));
        QCOMPARE(read({"-d", "@f"}).body.text, std::string("ab &c"));
        QCOMPARE(read({"--data-raw", "@f"}).body.text, std::string("@f"));
        QCOMPARE(read({"-d", "x", "--data-binary", "@f"}).body.text, std::string("x&a\r\nb &c"));
        QCOMPARE(read({"-d", "a"}).body.mediaType, std::string("application/x-www-form-urlencoded"));
        const CurlContent json = read({"--json", "{", "--json", "}"});
        QVERIFY(json.json && json.body.text == "{}" && json.body.mediaType.empty());
        QCOMPARE(read({"--json", "{}", "-d", "q=1"}).body.text, std::string("{}&q=1"));
        QCOMPARE(read({"-d", "a", "--data-urlencode", "b", "--json", "c", "-d", "d"}).body.text, std::string("a&bc&d"));
    }

    void standardInputIsReadOnce()
    {
        const CurlFeed bytes{CurlFeed::Bytes, "a=1"}, file{CurlFeed::File, "f"};
        QCOMPARE(read({"-d", "@-", "-d", "@-"}, bytes).body.text, std::string("a=1&"));
        QCOMPARE(read({"--data-binary", "@-", "--data-binary", "@-"}, file).body.text, std::string("a\r\nb &c&"));
        const CurlContent form = read({"-F", "a=<-", "-F", "b=@-"}, bytes);
        QVERIFY(form.body.fields.at(0).value == "a=1" && form.body.fields.at(1).value.empty());
    }

    void whatFilesHoldIsBoundedTogether()
    {
        std::vector<std::string> words;
        for (int i = 0; i < 3; ++i)
            words.insert(words.end(), {"-d", "@5M"});
        QVERIFY(read(words).open.empty());
        words.insert(words.end(), {"-d", "@5M"});
        const CurlContent many = read(words);
        QVERIFY(many.open.find("more than 16 MiB") != std::string::npos && many.losses.size() == 1);
        QVERIFY(many.body.text.size() <= 16u << 20);
        words.insert(words.end(), {"-d", "@5M", "-d", "@f"});
        QVERIFY(read(words).body.text.size() <= 16u << 20 && read(words).losses.size() == 1);
        QVERIFY(!read({"-F", "a=@5M,5M,5M,5M"}).open.empty());
    }

    void files()
    {
        const CurlContent file = read({"--data-binary", "@f"});
        QVERIFY(file.body.kind == request::BodyKind::File && file.body.path == "f" && file.body.size == 7);
        const CurlContent upload = read({"-T", "f"});
        QVERIFY(upload.upload && upload.body.kind == request::BodyKind::File && upload.uploadName == "f");
        QCOMPARE(read({"--data-binary", "@none"}).losses.size(), std::size_t(1));
        QCOMPARE(read({"-d", "@none"}).losses.size(), std::size_t(1));
        QCOMPARE(read({"-T", "-"}).losses.size(), std::size_t(1));
    }

    void pipes()
    {
        QCOMPARE(read({"--data-binary", "@-"}, {CurlFeed::Bytes, "x\n", 0}).body.text, std::string("x\n"));
        QCOMPARE(read({"-d", "@-"}, {CurlFeed::Bytes, "x\n", 0}).body.text, std::string("x"));
        const CurlContent zeros = read({"--data-binary", "@-"}, {CurlFeed::Generated, "zeros", 9});
        QVERIFY(zeros.body.kind == request::BodyKind::Generated && zeros.body.size == 9);
        QVERIFY(read({"-T", "-"}, {CurlFeed::Generated, "zeros", 9}).unknownSize);
        QCOMPARE(read({"--data-binary", "@-"}, {CurlFeed::Unknown, "foo", 0}).losses.size(), std::size_t(1));
    }

    void forms()
    {
        const CurlContent form = read({"--data-urlencode", "a=b c", "--data-urlencode", "d=\xc3\xa9"});
        QVERIFY(form.body.kind == request::BodyKind::Form);
        QCOMPARE(form.body.fields.size(), std::size_t(2));
        QCOMPARE(form.body.fields[0].value, std::string("b c"));
        QVERIFY(read({"--data-urlencode", "no name"}).body.kind == request::BodyKind::Text);
        QCOMPARE(read({"--data-urlencode", "no name"}).body.text, std::string("no+name"));
        QCOMPARE(read({"--data-urlencode", "n@f"}).body.fields.at(0).value, std::string("a\r\nb &c"));
        QCOMPARE(read({"--data-urlencode", "a=~"}).body.text, std::string("a=~"));
        const CurlContent parts = read({"-F", "a=b", "-F", "c=@f", "-F", "d=<f"});
        QVERIFY(parts.body.kind == request::BodyKind::Multipart);
        QCOMPARE(parts.body.fields[1].size, std::uint64_t(7));
        QCOMPARE(parts.body.fields[2].value, std::string("a\r\nb &c"));
    }

    void severalFilesInOneField()
    {
        const CurlContent two = read({"-F", "c=@f,f"});
        QCOMPARE(two.body.fields.size(), std::size_t(1));
        QVERIFY(two.body.fields[0].mediaType.starts_with("multipart/mixed; boundary=") && two.open.empty());
        QVERIFY(two.body.fields[0].value.find("a\r\nb &c") != std::string::npos);
    }

    // What cannot be read is not whole; what curl refuses is not sent.
    void doubts()
    {
        for (const auto &words : std::vector<std::vector<std::string>>{
                 {"-d", "@none"}, {"-T", "none"}, {"-F", "a=@none"}, {"-T", "-"}, {"-F", "a=<none"}})
            QVERIFY2(!read(words).open.empty(), words[1].c_str());
        for (const auto &words :
             std::vector<std::vector<std::string>>{{"-d", "a", "-F", "a=b"}, {"-F", "x"}, {"-T", "f", "-d", "x"}})
            QVERIFY2(!read(words).refused.empty(), words[1].c_str());
        QCOMPARE(read({"-T", "s3cret", "http://h/"}).open, std::string("the file of -T: it cannot be read"));
        QCOMPARE(read({"--data-binary", "@s3cret", "http://h/"}).open,
                 std::string("the file of --data-binary: it cannot be read"));
        QVERIFY(read({"-T", "{a,b}"}).open.starts_with("the brackets")
                && read({"-g", "-T", "{a,b}"}).open.starts_with("the file"));
        QVERIFY(read({"-d", "@f"}).open.empty() && read({"-d", "@f"}).refused.empty());
    }

    void queries()
    {
        const CurlContent get = read({"-G", "-d", "a=1", "--data-urlencode", "b=c d"});
        QVERIFY(get.queried && !get.data && get.body.kind == request::BodyKind::None);
        QCOMPARE(get.query, std::string("a=1&b=c+d"));
        QCOMPARE(read({"--url-query", "a=b c", "--url-query", "+x"}).query, std::string("a=b+c&x"));
        QCOMPARE(read({"-d", "x", "-F", "a=b"}).losses.size(), std::size_t(1));
    }
};

INTERIM_SUITE(TestCurlContent)
#include "tst_curl_content.moc"
