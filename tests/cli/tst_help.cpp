// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include "cli/options/manual.h"
#include "cli/request_options.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// Help, the man page and the reader of options must name the same options.
class TestHelp : public QObject {
    Q_OBJECT
    static QStringList optionsIn(QString text)
    {
        text.replace("\\-"_L1, "-"_L1);
        QStringList names;
        auto found = QRegularExpression(u"(?<![\\w-])--([a-z][a-z0-9-]*)"_s).globalMatch(text);
        while (found.hasNext())
            names << found.next().captured(1);
        names.removeDuplicates();
        names.sort();
        return names;
    }
private slots:
    void manPageNamesTheSame()
    {
        QFile frame(u"" INTERIM_SOURCE_DIR "/packaging/manual/interim-cli.1.in"_s);
        QVERIFY(frame.open(QIODevice::ReadOnly));
        const std::string page = cli::manualPage(frame.readAll().toStdString());
        QCOMPARE(optionsIn(QString::fromStdString(page)), optionsIn(cli::helpText()));
    }

    void requestOptionsAreKnown()
    {
        const QString help = cli::helpText();
        const auto begin = help.indexOf("Request (send, curl, compare)"_L1), end = help.indexOf("\nCompare\n"_L1);
        QVERIFY(begin > 0 && end > begin);
        const QStringList names = optionsIn(help.mid(begin, end - begin));
        QVERIFY(names.size() > 25);
        for (const QString &name : names) {
            if (name == "shell"_L1 || name == "request"_L1 || name == "input-shell"_L1 || name == "env"_L1)
                continue; // taken before: of curl alone, of --import
            // With a value that fits no option, or none: whatever is wrong, the option itself is known.
            const auto call = cli::readRequest({u"--"_s + name});
            const auto *wrong = std::get_if<cli::Misuse>(&call);
            QVERIFY(wrong);
            QVERIFY2(!wrong->text.contains("unknown option"_L1), qPrintable(wrong->text));
        }
    }

    void linesFitATerminal()
    {
        for (const QString &line : cli::helpText().split(u'\n'))
            QVERIFY2(line.size() <= 110, qPrintable(line));
    }
};

INTERIM_SUITE(TestHelp)
#include "tst_help.moc"
