// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/windows_quote.h"

#include <QTest>

using namespace formats;

class TestWindowsQuote : public QObject {
    Q_OBJECT

private slots:
    void argvThereAndBack()
    {
        const std::vector<std::string> words{"a",     "",     "a b",        "a\"b", "\\",  "a\\",
                                             "a b\\", "\\\"", "a\\\\\"b c", "\"\"", "it's"};
        std::string line;
        for (const std::string &word : words)
            line += argvWord(word) + ' ';
        QCOMPARE(argvWords(line), words);
        QCOMPARE(argvWord("a\"b"), std::string("\"a\\\"b\""));
        QCOMPARE(argvWords("\"a\"\"b\" c\\d"), (std::vector<std::string>{"a\"b", "c\\d"}));
    }

    void powerShell()
    {
        QCOMPARE(*powerShellWord("-H", false), std::string("-H"));
        QCOMPARE(*powerShellWord("", false), std::string("''"));
        QCOMPARE(*powerShellWord("it's $x `n", false), std::string("'it''s $x `n'"));
        QCOMPARE(*powerShellWord("\xe2\x80\x99", false), std::string("'\xe2\x80\x99\xe2\x80\x99'"));
        QCOMPARE(*powerShellWord("a\x1b"
                                 "b",
                                 false),
                 std::string("('a' + [char]27 + 'b')"));
        QCOMPARE(*powerShellWord("\t", false), std::string("('' + [char]9)"));
        QVERIFY(!powerShellWord("\xff", false));
        QVERIFY(!powerShellWord(std::string_view("a\0b", 3), false));
        QCOMPARE(*powerShellWord("{\"a\"}", true), std::string("'\"{\\\"a\\\"}\"'"));
        QCOMPARE(*powerShellWord("", true), std::string("'\"\"'"));
        QCOMPARE(*powerShellWord("a b", true), std::string("'a b'"));
        QVERIFY(passedDifferently("a b\\") && !passedDifferently("a\\") && passedDifferently("\""));
    }

    void cmd()
    {
        QCOMPARE(*cmdWord("http://h/a.b"), std::string("http://h/a.b"));
        QCOMPARE(*cmdWord("http://h/?a=1&b=%41"), std::string("http://h/?a=1^&b=^%41"));
        QCOMPARE(*cmdWord("a \"b\""), std::string("^\"a \\^\"b\\^\"^\""));
        QCOMPARE(*cmdWord("a\nb"), std::string("^\"a^\n\nb^\""));
        QVERIFY(!cmdWord("\r") && !cmdWord("\xff") && !cmdWord("\t"));
    }
};

INTERIM_SUITE(TestWindowsQuote)
#include "tst_windows_quote.moc"
