// SPDX-License-Identifier: GPL-3.0-or-later
// What `interim-cli snippet` prints.
#include "cli/snippet_run.h"

#include "cli/commands.h"
#include "session/snippet_programs.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSnippetRun : public QObject {
    Q_OBJECT
private slots:
    void allAreListed()
    {
        const QString list = cli::snippetListText({});
        const auto snippets = session::snippetList();
        for (const auto &snippet : snippets)
            QVERIFY2(list.contains(snippet.name + u": "_s + snippet.title), qPrintable(snippet.name));
        const QStringList lines = list.split(u'\n');
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }

    void oneIsPrinted()
    {
        QProcess process;
        process.start(QStringLiteral(INTERIM_CLI),
                      {"snippet", "ruby", "--body-size", "5", "--expect", "always", "-H", "A: b", "http://h/x"});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const QByteArray program = process.readAllStandardOutput(), said = process.readAllStandardError();
        QVERIFY2(program.contains("TARGET = URI(\"http://h/x\")") && program.contains("EXPECT = true")
                     && program.contains("'x' * 5"),
                 program);
        QVERIFY2(said.contains("waits up to 1 s") && said.contains("does not carry the typed fields"), said);
    }

    void wordsThatAreOff()
    {
        QCOMPARE(cli::runSnippet({u"cobol"_s, u"http://h/"_s}), 2);
        QCOMPARE(cli::runSnippet({u"ruby"_s}), 2);
        QCOMPARE(cli::runSnippet({u"ruby"_s, u"--nonsense"_s, u"http://h/"_s}), 2);
    }
};

INTERIM_SUITE(TestSnippetRun)
#include "tst_snippet_run.moc"
