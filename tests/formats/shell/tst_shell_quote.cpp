// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/shell_quote.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestShellQuote : public QObject {
    Q_OBJECT
    static QByteArray output(const QString &shell, const std::string &command)
    {
        QProcess process;
        process.start(shell, {u"-c"_s, QString::fromStdString(command)});
        process.waitForFinished(30'000);
        return process.readAllStandardOutput();
    }
    static std::string everyByte(bool withNul)
    {
        std::string bytes;
        for (int i = withNul ? 0 : 1; i < 256; ++i)
            bytes += static_cast<char>(i);
        return bytes;
    }
    static void shells()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QByteArray>("bytes");
        for (const char *shell : {"sh", "bash"}) {
            const auto row = [&](const char *name, const std::string &bytes) {
                QTest::addRow("%s %s", shell, name) << QString::fromLatin1(shell) << QByteArray::fromStdString(bytes);
            };
            row("plain", "abc");
            row("empty", "");
            row("quotes", "it's \"$HOME\" `id` \\ !x $(id) %s \\n");
            row("lines", "a\n b\n\nc");
            row("utf-8", "caf\xc3\xa9 \xe2\x82\xac");
            row("bidi", "a\xe2\x80\xaegpj.exe");
            row("escape", "\x1b]0;owned\x07");
            row("dash", "-n");
            row("glob", "* ~ {a,b} [x] ? # ; & | < >");
            row("every byte", everyByte(false));
            row("percent and odd bytes", "100%\xff\\t");
            row("dash and odd byte", "-e\xff");
        }
    }
private slots:
    void wordsArriveWhole_data() { shells(); }
    void wordsArriveWhole()
    {
        QFETCH(QString, shell);
        QFETCH(QByteArray, bytes);
        const auto word = shellWord(bytes.toStdString());
        QVERIFY(word);
        QVERIFY2(isPlainText(*word), word->c_str());
        QCOMPARE(output(shell, "printf '[%s]' " + *word), '[' + bytes + ']');
    }

    void printfWritesAll_data()
    {
        shells();
        QTest::addRow("sh NUL") << u"sh"_s << QByteArray::fromStdString(everyByte(true));
        QTest::addRow("bash NUL and end") << u"bash"_s << QByteArray("\0\n\xff\n", 4);
    }
    void printfWritesAll()
    {
        QFETCH(QString, shell);
        QFETCH(QByteArray, bytes);
        const std::string command = printfCommand(bytes.toStdString());
        QVERIFY(isPlainText(command));
        QCOMPARE(output(shell, command), bytes);
    }

    void saysWhatCannotBe()
    {
        QVERIFY(!shellWord(std::string("a\0b", 3)));
        QVERIFY(!shellWord("\xff\n"));
        QVERIFY(shellWord("a\n"));
    }

    void plainTextIsJudged()
    {
        QVERIFY(isPlainText("caf\xc3\xa9\n"));
        for (const char *odd :
             {"\x1b", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x80", "\xc2\x9b", "\t", "\x7f"})
            QVERIFY2(!isPlainText(odd), odd);
    }

    void shortWhereItMay()
    {
        QCOMPARE(*shellWord("http://h:1/a?b=c"), std::string("'http://h:1/a?b=c'"));
        QCOMPARE(*shellWord("http://h:1/a"), std::string("http://h:1/a"));
    }
};

INTERIM_SUITE(TestShellQuote)
#include "tst_shell_quote.moc"
