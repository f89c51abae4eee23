// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text_layout.h"

#include <QTest>

using namespace cli;

class TestTextLayout : public QObject {
    Q_OBJECT
private slots:
    void wireBytesNeverSpeakToTheTerminal()
    {
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        const QString text = shownBytes(all, 2000);
        for (const QChar c : text)
            QVERIFY2(c.unicode() >= 0x20 && c.unicode() < 0x7f, qPrintable(text));
        QVERIFY(text.contains(QLatin1String("\\x1b")));
        QCOMPARE(shownBytes(std::string(500, 'x'), 10), QStringLiteral("xxxxxxxxxx..."));
    }

    void wordsAreMadeSafe()
    {
        TextStyle style;
        const QString odd = QStringLiteral("a") + QChar(0x1b) + QStringLiteral("[31m") + QChar(0x202e) + QChar(0x9b)
            + QStringLiteral("\tb") + QChar(0x200b) + QStringLiteral("→");
        QCOMPARE(shownWords(odd, style), QStringLiteral("a?[31m???b?→"));
        QCOMPARE(shownWords(QStringLiteral("a\u061cb\r\n"), style), QStringLiteral("a?b?\n"));
        style.unicode = false;
        QCOMPARE(shownWords(QStringLiteral("4 → 5 · §3 “é”"), style), QStringLiteral("4 -> 5 - section 3 \"?\""));
    }

    void linesFit()
    {
        TextStyle style;
        style.width = 20;
        const QStringList lines = wrapped(QStringLiteral("one two three four five ") + QString(50, u'x')
                                              + QStringLiteral(" end\nlast"), style, QStringLiteral("  "));
        for (const QString &line : lines) {
            QVERIFY2(line.size() <= 20, qPrintable(line));
            QVERIFY(line.startsWith(QLatin1String("  ")));
        }
        QCOMPARE(lines.first(), QStringLiteral("  one two three four"));
        QCOMPARE(lines.last(), QStringLiteral("  last"));
        QCOMPARE(lines.join(QString()).count(u'x'), 50);
    }

    void paintsOnlyWhereItMay()
    {
        const TextStyle plain, coloured{80, true, true};
        QCOMPARE(painted(QStringLiteral("a %1"), "31", coloured), QStringLiteral("\x1b[31ma %1\x1b[0m"));
        QCOMPARE(painted(QStringLiteral("a"), "31", plain), QStringLiteral("a"));
        QCOMPARE(painted(QStringLiteral("a"), nullptr, coloured), QStringLiteral("a"));
        QCOMPARE(painted({}, "31", coloured), QString());
    }

    void numbersRead()
    {
        QCOMPARE(durationText(1'630'000), QStringLiteral("1.63 ms"));
        QCOMPARE(durationText(12'340'000), QStringLiteral("12.3 ms"));
        QCOMPARE(durationText(431'200'000), QStringLiteral("431 ms"));
        QCOMPARE(durationText(1'013'000'000), QStringLiteral("1 013 ms"));
        QCOMPARE(durationText(12'500'000'000), QStringLiteral("12.5 s"));
        QCOMPARE(durationText(0), QStringLiteral("0.00 ms"));
        QCOMPARE(grouped(4194304), QStringLiteral("4 194 304"));
        QCOMPARE(grouped(999), QStringLiteral("999"));
        QCOMPARE(sizeText(4 << 20), QStringLiteral("4 MiB"));
        QCOMPARE(sizeText(1536), QStringLiteral("1.5 KiB"));
        QCOMPARE(sizeText(182), QStringLiteral("182 bytes"));
        QCOMPARE(sizeText(1), QStringLiteral("1 byte"));
        QCOMPARE(sizeText(10ULL << 30), QStringLiteral("10 GiB"));
    }
};

INTERIM_SUITE(TestTextLayout)
#include "tst_text_layout.moc"
