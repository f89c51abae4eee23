// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/format.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace words;

class TestFormat : public QObject {
    Q_OBJECT
private slots:
    void durations_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << u"0 ms"_s;
        QTest::newRow("micro") << qint64(4'200) << u"4.20 µs"_s;
        QTest::newRow("below") << qint64(430'000) << u"0.43 ms"_s;
        QTest::newRow("few") << qint64(1'630'000) << u"1.63 ms"_s;
        QTest::newRow("tens") << qint64(12'340'000) << u"12.3 ms"_s;
        QTest::newRow("hundreds") << qint64(431'000'000) << u"431 ms"_s;
        QTest::newRow("second") << qint64(1'013'000'000) << u"1,013 ms"_s;
        QTest::newRow("seconds") << qint64(12'300'000'000) << u"12.3 s"_s;
        QTest::newRow("minutes") << qint64(125'000'000'000) << u"2 min 5 s"_s;
        QTest::newRow("backwards") << qint64(-1'000'000) << u"-1.00 ms"_s;
    }
    void durations()
    {
        QFETCH(qint64, ns);
        QTEST(durationText(ns, QLocale(QLocale::English)), "text");
    }
    void sizes()
    {
        const QLocale english(QLocale::English);
        QCOMPARE(sizeText(0, english), u"0 bytes"_s);
        QCOMPARE(sizeText(1, english), u"1 byte"_s);
        QCOMPARE(sizeText(1024, english), u"1 KiB"_s);
        QCOMPARE(sizeText(4 << 20, english), u"4 MiB"_s);
        QCOMPARE(sizeText(4'000'000, english), u"3.81 MiB"_s);
        QCOMPARE(sizeText(5000, english), u"5,000 bytes"_s);
        QCOMPARE(sizeText(100ULL << 30, english), u"100 GiB"_s);
        QCOMPARE(bytesText(4 << 20, english), u"4,194,304 bytes"_s);
        QCOMPARE(durationText(1'630'000, QLocale(QLocale::German)), u"1,63 ms"_s);
    }
    void wire()
    {
        using namespace std::string_view_literals;
        QCOMPARE(wireText("a\0\x1b[31m\xff\\"sv), u"a\\x00\\x1b[31m\\xff\\\\"_s);
        QCOMPARE(wireText("abcdef", 3), u"abc…"_s);
    }
};

INTERIM_SUITE(TestFormat)
#include "tst_format.moc"
