// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include "cli/request_options.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

// Help, the man page and the reader of options must name the same options.
class TestHelp : public QObject {
    Q_OBJECT
    static QStringList optionsIn(QString text)
    {
        text.replace(QLatin1String("\\-"), QLatin1String("-"));
        QStringList names;
        auto found = QRegularExpression(QStringLiteral("(?<![\\w-])--([a-z][a-z0-9-]*)")).globalMatch(text);
        while (found.hasNext())
            names << found.next().captured(1);
        names.removeDuplicates();
        names.sort();
        return names;
    }
private slots:
    void manPageNamesTheSame()
    {
        QFile page(QStringLiteral(INTERIM_SOURCE_DIR "/packaging/interim-cli.1"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        QCOMPARE(optionsIn(QString::fromUtf8(page.readAll())), optionsIn(cli::helpText()));
    }

    void requestOptionsAreKnown()
    {
        const QString help = cli::helpText();
        const auto begin = help.indexOf(QLatin1String("Request (send, curl, compare)")), end = help.indexOf(QLatin1String("\nCompare\n"));
        QVERIFY(begin > 0 && end > begin);
        const QStringList names = optionsIn(help.mid(begin, end - begin));
        QVERIFY(names.size() > 25);
        for (const QString &name : names) {
            if (name == QLatin1String("shell") || name == QLatin1String("request") || name == QLatin1String("input-shell")
                || name == QLatin1String("env"))
                continue; // taken before: of curl alone, of --import
            // With a value that fits no option, or none: whatever is wrong, the option itself is known.
            const auto call = cli::readRequest({QStringLiteral("--") + name});
            const auto *wrong = std::get_if<cli::Misuse>(&call);
            QVERIFY(wrong);
            QVERIFY2(!wrong->text.contains(QLatin1String("unknown option")), qPrintable(wrong->text));
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
