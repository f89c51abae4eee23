// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/text_layout.h"

#include <QTest>

using namespace Qt::StringLiterals;

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
        QVERIFY(text.contains("\\x1b"_L1));
        QCOMPARE(shownBytes(std::string(500, 'x'), 10), u"xxxxxxxxxx..."_s);
    }

    void wordsAreMadeSafe()
    {
        TextStyle style;
        const QString odd =
            u"a"_s + QChar(0x1b) + u"[31m"_s + QChar(0x202e) + QChar(0x9b) + u"\tb"_s + QChar(0x200b) + u"→"_s;
        QCOMPARE(shownWords(odd, style), u"a?[31m???b?→"_s);
        QCOMPARE(shownWords(u"a\u061cb\r\n"_s, style), u"a?b?\n"_s);
        style.unicode = false;
        QCOMPARE(shownWords(u"4 → 5 · §3 “é”"_s, style), u"4 -> 5 - section 3 \"?\""_s);
    }

    void linesFit()
    {
        TextStyle style;
        style.width = 20;
        const QStringList lines =
            wrapped(u"one two three four five "_s + QString(50, u'x') + u" end\nlast"_s, style, u"  "_s);
        for (const QString &line : lines) {
            QVERIFY2(line.size() <= 20, qPrintable(line));
            QVERIFY(line.startsWith("  "_L1));
        }
        QCOMPARE(lines.first(), u"  one two three four"_s);
        QCOMPARE(lines.last(), u"  last"_s);
        QCOMPARE(lines.join(QString()).count(u'x'), 50);
    }

    void paintsOnlyWhereItMay()
    {
        const TextStyle plain, coloured{80, true, true};
        QCOMPARE(painted(u"a %1"_s, "31", coloured), u"\x1b[31ma %1\x1b[0m"_s);
        QCOMPARE(painted(u"a"_s, "31", plain), u"a"_s);
        QCOMPARE(painted(u"a"_s, nullptr, coloured), u"a"_s);
        QCOMPARE(painted({}, "31", coloured), QString());
    }

    void numbersRead()
    {
        QCOMPARE(durationText(1'630'000), u"1.63 ms"_s);
        QCOMPARE(durationText(12'340'000), u"12.3 ms"_s);
        QCOMPARE(durationText(431'200'000), u"431 ms"_s);
        QCOMPARE(durationText(1'013'000'000), u"1.013 s"_s);
        QCOMPARE(durationText(12'500'000'000), u"12.5 s"_s);
        QCOMPARE(durationText(0), u"0 ms"_s);
        QCOMPARE(grouped(4194304), u"4,194,304"_s);
        QCOMPARE(grouped(999), u"999"_s);
        QCOMPARE(sizeText(4 << 20), u"4 MiB"_s);
        QCOMPARE(sizeText(1536), u"1.5 KiB"_s);
        QCOMPARE(sizeText(182), u"182 bytes"_s);
        QCOMPARE(sizeText(1), u"1 byte"_s);
        QCOMPARE(sizeText(10ULL << 30), u"10 GiB"_s);
    }
};

INTERIM_SUITE(TestTextLayout)
#include "tst_text_layout.moc"
