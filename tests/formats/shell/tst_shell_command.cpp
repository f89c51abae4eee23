// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/shell_command.h"

#include <QTest>

using namespace formats;

class TestShellCommand : public QObject {
    Q_OBJECT

    static ShellCommand made(Shell shell, const std::vector<std::string> &words)
    {
        return shellCommand(shell, {}, "curl", words, false);
    }
private slots:
    void lines()
    {
        QCOMPARE(shellCommand(Shell::Posix, "printf x", "curl", {"-d", "a b", "http://h"}, true).text,
                 std::string("printf x | curl \\\n    -d 'a b' \\\n    http://h"));
        QCOMPARE(shellCommand(Shell::Cmd, {}, "curl", {"-k", "http://h"}, true).text,
                 std::string("curl ^\n    -k ^\n    http://h"));
        QCOMPARE(shellCommand(Shell::PowerShell, {}, "curl", {"-k", "u"}, true).text,
                 std::string("curl.exe `\n    -k `\n    u"));
    }

    void legacyPassingOnlyWhereItMatters()
    {
        QVERIFY(made(Shell::PowerShell, {"-d", "a b"}).text.find("Legacy") == std::string::npos);
        QCOMPARE(made(Shell::PowerShell, {"-d", "\""}).text,
                 std::string("& { $PSNativeCommandArgumentPassing = 'Legacy'; curl.exe -d '\"\\\"\"' }"));
    }

    void losses()
    {
        QVERIFY(made(Shell::Posix, {"caf\xc3\xa9", "100%"}).losses.empty());
        QCOMPARE(made(Shell::PowerShell, {"caf\xc3\xa9"}).losses.size(), std::size_t(1));
        QCOMPARE(made(Shell::Cmd, {"100%"}).losses.size(), std::size_t(1));
        QCOMPARE(made(Shell::Cmd, {std::string(9000, 'x')}).losses.size(), std::size_t(1));
        QCOMPARE(made(Shell::Cmd, {"a\rb"}).losses.size(), std::size_t(1));
        QCOMPARE(made(Shell::Posix, {std::string("a\0b", 3)}).losses.size(), std::size_t(1));
    }
};

INTERIM_SUITE(TestShellCommand)
#include "tst_shell_command.moc"
