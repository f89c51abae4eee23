// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/posix_words.h"

#include "formats/shell/shell_line_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestPosixWords : public QObject {
    Q_OBJECT
private slots:
    void words_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("remarks");
        const auto row = [](const char *name, const char *text, const char *words, int remarks = 0) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words) << remarks;
        };
        row("plain", "curl  http://h\t-k", "curl/http://h/-k");
        row("single", "'a  b'c'd'", "a  bcd");
        row("escaped quote", "'it'\\''s'", "it's");
        row("double", "\"a\\\"b\\$c\\`d\\\\e\\f\"", "a\"b$c`d\\e\\f");
        row("empty", "a '' \"\"", "a//");
        row("ansi", "$'a\\n\\t\\'\\x41\\101\\u00e9\\e'", "a\n\t'AA\u00e9\x1b");
        row("ansi odd", "$'\\q\\cA'", "\\q\x01");
        row("locale quotes", "$\"a\"", "a");
        row("continuation", "a \\\n b\\\nc", "a/bc");
        row("continuation with CR", "a \\\r\n b", "a/b");
        row("backslash", "a\\ b\\&c", "a b&c");
        row("comment", "a # b c\nd", "a/<\n>/d");
        row("hash inside", "a#b", "a#b");
        row("operators", "a|b && c;d >e 2>&1", "a/<|>/b/<&&>/c/<;>/d/<>>/e/<>&>/1");
        row("variable", "a $HOME \"${X}y\"", "a/$HOME/${X}y", 2);
        row("lone dollar", "a$ \"$\"", "a$/$");
        row("substitution", "\"$(id -u)\" `id`", "$(id -u)/`id`", 2);
        row("our printf", "\"$(printf 'a\\033%%\\n')\"", "a\x1b%");
        row("foreign printf", "\"$(printf %s x)\"", "$(printf %s x)", 1);
        row("nested", "$(echo \"$(id)\" ')') x", "$(echo \"$(id)\" ')')/x", 1);
        row("braces", "a{b,c} {1..3} {x} '{a,b}' ${X}", "a{b,c}/{1..3}/{x}/{a,b}/${X}", 2);
        row("home", "~/a b~", "~/a/b~", 1);
        row("open quote", "a 'b c", "a/b c", 1);
        row("open double", "a \"b c", "a/b c", 1);
        row("utf-8", "caf\xc3\xa9 \"\xf0\x9f\x98\x80\"", "caf\xc3\xa9/\xf0\x9f\x98\x80");
    }
    void words()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(int, remarks);
        const ShellLine line = posixWords(text.toStdString());
        QCOMPARE(shown(line), words);
        QCOMPARE(int(line.remarks.size()), remarks);
    }

    void hereDocuments()
    {
        const ShellLine line = posixWords("curl -d @- <<EOF -k\n{\"a\":1}\nEOF\nnext");
        QCOMPARE(shown(line), u"curl/-d/@-/<<<>/EOF/-k/<\n>/next"_s);
        QCOMPARE(line.tokens[3].document, std::string("{\"a\":1}\n"));
    }

    // 30,000 of them once ended the program: nothing that is nested is read again.
    void nothingIsTooDeep()
    {
        for (const char *open : {"$(", "`", "${", "$((", "\"$(", "{", "(", "<(", "$(printf ", "${a[$("}) {
            std::string text = "curl ";
            for (int i = 0; i < 100'000; ++i)
                text += open;
            const ShellLine line = posixWords(text);
            QVERIFY(line.remarks.size() <= mostShellRemarks);
            for (const std::string &remark : line.remarks)
                QVERIFY(remark.size() < 2000);
        }
        std::string deep = "curl ";
        for (int i = 0; i < 500; ++i)
            deep += "$(";
        QVERIFY2(posixWords(deep).remarks.at(0).find("nested too deeply") != std::string::npos,
                 posixWords(deep).remarks[0].c_str());
    }

    void wordsThatOnlyTheShellKnows()
    {
        for (const char *open :
             {"$X", "\"a$X\"", "`id`", "$(id)", "~/x", "~me", "a{b,c}", "'a", "\"a", "$'a", "$((1+2))", "${a[@]}"})
            QVERIFY2(posixWords(open).tokens.at(0).open, open);
        for (const char *plain : {"'$X'", "\\$X", "a$", "{a}", "\"~\"", "a~b", "'{a,b}'", "\"$(printf 'a')\""})
            QVERIFY2(!posixWords(plain).tokens.at(0).open, plain);
    }

    void anyBytesEnd()
    {
        // Whatever stands there, the splitter ends and loses no quoted byte.
        std::string all;
        for (int i = 1; i < 256; ++i)
            all += static_cast<char>(i);
        posixWords(all);
        for (const char *open : {"$", "$(", "${", "$'", "$'\\", "$'\\x", "\"\\", "\\", "`", "<<", "a\"$", "$(('"})
            QVERIFY(posixWords(open).tokens.size() < 3);
    }

    // Where the shell would put the names of files, the first place; not in quotes.
    void patterns()
    {
        const auto at = [](const char *text) { return posixWords(text).tokens.front().pattern; };
        QCOMPARE(at("f*.txt"), std::size_t(1));
        QCOMPARE(at("a?b*"), std::size_t(1));
        QCOMPARE(at("x[a]"), std::size_t(1));
        for (const char *text : {"'f*'", "\"?\"", "\\*", "a[]", "[", "]a[", "plain", "a'['b]"})
            QVERIFY2(at(text) == std::string::npos, text);
    }

    // Measured with bash.
    void homeFolders()
    {
        for (const char *text : {"~", "~/x", "a=~", "a=b:~", "_a1=~/x"})
            QVERIFY2(posixWords(text).tokens.front().open, text);
        for (const char *text : {"a~", "a-b=~", "\"a\"=~", "a=x~", "'~'", "1=~", "a:~", "http://h/~x"})
            QVERIFY2(!posixWords(text).tokens.front().open, text);
    }

    void whatNoWordCarries()
    {
        for (const char *text : {"pa$$word", "\"pa$$word\"", "$?", "$!", "$#", "$@", "$*", "$-", "$1"})
            QVERIFY2(posixWords(text).tokens.front().open, text);
        for (const char *text : {"'$$'", "a$", "\"$\"", "$/", "$%", "\\$$"})
            QVERIFY2(!posixWords(text).tokens.front().open, text);
        for (const char *text : {"$'\\x00abc'", "$(printf 'a\\000b')", "@<(id)", ">(id)", "<(a (b) 'c)')"})
            QVERIFY2(posixWords(text).tokens.size() == 1 && posixWords(text).tokens.front().open, text);
        for (const std::string &line : posixWords("$s3cret ${X:-s3cret} $(id s3cret) `s3cret` <(s3cret)").remarks)
            QVERIFY2(line.find("s3cret") == std::string::npos, line.c_str());
    }
};

INTERIM_SUITE(TestPosixWords)
#include "tst_posix_words.moc"
