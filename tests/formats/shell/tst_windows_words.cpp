// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/windows_words.h"

#include "formats/shell/shell_line_text.h"

#include <QTest>

using namespace formats;

class TestWindowsWords : public QObject {
    Q_OBJECT
private slots:
    void powerShell_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("remarks");
        const auto row = [](const char *name, const char *text, const char *words, int remarks = 0) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words) << remarks;
        };
        row("single", "curl.exe 'it''s $x'", "curl.exe/it's $x");
        row("double", "\"a`\"b`$c`n\"\"d\"", "a\"b$c\n\"d");
        row("code point", "\"`u{e9}`0\" x", "\u00e9");
        row("continuation", "a `\r\n b `\n c", "a/b/c");
        row("bare backtick", "a` b", "a b");
        row("variable", "\"$x\" $env:HOME", "$x/$env:HOME", 1);
        row("here-string", "-d @'\n{\"a\":\n1}\n'@ x", "-d/{\"a\":\n1}/x");
        row("sum", "('a' + [char]27 + 'b') c",
            "a\x1b"
            "b/c");
        row("foreign sum", "(Get-Date) c", "(Get-Date)/c", 1);
        row("typographic quotes",
            "\xe2\x80\x98"
            "a b\xe2\x80\x99",
            "a b");
        row("old escapes", "-d '{\\\"a\\\":1}'", "-d/{\"a\":1}", 1);
        row("new quotes", "-d '{\"a\":1}'", "-d/{\"a\":1}");
        row("operators", "a | b; c", "a/<|>/b/<;>/c");
    }
    void powerShell()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(int, remarks);
        const ShellLine line = powerShellWords(text.toStdString());
        if (words == u"\u00e9") // and the NUL behind it
            QCOMPARE(line.tokens[0].text, std::string("\xc3\xa9\0", 3));
        else
            QCOMPARE(shown(line), words);
        QCOMPARE(int(line.remarks.size()), remarks);
    }

    void cmd_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("remarks");
        const auto row = [](const char *name, const char *text, const char *words, int remarks = 0) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words) << remarks;
        };
        row("quotes", "curl \"a b\" c", "curl/a b/c");
        row("escaped quotes", "-d \"{\\\"a\\\":1}\"", "-d/{\"a\":1}");
        row("carets", "^\"a^&b^\" ^^", "a&b/^");
        row("caret in quotes", "\"a^b\"", "a^b");
        row("continuation", "a ^\r\n b", "a/b");
        row("line end meant", "^\"a^\n\nb^\"", "a\nb");
        row("variable", "%PATH%", "%PATH%", 1);
        row("percent codes", "http://h/%41%42 ^%x^%", "http://h/%41%42/%x%");
        row("operators", "a | b > c \"x|y\"", "a/<|>/b/<>>/c/x|y");
    }
    void cmd()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(int, remarks);
        const ShellLine line = cmdWords(text.toStdString());
        QCOMPARE(shown(line), words);
        QCOMPARE(int(line.remarks.size()), remarks);
    }

    void wordsThatOnlyTheShellKnows()
    {
        for (const char *open : {"$x", "\"$x\"", "(Get-Date)", "a,b", "--%", "'a", "\"a", "@'\na", "\xff"})
            QVERIFY2(powerShellWords(std::string("curl.exe ") + open).tokens.size() < 2
                         || powerShellWords(std::string("curl.exe ") + open).tokens[1].open,
                     open);
        QVERIFY(!powerShellWords("'$x,'").tokens[0].open && !powerShellWords("\"`$x\"").tokens[0].open);
        QVERIFY(cmdWords("a %X% b").tokens[1].open && !cmdWords("a %X% b").tokens[2].open
                && !cmdWords("100%").tokens[0].open);
    }

    void anyTextEnds()
    {
        for (const char *open : {"'", "\"", "`", "@'", "('a", "$(", "\"`u{", "^", "%", "^\r", "\"$"}) {
            QVERIFY(powerShellWords(open).tokens.size() < 3);
            QVERIFY(cmdWords(open).tokens.size() < 3);
        }
    }
};

INTERIM_SUITE(TestWindowsWords)
#include "tst_windows_words.moc"
