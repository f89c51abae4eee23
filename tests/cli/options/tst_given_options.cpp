// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/given_options.h"

#include <QCommandLineParser>
#include <QTest>

using namespace Qt::StringLiterals;

class TestGivenOptions : public QObject {
    Q_OBJECT
private slots:
    void onesThatAreGiven()
    {
        QCommandLineParser parser;
        cli::GivenOptions given(parser);
        given.know({{'n', "number", "N", "a number"}, {0, "plain", {}, "a switch"}, {0, "absent", {}, "another"}});
        QVERIFY(!cli::parseWords(parser, {"-n", "1", "--number", "2", "--plain"}));
        QVERIFY(given.has("number") && given.has("plain") && !given.has("absent"));
        QCOMPARE(given.value("number"), u"2"_s);
        QCOMPARE(given.values("number"), (QStringList{"1", "2"}));
        QVERIFY(!given.refuseValue("number", u"too many: write 1"_s));
        QCOMPARE(given.refusal(), u"--number \"2\": too many: write 1"_s);
    }

    void wordsThatNobodyKnows()
    {
        const auto line = [](const QStringList &words) {
            QCommandLineParser parser;
            const auto wrong = cli::parseWords(parser, words);
            return wrong ? wrong->text : QString();
        };
        QCOMPARE(line({"--nonsense"}), u"unknown option --nonsense: see interim-cli --help"_s);
        QCOMPARE(line({"-n"}), u"unknown option -n: see interim-cli --help"_s);
        QVERIFY(line({"word"}).isEmpty());
    }

    void wordsAreBytes()
    {
        QCOMPARE(cli::bytesOf(QString::fromLatin1("a\xff")), std::string("a\xff"));
        QCOMPARE(cli::fileName(QString::fromLatin1("\xc3\xa9")), QString::fromUtf8("\xc3\xa9"));
    }

    void quotesSafely() { QCOMPARE(cli::quoted(QString::fromLatin1("\x1b[1m")), u"\"\\x1b[1m\""_s); }
};

INTERIM_SUITE(TestGivenOptions)
#include "tst_given_options.moc"
