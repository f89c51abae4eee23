// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestTerminal : public QObject {
    Q_OBJECT
private slots:
    void encodingByPosixOrder()
    {
        qputenv("LC_ALL", "");
        qputenv("LC_CTYPE", "");
        qputenv("LANG", "de_DE.UTF-8");
        QVERIFY(cli::localeIsUtf8());
        qputenv("LC_CTYPE", "POSIX");
        QVERIFY(!cli::localeIsUtf8());
        qputenv("LC_ALL", "C.utf8");
        QVERIFY(cli::localeIsUtf8());
        QVERIFY(cli::outputStyle().unicode);
        for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"})
            qunsetenv(name);
        QVERIFY(!cli::localeIsUtf8());
        QVERIFY(!cli::outputStyle().unicode);
    }

    void writes()
    {
        QVERIFY(cli::writeOut(QByteArray()));
        cli::complain(u"a line\nwith \x1b[31m"_s); // seen in tst_commands, by another process
    }
};

INTERIM_SUITE(TestTerminal)
#include "tst_terminal.moc"
