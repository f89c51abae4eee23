// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/shell_words.h"

#include <QTest>

using namespace formats;

class TestShellWords : public QObject {
    Q_OBJECT

private slots:
    void theShellIsGuessed()
    {
        QVERIFY(guessShell("curl -d 'a' \\\n http://h") == Shell::Posix);
        QVERIFY(guessShell("curl \"http://h\"") == Shell::Posix);
        QVERIFY(guessShell("curl ^\"http://h^\"") == Shell::Cmd);
        QVERIFY(guessShell("curl -k ^\r\n http://h") == Shell::Cmd);
        QVERIFY(guessShell("curl -k `\n http://h") == Shell::PowerShell);
        QVERIFY(guessShell("curl.exe -d '{}' http://h") == Shell::PowerShell);
        QVERIFY(guessShell("& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe }") == Shell::PowerShell);
    }

    void theShellIsGuessedByDoubledQuotes()
    {
        QVERIFY(guessShell("curl \"http://h\" --data-raw \"{\"\"id\"\":1}\"") == Shell::Cmd);
        QVERIFY(guessShell("curl 'http://h' -d '{\"a\":\"\"}'") == Shell::Posix);
        QVERIFY(guessShell("curl http://h -d \"\" -H \"a: \\\"\\\"b\"") == Shell::Posix);
        QVERIFY(guessShell("C:\\Users\\me>curl \"http://h\"") == Shell::Cmd);
        QVERIFY(guessShell("curl 'http://h' -H 'a: ^' \\\n -d x") == Shell::Posix);
        QVERIFY(guessShell("curl \"http://h\" -d \"{`\"a`\":1}\"") == Shell::PowerShell);
    }

    void eachShellItsWords()
    {
        for (const Shell shell : {Shell::Posix, Shell::PowerShell, Shell::Cmd}) {
            const ShellLine line = shellWords("curl \"a b\"", shell);
            QCOMPARE(line.tokens.size(), std::size_t(2));
            QCOMPARE(line.tokens[1].text, std::string("a b"));
        }
    }
};

INTERIM_SUITE(TestShellWords)
#include "tst_shell_words.moc"
