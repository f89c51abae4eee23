// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/format.h"

#include <QTest>

using namespace guidance;

class TestFormat : public QObject {
    Q_OBJECT
private slots:
    void durations_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << QStringLiteral("0 ms");
        QTest::newRow("micro") << qint64(4'200) << QStringLiteral("4.20 µs");
        QTest::newRow("below") << qint64(430'000) << QStringLiteral("0.43 ms");
        QTest::newRow("few") << qint64(1'630'000) << QStringLiteral("1.63 ms");
        QTest::newRow("tens") << qint64(12'340'000) << QStringLiteral("12.3 ms");
        QTest::newRow("hundreds") << qint64(431'000'000) << QStringLiteral("431 ms");
        QTest::newRow("second") << qint64(1'013'000'000) << QStringLiteral("1,013 ms");
        QTest::newRow("seconds") << qint64(12'300'000'000) << QStringLiteral("12.3 s");
        QTest::newRow("minutes") << qint64(125'000'000'000) << QStringLiteral("2 min 5 s");
        QTest::newRow("backwards") << qint64(-1'000'000) << QStringLiteral("-1.00 ms");
    }
    void durations()
    {
        QFETCH(qint64, ns);
        QTEST(durationText(ns, QLocale(QLocale::English)), "text");
    }
    void sizes()
    {
        const QLocale english(QLocale::English);
        QCOMPARE(sizeText(0, english), QStringLiteral("0 bytes"));
        QCOMPARE(sizeText(1, english), QStringLiteral("1 byte"));
        QCOMPARE(sizeText(1024, english), QStringLiteral("1 KiB"));
        QCOMPARE(sizeText(4 << 20, english), QStringLiteral("4 MiB"));
        QCOMPARE(sizeText(4'000'000, english), QStringLiteral("3.81 MiB"));
        QCOMPARE(sizeText(5000, english), QStringLiteral("5,000 bytes"));
        QCOMPARE(sizeText(100ULL << 30, english), QStringLiteral("100 GiB"));
        QCOMPARE(bytesText(4 << 20, english), QStringLiteral("4,194,304 bytes"));
        QCOMPARE(durationText(1'630'000, QLocale(QLocale::German)), QStringLiteral("1,63 ms"));
    }
    void wire()
    {
        using namespace std::string_view_literals;
        QCOMPARE(wireText("a\0\x1b[31m\xff\\"sv), QStringLiteral("a\\x00\\x1b[31m\\xff\\\\"));
        QCOMPARE(wireText("abcdef", 3), QStringLiteral("abc…"));
    }
};

INTERIM_SUITE(TestFormat)
#include "tst_format.moc"
