// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using formats::FileBlock;

class TestHttpFileText : public QObject {
    Q_OBJECT
    static std::vector<FileBlock> blocks(const char *text)
    {
        formats::FileVariables variables;
        return formats::fileBlocks(text, variables);
    }
    using Lines = std::vector<std::string>;

private slots:
    void parts()
    {
        const auto read = blocks("# @no-redirect\n### one two\r\n\r\n// @name first\r\nPOST http://h/\r\n  /a\r\n  "
                                 "?b=1\r\n# note\r\n&c=2\r\n"
                                 "X: 1\r\n   more\r\nY:\r\n\r\n\r\nline\r\n\r\nlast\r\n\r\n###\r\nGET http://i/");
        QCOMPARE(read.size(), std::size_t(2));
        QCOMPARE(read[0].title, std::string("one two"));
        QCOMPARE(read[0].requestLine, std::string("POST http://h//a?b=1&c=2"));
        QVERIFY((read[0].headers == Lines{"X: 1 more", "Y:"}));
        QCOMPARE(read[0].body, std::string("line\n\nlast"));
        QCOMPARE(read[0].tags.at(0).name + '=' + read[0].tags.at(0).value, std::string("name=first"));
        QCOMPARE(read[0].line, std::size_t(2));
        QCOMPARE(read[1].requestLine, std::string("GET http://i/"));
    }

    void indentedFieldsAreNoUrl()
    {
        const auto read = blocks("GET http://h/\n    ?a=b: c\n    Accept: x\n    https://i/\n");
        QCOMPARE(read.at(0).requestLine, std::string("GET http://h/?a=b: c"));
        QVERIFY((read.at(0).headers == Lines{"Accept: x https://i/"}));
    }

    void nothingThere()
    {
        for (const char *text : {"", "\n\n", "###\n###\n", "# only\n// comments\n@a = 1\n"})
            QVERIFY2(blocks(text).empty(), text);
    }

    void whatIsDoneWithTheResponseIsSaid()
    {
        const auto read = blocks(
            "< {%\n GET http://no/\n%}\nGET http://h/\n\n> {% a\n> b %}\n> x.js\n>> y\n>>! z\n<> w.json\nbody > c\n");
        QCOMPARE(read.size(), std::size_t(1));
        QCOMPARE(read[0].requestLine, std::string("GET http://h/"));
        QCOMPARE(read[0].body, std::string("body > c"));
        QCOMPARE(read[0].losses.size(), 6);
    }

    void commentsInContentAreCounted()
    {
        const auto read = blocks("POST http://h/\n\na\n# b\n  // c\nd\n");
        QCOMPARE(read.at(0).body, std::string("a\nd"));
        QVERIFY(read.at(0).taken.join(QString()).startsWith("2 lines"_L1));
    }

    void curlCommands()
    {
        const auto read = blocks("###\ncurl http://h/ \\\n  -H 'X: 1'\n\nGET http://not/\n");
        QCOMPARE(read.at(0).curl, std::string("curl http://h/ \\\n  -H 'X: 1'"));
        QVERIFY(read.at(0).requestLine.empty());
    }

    // Not content to the other tools, and yet content follows: one of the two is not what was meant.
    void whatStandsAmidContent()
    {
        const auto why = [](const char *text) { return blocks(text).at(0).unknown.join(u'\n'); };
        for (const char *line :
             {"> quoted", ">> file", "<> old.200.json", "?? status == 200", "> {% x %}", "{{\nx\n}}"}) {
            const std::string start = "POST http://h/\n\na\n" + std::string(line) + "\n";
            QVERIFY2(why((start + "# a comment\n").c_str()).isEmpty(), line);
            QVERIFY2(why((start + "\nb\n").c_str()).contains("but content follows it"_L1), line);
        }
    }

    // Nothing of a second request gets into the first.
    void aForgottenSeparator()
    {
        const auto heads = blocks("GET http://a/\nA: 1\nPOST http://b/\nAuthorization: x\n\ncontent\n");
        QVERIFY(heads.size() == 1 && (heads[0].headers == Lines{"A: 1"}) && heads[0].body.empty());
        QVERIFY(heads[0].losses.join(QString()).contains(
            "line 3 begins like a request, POST http://b/: is ### missing before it?"_L1));
        const auto content = blocks("GET http://a/\n\nGET {{b}}/\nX: y\n");
        QVERIFY(content[0].body.empty()
                && content[0].losses.join(QString()).contains("line 3 begins like a request"_L1));
        const auto meant = blocks("POST http://a/\nContent-Type: text/plain\n\nGET http://b/\n");
        QVERIFY(meant[0].body == "GET http://b/"
                && meant[0].losses.join(QString()).contains("It goes out as content"_L1));
        const auto later = blocks("POST http://a/\n\n{}\n\nGET http://b/\n");
        QVERIFY(later[0].body == "{}\n\nGET http://b/"
                && later[0].losses.join(QString()).contains("line 5 of the content"_L1));
    }

    void tagsThatStop()
    {
        QVERIFY(blocks("# @disabled\nGET http://h/\n").at(0).unknown.join(QString()).contains("does not send it"_L1));
        QVERIFY(
            blocks("# @proxy http://p\nGET http://h/\n").at(0).unknown.join(QString()).contains("@proxy http://p"_L1));
    }

    void headsAreBounded()
    {
        const auto error = [](const std::string &text) {
            formats::FileVariables variables;
            return formats::fileBlocks(text, variables).at(0).error;
        };
        QVERIFY(error("GET http://h/" + std::string(2 << 20, 'a')).contains("longer than 1 MiB"_L1));
        QVERIFY(error("GET http://h/\nA: " + std::string(2 << 20, 'a')).contains("longer than 1 MiB"_L1));
        std::string many = "GET http://h/\n";
        for (int i = 0; i < 10'001; ++i)
            many += "a:b\n";
        QVERIFY(error(many).contains("more than 10000 fields"_L1));
    }

    void responsesAreNoRequests()
    {
        const auto read = blocks("HTTP/1.1 200 OK\nX: y\n\nbody\n");
        QCOMPARE(read.size(), std::size_t(1));
        QVERIFY(read[0].requestLine.empty() && !read[0].losses.isEmpty());
    }
};

INTERIM_SUITE(TestHttpFileText)
#include "tst_http_file_text.moc"
